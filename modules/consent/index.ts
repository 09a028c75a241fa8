export { moves } from './moves.ts';
export { CONSENT_CHANNELS, PURPOSES, type Decision, type NewDecision, type Purpose } from './types.ts';
export { recordDecisions } from './record-decisions.ts';
export { recordRestriction } from './record-restriction.ts';
export { recordRules } from './record-rules.ts';
export { listStanding } from './standing.ts';
export { mayContact, NEEDS_GRANT } from './rules/may-contact.ts';
export { routes } from './routes.ts';
import './problems.ts';
