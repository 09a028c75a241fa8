import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { NotFound } from './not-found.tsx';
import { pageRoute } from './page-route.tsx';
import { paths, type Path } from './paths.ts';
import { safeTarget } from './safe-target.ts';
import { sessionQuery } from './session.ts';
import { RouterNavigation, Shell } from './shell.tsx';

/** Every URL and the file of its page under `features/`. A URL whose file does not exist yet is no page. */
const PAGES: ReadonlyArray<readonly [Pick<Path, 'pattern'>, string]> = [
  [paths.home, 'home/home-page'], [paths.yourAccount, 'session/account-page'],
  [paths.work, 'work/inbox-page'], [paths.tasks, 'work/tasks-page'], [paths.task, 'work/task-page'], [paths.cases, 'work/cases-page'],
  [paths.case, 'work/case-page'], [paths.handOvers, 'work/hand-overs-page'], [paths.notices, 'work/notices-page'],
  [paths.customers, 'customers/customers-page'], [paths.customer, 'customers/customer-page'], [paths.organisations, 'customers/organisations-page'],
  [paths.segments, 'customers/segments-page'], [paths.segment, 'customers/segment-page'], [paths.stewardQueue, 'customers/steward-page'], [paths.changeRequests, 'customers/requests-page'], [paths.matching, 'customers/match-rules-page'], [paths.imports, 'customers/import-page'],
  [paths.consent, 'consent/policy-page'], [paths.consentLimits, 'consent/limits-page'], [paths.gateRules, 'consent/gate-rules-page'], [paths.overrides, 'consent/overrides-page'],
  [paths.content, 'content/library-page'], [paths.contentItem, 'content/content-page'], [paths.reviews, 'content/reviews-page'],
  [paths.review, 'content/review-page'], [paths.templates, 'content/templates-page'], [paths.presentations, 'content/presentations-page'],
  [paths.marketAccess, 'market-access/market-access-page'], [paths.payers, 'market-access/payers-page'], [paths.plans, 'market-access/plans-page'], [paths.prescribers, 'market-access/prescribers-page'],
  [paths.formulary, 'market-access/formulary-page'], [paths.accountPlans, 'market-access/account-plans-page'], [paths.account, 'market-access/account-page'],
  [paths.interactions, 'interactions/interactions-page'], [paths.interaction, 'interactions/interaction-page'],
  [paths.channels, 'channels/channels-page'], [paths.outbox, 'channels/outbox-page'], [paths.replies, 'channels/replies-page'],
  [paths.mailbox, 'channels/mailbox-page'], [paths.delivery, 'channels/delivery-page'],
  [paths.orchestration, 'orchestration/orchestration-page'], [paths.cascades, 'orchestration/cascades-page'], [paths.cascade, 'orchestration/cascade-page'],
  [paths.plays, 'orchestration/plays-page'], [paths.play, 'orchestration/play-page'], [paths.journeys, 'orchestration/journeys-page'], [paths.journey, 'orchestration/journey-page'],
  [paths.decisions, 'orchestration/decisions-page'], [paths.decision, 'orchestration/decision-page'], [paths.simulation, 'orchestration/simulation-page'],
  [paths.field, 'field/day-page'], [paths.callPlan, 'field/plan-page'], [paths.territories, 'field/territories-page'], [paths.samples, 'field/samples-page'],
  [paths.coaching, 'field/coaching-page'], [paths.visit, 'field/visit-page'], [paths.practice, 'field/practice-page'], [paths.dictate, 'field/dictate-page'],
  [paths.medical, 'medical/medical-page'], [paths.inquiries, 'medical/inquiries-page'], [paths.inquiry, 'medical/inquiry-page'],
  [paths.insights, 'medical/insights-page'], [paths.experts, 'medical/experts-page'], [paths.certifications, 'medical/certifications-page'],
  [paths.safety, 'safety/safety-page'], [paths.safetyIntake, 'safety/intake-page'], [paths.safetyEvent, 'safety/event-page'],
  [paths.complaints, 'safety/complaints-page'], [paths.safetyClocks, 'safety/clocks-page'],
  [paths.contactCentre, 'contact-centre/console-page'], [paths.contactCase, 'contact-centre/case-page'], [paths.scripts, 'contact-centre/scripts-page'], [paths.queues, 'contact-centre/queues-page'],
  [paths.patients, 'patients/patients-page'], [paths.programmes, 'patients/programmes-page'], [paths.carePlan, 'patients/care-plan-page'],
  [paths.round, 'patients/round-page'], [paths.readings, 'patients/readings-page'],
  [paths.trials, 'trials/trials-page'], [paths.study, 'trials/study-page'], [paths.sites, 'trials/sites-page'], [paths.recruitment, 'trials/recruitment-page'], [paths.projection, 'trials/projection-page'],
  [paths.devices, 'devices/devices-page'], [paths.agreement, 'devices/agreement-page'], [paths.schedules, 'devices/schedules-page'], [paths.forecasts, 'devices/forecasts-page'],
  [paths.insight, 'insight/insight-page'], [paths.lookAlikes, 'insight/look-alikes-page'], [paths.launch, 'insight/launch-page'], [paths.definitions, 'insight/definitions-page'], [paths.insightMembers, 'insight/members-page'],
  [paths.administration, 'administration/administration-page'], [paths.people, 'administration/people-page'], [paths.roles, 'administration/roles-page'],
  [paths.teams, 'administration/teams-page'], [paths.whoSees, 'administration/who-sees-page'], [paths.breakGlass, 'administration/break-glass-page'],
  [paths.accessReviews, 'administration/reviews-page'], [paths.accessReview, 'administration/review-page'], [paths.words, 'administration/words-page'], [paths.exports, 'exports/exports-page'],
  [paths.salesTerritories, 'administration/territories-page'], [paths.territory, 'administration/territory-page'], [paths.realignment, 'administration/realignment-page'],
  [paths.signInRules, 'session/sign-in-rules-page'], [paths.configuration, 'administration/configuration-page'], [paths.webhooks, 'administration/webhooks-page'], [paths.apps, 'administration/apps-page'],
  [paths.audit, 'audit/audit-page'], [paths.auditVerification, 'audit/verification-page'], [paths.auditReads, 'audit/reads-page'], [paths.auditReasons, 'audit/reasons-page'],
  [paths.privacy, 'privacy/requests-page'], [paths.privacyRequest, 'privacy/request-page'], [paths.privacyHolds, 'privacy/holds-page'], [paths.privacyData, 'privacy/data-page'],
];

