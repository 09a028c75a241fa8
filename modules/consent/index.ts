export {
  BASES, CONSENT_CHANNELS, PURPOSES, RESTRICTION_KINDS,
  type Basis, type ConsentChannel, type Decision, type NewDecision, type NewRestriction, type NewRule, type Purpose, type RestrictionKind, type Standing,
} from './types.ts';
export { recordDecisions } from './record-decisions.ts';
export { recordRestriction } from './record-restriction.ts';
export { recordRules } from './record-rules.ts';
export { listStanding, standingSql, type StandingQuestion } from './standing.ts';
export { mayContact, NEEDS_GRANT, type ConsentQuestion } from './rules/may-contact.ts';
export { routes } from './routes.ts';
import './problems.ts';
