import type { EventHandler } from '#platform/events';
import type { Route } from '#platform/http';
import type { JobTask } from '#platform/jobs';
import { routes as marketAccessRoutes } from '#market-access';
import { handlers as medicalHandlers, routes as medicalRoutes } from '#medical';
import { handlers as safetyHandlers, routes as safetyRoutes } from '#safety';
import { routes as consentRoutes } from '#consent';
import { jobs as workJobs, routes as workRoutes } from '#work';
import { jobs as interactionsJobs, routes as interactionsRoutes } from '#interactions';

// The list of modules, and who hears of whose events. Wiring only.

/** Every route of the product. */
export const routes: readonly Route[] = [
  ...consentRoutes,
  ...interactionsRoutes,
  ...workRoutes,
  ...safetyRoutes,
  ...marketAccessRoutes,
  ...medicalRoutes,
];

/** Who follows which event. */
export const handlers: readonly EventHandler[] = [
  ...safetyHandlers,
  ...medicalHandlers,
];

/** The work behind every job's name. */
export const jobs: Readonly<Record<string, JobTask>> = {
  ...interactionsJobs,
  ...workJobs,
};

/** When recurring jobs run (UTC): graphile-worker's crontab lines. */
export const crontab = `
17 3 * * * interactions.ensure-months
`;
