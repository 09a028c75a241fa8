import type { EventHandler } from '#platform/events';
import type { Route } from '#platform/http';
import type { JobTask } from '#platform/jobs';
import { routes as marketAccessRoutes } from '#market-access';

// The list of modules, and who hears of whose events. Wiring only.

/** Every route of the product. */
export const routes: readonly Route[] = [
  ...marketAccessRoutes,
];

/** Who follows which event. */
export const handlers: readonly EventHandler[] = [
];

/** The work behind every job's name. */
export const jobs: Readonly<Record<string, JobTask>> = {
};

/** When recurring jobs run (UTC): graphile-worker's crontab lines. */
export const crontab = `
`;
