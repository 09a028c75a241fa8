/** This file alone spells URLs. A path is both a pattern for `routes.tsx` and a function for links. */

type Names<P extends string> = P extends `${infer Head}/${infer Tail}` ? Names<Head> | Names<Tail> : P extends `$${infer Name}` ? Name : never;
type Params<P extends string> = { readonly [N in Names<P>]: string };
export type Search = Readonly<Record<string, string | number | boolean | null | undefined>>;
type PathArguments<P extends string> = [Names<P>] extends [never] ? [search?: Search] : [params: Params<P>, search?: Search];
export type Path<P extends string = string> = ((...args: PathArguments<P>) => string) & { readonly pattern: P };

/** Adds a search part to a path, leaving out what is empty. */
export function withSearch(path: string, search: Search = {}): string {
  const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const tail = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return tail ? `${path}?${tail}` : path;
}

function at<const P extends string>(pattern: P): Path<P> {
  const takesParams = pattern.includes('$');
  const build = (...args: readonly unknown[]): string => {
    const params = (takesParams ? args[0] : {}) as Record<string, string>;
    const path = pattern.replace(/\$(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    return withSearch(path, args[takesParams ? 1 : 0] as Search | undefined);
  };
  return Object.assign(build as (...args: PathArguments<P>) => string, { pattern });
}

export const paths = {
  signIn: at('/sign-in'),
  signInCode: at('/sign-in/code'),
  signInReturn: at('/sign-in/return'),
  welcome: at('/welcome'),
  yourAccount: at('/account'),
  home: at('/'),

  work: at('/work'),
  tasks: at('/work/tasks'),
  cases: at('/work/cases'),
  handOvers: at('/work/hand-overs'),
  notices: at('/work/notices'),
  task: at('/work/tasks/$taskId'),
  case: at('/work/cases/$caseId'),

  customers: at('/customers'),
  customer: at('/customers/$customerId'),
  organisations: at('/customers/organisations'),
  segments: at('/customers/segments'),
  segment: at('/customers/segments/$segmentId'),
  stewardQueue: at('/customers/steward'),
  changeRequests: at('/customers/requests'),
  matching: at('/customers/matching'),
  imports: at('/customers/import'),

  consent: at('/consent'),
  consentLimits: at('/consent/limits'),
  gateRules: at('/consent/gate-rules'),
  overrides: at('/consent/overrides'),

  content: at('/content'),
  contentItem: at('/content/$contentId'),
  reviews: at('/content/review'),
  review: at('/content/review/$reviewId'),
  templates: at('/content/templates'),
  presentations: at('/content/presentations'),

  marketAccess: at('/market-access'),
  payers: at('/market-access/payers'),
  plans: at('/market-access/plans'),
  prescribers: at('/market-access/prescribers'),
  formulary: at('/market-access/formulary'),
  accountPlans: at('/market-access/account-plans'),
  account: at('/market-access/accounts/$customerId'),

  interactions: at('/interactions'),
  interaction: at('/interactions/$interactionId'),

  channels: at('/channels'),
  outbox: at('/channels/outbox'),
  replies: at('/channels/replies'),
  mailbox: at('/channels/mailbox'),
  delivery: at('/channels/delivery'),

  orchestration: at('/orchestration'),
  cascades: at('/orchestration/cascades'),
  cascade: at('/orchestration/cascades/$cascadeId'),
  plays: at('/orchestration/plays'),
  play: at('/orchestration/plays/$playId'),
  journeys: at('/orchestration/journeys'),
  journey: at('/orchestration/journeys/$journeyId'),
  decisions: at('/orchestration/decisions'),
  decision: at('/orchestration/decisions/$decisionId'),
  simulation: at('/orchestration/simulation'),

  field: at('/field'),
  callPlan: at('/field/plan'),
  territories: at('/field/territories'),
  samples: at('/field/samples'),
  coaching: at('/field/coaching'),
  visit: at('/field/visits/$visitId'),
  practice: at('/field/practices/$customerId'),
  dictate: at('/field/dictate'),

  medical: at('/medical'),
  inquiries: at('/medical/inquiries'),
  inquiry: at('/medical/inquiries/$inquiryId'),
  insights: at('/medical/insights'),
  experts: at('/medical/experts'),
  certifications: at('/medical/certifications'),

  safety: at('/safety'),
  safetyIntake: at('/safety/intake'),
  safetyEvent: at('/safety/events/$eventId'),
  complaints: at('/safety/complaints'),
  safetyClocks: at('/safety/clocks'),

  contactCentre: at('/contact-centre'),
  contactCase: at('/contact-centre/cases/$caseId'),
  scripts: at('/contact-centre/scripts'),
  queues: at('/contact-centre/queues'),

  patients: at('/patients'),
  programmes: at('/patients/programmes'),
  carePlan: at('/patients/care-plans/$carePlanId'),
  round: at('/patients/round'),
  readings: at('/patients/readings'),

  trials: at('/trials'),
  study: at('/trials/studies/$studyId'),
  sites: at('/trials/sites'),
  recruitment: at('/trials/recruitment'),
  projection: at('/trials/projection'),

  devices: at('/devices'),
  agreement: at('/devices/agreements/$agreementId'),
  schedules: at('/devices/schedules'),
  forecasts: at('/devices/forecasts'),

  insight: at('/insight'),
  lookAlikes: at('/insight/look-alikes'),
  launch: at('/insight/launch'),
  definitions: at('/insight/definitions'),
  insightMembers: at('/insight/members'),

  administration: at('/administration'),
  people: at('/administration/people'),
  roles: at('/administration/roles'),
  teams: at('/administration/teams'),
  whoSees: at('/administration/who-sees-whom'),
  salesTerritories: at('/administration/territories'),
  territory: at('/administration/territories/$territoryId'),
  realignment: at('/administration/realignments/$alignmentId'),
  breakGlass: at('/administration/break-glass'),
  accessReviews: at('/administration/reviews'),
  accessReview: at('/administration/reviews/$reviewId'),
  words: at('/administration/words'),
  exports: at('/administration/exports'),
  signInRules: at('/administration/sign-in'),
  configuration: at('/administration/configuration'),
  webhooks: at('/administration/webhooks'),
  apps: at('/administration/apps'),

  audit: at('/audit'),
  auditVerification: at('/audit/verification'),
  auditReads: at('/audit/reads'),
  auditReasons: at('/audit/reasons'),

  privacy: at('/privacy'),
  privacyRequest: at('/privacy/requests/$requestId'),
  privacyHolds: at('/privacy/holds'),
  privacyData: at('/privacy/data'),
} as const;
