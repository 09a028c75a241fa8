import { sql, type Sql, type Tx } from '#platform/db';
import { NOT_STOPPED, type DueStep } from '../reads/journeys.ts';
import { enterSql } from './enter.ts';

/** Who, of enrolments `e`, can move on from a step now. */
export const due = (tx: Tx, { journeyVersionId, step }: DueStep): Sql => sql`
  e.journey_version_id = ${journeyVersionId}::integer and e.step = ${step}
  and (e.state = 'active' or (e.state = 'waiting' and e.due_at <= ${tx.now}::timestamptz)) and ${NOT_STOPPED}`;

/** Moves those who are due at a step, and for whom a condition over `e` holds, to the next. */
export function moveSql(tx: Tx, at: DueStep, { to, where: condition = sql`true` }: { to: string; where?: Sql }): Sql {
  const entry = enterSql(at.graph, to, sql`${tx.now}::timestamptz`);
  return sql`
    update orchestration.enrolment e
       set step = ${to}, state = ${entry.state}, due_at = ${entry.dueAt}, awaits = ${entry.awaits}, exit_reason = ${entry.exitReason}, moved_at = ${tx.now}::timestamptz
     where ${due(tx, at)} and ${condition}`;
}
