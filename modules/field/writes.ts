import { sql, type Tx } from '#platform/db';
import type { NotNow, Outcome } from './types.ts';

const AGENDA_LOCK = 7_461_013; // one person's agenda is written by one transaction at a time

/** Holds a person's agenda until the transaction ends, so that two visits cannot take the same time. */
export const lockAgenda = (tx: Tx, userId: number) => tx.rows(sql`select pg_advisory_xact_lock(${AGENDA_LOCK}::integer, ${userId}::integer)`);

export type NewVisit = {
  readonly customerId: number; readonly userId: number; readonly state: 'proposed' | 'planned'; readonly startsAt: string; readonly minutes: number; readonly purpose: string;
  readonly productId?: number | null; readonly placeId?: number | null; readonly taskId?: number | null; readonly handOverId?: number | null; readonly askedBy?: number | null;
  readonly wish?: string; readonly preferredTime?: string;
};

/** The number of the new visit, or undefined when the hand-over has its visit already. */
export const insertVisit = (tx: Tx, visit: NewVisit) => tx.maybe<{ visitId: number }>(sql`
  insert into field.visit (customer_id, user_id, state, starts_at, minutes, purpose, product_id, place_id, task_id, hand_over_id, asked_by, wish, preferred_time, created_at)
  values (${visit.customerId}::bigint, ${visit.userId}::integer, ${visit.state}, ${visit.startsAt}::timestamptz, ${visit.minutes}::smallint, ${visit.purpose}, ${visit.productId ?? null}::integer,
          ${visit.placeId ?? null}::bigint, ${visit.taskId ?? null}::bigint, ${visit.handOverId ?? null}::bigint, ${visit.askedBy ?? null}::integer, ${visit.wish ?? ''}, ${visit.preferredTime ?? ''}, ${tx.now}::timestamptz)
  on conflict do nothing
  returning visit_id`);

export const lockVisit = (tx: Tx, visitId: number) => tx.maybe<{ state: string }>(sql`
  select state from field.visit where visit_id = ${visitId}::bigint and user_id = ${tx.actor.userId}::integer for update`);

export const moveVisit = (tx: Tx, visitId: number, to: { startsAt: string; minutes: number }) => tx.run(sql`
  update field.visit set state = 'planned', starts_at = ${to.startsAt}::timestamptz, minutes = ${to.minutes}::smallint where visit_id = ${visitId}::bigint`);

export const declineRow = (tx: Tx, visitId: number, to: { state: 'declined' | 'cancelled'; reason: NotNow }) => tx.run(sql`
  update field.visit set state = ${to.state}, decline_reason = ${to.reason} where visit_id = ${visitId}::bigint`);

export const completeVisit = (tx: Tx, visitId: number, report: { outcome: Outcome; interactionId: number }) => tx.run(sql`
  update field.visit set state = 'done', outcome = ${report.outcome}, interaction_id = ${report.interactionId}::bigint, reported_at = ${tx.now}::timestamptz where visit_id = ${visitId}::bigint`);

/** A proposed visit whose hand-over was settled elsewhere. */
export const withdrawProposed = (tx: Tx, handOverId: number) => tx.rows<{ userId: number; visitId: number }>(sql`
  update field.visit set state = 'cancelled' where hand_over_id = ${handOverId}::bigint and state = 'proposed' returning user_id, visit_id`);

/** Visits to come of customers who changed hands in a run: proposed to whoever has them now, cancelled where nobody has. */
export const passMovedVisits = (tx: Tx, runId: number): Promise<number> => tx.run(sql`
  update field.visit v
     set user_id = coalesce(m.to_user_id, v.user_id), state = case when m.to_user_id is null then 'cancelled' else 'proposed' end, decline_reason = case when m.to_user_id is null then 'not_my_customer' end
    from access.v_territory_move m
   where m.run_id = ${runId}::bigint and m.customer_id = v.customer_id and m.from_user_id = v.user_id and m.to_user_id is distinct from m.from_user_id
     and v.state in ('proposed', 'planned') and v.starts_at > ${tx.now}::timestamptz`);
