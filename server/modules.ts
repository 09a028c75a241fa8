import type { EventHandler } from '#platform/events';
import type { Route } from '#platform/http';
import type { JobTask } from '#platform/jobs';
import { jobs as accessJobs, routesWith as accessRoutesWith } from '#access';
import { handlers as customersHandlers, importJobsWith, jobs as customersJobs, mergeJobsWith, routesWith as customersRoutesWith } from '#customers';
import { importers as productsImporters, routes as productsRoutes } from '#products';
import { importers as marketAccessImporters, routes as marketAccessRoutes } from '#market-access';
import { routesWith as contactCentreRoutesWith } from '#contact-centre';
import { handlers as fieldHandlers, routes as fieldRoutes } from '#field';
import { certifiedNow, handlers as medicalHandlers, routes as medicalRoutes } from '#medical';
import { handlers as safetyHandlers, routes as safetyRoutes } from '#safety';
import { routes as consentRoutes } from '#consent';
import { jobs as contentJobs, routes as contentRoutes } from '#content';
import { routes as gateRoutes } from '#gate';
import { handlers as channelsHandlers, jobs as channelsJobs, routes as channelsRoutes } from '#channels';
import { endWaits, followEvents, jobs as orchestrationJobs, routes as orchestrationRoutes } from '#orchestration';
import { jobs as workJobs, notify, routes as workRoutes } from '#work';
import { handlers as insightHandlers, jobs as insightJobs, routes as insightRoutes } from '#insight';
import { jobs as interactionsJobs, routes as interactionsRoutes } from '#interactions';
import { accessPorts } from './access-ports.ts';
import { ownRoutesDescribed } from './own-routes.ts';
import { policy } from './policy.ts';
import { tellRefusedSignature } from './audit/tell-refused-signature.ts';
import { moves } from './moves.ts';

// The list of modules, and who hears of whose events. Wiring only.

/** Files of other modules that the importer of customers reads for them. */
const importers = [...productsImporters, ...marketAccessImporters];

/** Every route of the product. */
export const routes: readonly Route[] = [
  ...accessRoutesWith(accessPorts(() => [...ownRoutesDescribed(policy), ...routes])),
  ...productsRoutes,
  ...customersRoutesWith({ moves, importers, tell: notify }),
  ...consentRoutes,
  ...contentRoutes,
  ...interactionsRoutes,
  ...workRoutes,
  ...gateRoutes,
  ...channelsRoutes,
  ...orchestrationRoutes,
  ...contactCentreRoutesWith({ certifiedNow }),
  ...safetyRoutes,
  ...marketAccessRoutes,
  ...medicalRoutes,
  ...insightRoutes,
  ...fieldRoutes,
];

/** Who follows which event. */
export const handlers: readonly EventHandler[] = [
  ...customersHandlers,
  ...channelsHandlers,
  followEvents,
  endWaits,
  ...safetyHandlers,
  ...medicalHandlers,
  ...insightHandlers,
  ...fieldHandlers,
  tellRefusedSignature,
];

/** The work behind every job's name. */
export const jobs: Readonly<Record<string, JobTask>> = {
  ...customersJobs,
  ...mergeJobsWith(moves),
  ...importJobsWith(importers),
  ...accessJobs,
  ...contentJobs,
  ...interactionsJobs,
  ...workJobs,
  ...channelsJobs,
  ...orchestrationJobs,
  ...insightJobs,
};

/** When recurring jobs run (UTC): graphile-worker's crontab lines. */
export const crontab = `
* * * * * access.end-break-glass
17 3 * * * interactions.ensure-months
5 0 * * * content.expire
* * * * * channels.recover
* * * * * orchestration.advance
* * * * * insight.roll-up
41 2 * * * insight.describe-accounts
11 2 * * * customers.match-nightly
* * * * * customers.watch-inbox
* * * * * orchestration.resume
*/5 * * * * customers.settle-merges
`;
