export { recordAccessEvent } from './record-access-event.ts';
export { recordBaseline, recordPayerMix, recordPlans } from './writes.ts';
export { listHistory, listPayerMix, listPayers, listStandings } from './reads.ts';
export { deriveChange, eventOf } from './rules/derive-change.ts';
export { routes } from './routes.ts';
export {
  BOOKS, CHANGES, RESTRICTIONS, STATUSES,
  type AccessEvent, type Book, type Change, type NewPayerShare, type NewPlan, type NewPosition, type PlanStanding, type PositionRow, type RecordedAccessEvent, type Restriction, type Standing, type Status,
} from './types.ts';