type RouterContext = { readonly queryClient: QueryClient };

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: () => <RouterNavigation><Outlet /></RouterNavigation>,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
});

const goOnWhenSignedIn = async ({ context, search }: { context: RouterContext; search: Record<string, string> }): Promise<void> => {
  const { person } = await context.queryClient.ensureQueryData(sessionQuery());
  if (person) throw redirect({ href: safeTarget(search['to']) });
};
const signInRoute = createRoute({
  getParentRoute: () => rootRoute, path: paths.signIn.pattern, beforeLoad: goOnWhenSignedIn,
  component: lazyRouteComponent(() => import('../features/session/sign-in-page.tsx')),
});
const signInCodeRoute = createRoute({
  getParentRoute: () => rootRoute, path: paths.signInCode.pattern, beforeLoad: goOnWhenSignedIn,
  component: lazyRouteComponent(() => import('../features/session/code-page.tsx')),
});
const signInReturnRoute = createRoute({
  getParentRoute: () => rootRoute, path: paths.signInReturn.pattern,
  component: lazyRouteComponent(() => import('../features/session/return-page.tsx')),
});
const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute, path: paths.welcome.pattern,
  component: lazyRouteComponent(() => import('../features/session/welcome-page.tsx')),
});

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const { person } = await context.queryClient.ensureQueryData(sessionQuery());
    if (!person) throw redirect({ href: paths.signIn({ to: location.href === paths.home() ? undefined : location.href }) });
    if (person.lacksSecondStep && location.pathname !== paths.yourAccount()) throw redirect({ href: paths.yourAccount({ panel: 'second-step' }) }); // nothing else is open to her
  },
  component: Shell,
  notFoundComponent: NotFound,
});

const elsewhereRoute = createRoute({ getParentRoute: () => signedInRoute, path: '$', component: NotFound });

export const routeTree = rootRoute.addChildren([
  signInRoute, signInCodeRoute, signInReturnRoute, welcomeRoute,
  signedInRoute.addChildren([...PAGES.flatMap(([path, file]) => pageRoute(() => signedInRoute, path.pattern, file)), elsewhereRoute]),
]);
