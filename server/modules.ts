import type { EventHandler } from '#platform/events';
import type { Route } from '#platform/http';
import type { JobTask } from '#platform/jobs';
import { jobsWith as accessJobsWith, routesWith as accessRoutesWith } from '#access';
import { catalogueImportersWith, handlers as customersHandlers, importJobsWith, matchJobsWith, mergeJobsWith, routesWith as customersRoutesWith } from '#customers';
import { importers as productsImporters, keepSourceProducts, routes as productsRoutes, takeBackSourceProducts } from '#products';
import { importers as marketAccessImporters, routes as marketAccessRoutes } from '#market-access';
import { routesWith as contactCentreRoutesWith } from '#contact-centre';
import { handlers as fieldHandlers, routes as fieldRoutes } from '#field';
import { certifiedNow, handlers as medicalHandlers, routes as medicalRoutes } from '#medical';
import { handlers as safetyHandlers, routes as safetyRoutes } from '#safety';
import { importers as consentImporters, routes as consentRoutes } from '#consent';
import { jobs as contentJobs, routes as contentRoutes } from '#content';
import { routes as gateRoutes } from '#gate';
import { handlers as channelsHandlers, jobs as channelsJobs, routes as channelsRoutes } from '#channels';
import { endWaits, followEvents, jobs as orchestrationJobs, routes as orchestrationRoutes } from '#orchestration';
import { handlers as workHandlers, jobs as workJobs, notify, routes as workRoutes } from '#work';
import { handlers as insightHandlers, jobs as insightJobs, routes as insightRoutes } from '#insight';
import { importers as interactionsImporters, jobs as interactionsJobs, routes as interactionsRoutes } from '#interactions';
import { accessPorts } from './access-ports.ts';
import { ownRoutesDescribed } from './own-routes.ts';
import { policy } from './policy.ts';
import { tellRefusedSignature } from './audit/tell-refused-signature.ts';
import { moves } from './moves.ts';

// The list of modules, and who hears of whose events. Wiring only.

/** Files of other modules that the importer of customers reads for them. */
export const importers = [...productsImporters, ...marketAccessImporters, ...interactionsImporters, ...consentImporters, ...catalogueImportersWith({ keep: keepSourceProducts, takeBack: takeBackSourceProducts })];

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
  ...workHandlers,
  tellRefusedSignature,
];

/** The work behind every job's name. */
export const jobs: Readonly<Record<string, JobTask>> = {
  ...matchJobsWith(moves),
  ...mergeJobsWith(moves),
  ...importJobsWith(importers),
  ...accessJobsWith(accessPorts(() => routes)),
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
*/5 * * * * access.align
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
