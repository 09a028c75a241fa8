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

/** Puts customers into territories; the territory that a customer was in before ends on that day. */
export async function insertAssignments(tx: Tx, { territoryId, customerIds, on, reason }: { territoryId: number; customerIds: readonly number[]; on: string; reason: string }): Promise<number> {
  await tx.run(sql`
    update field.assignment set valid_to = ${on}::date
     where customer_id = any(${customerIds}::bigint[]) and territory_id <> ${territoryId}::integer and (valid_to is null or valid_to > ${on}::date)`);
  return tx.run(sql`
    insert into field.assignment (customer_id, territory_id, valid_from, reason)
    select c, ${territoryId}::integer, ${on}::date, ${reason} from unnest(${customerIds}::bigint[]) c
     where not exists (select from field.assignment a where a.customer_id = c and a.territory_id = ${territoryId}::integer and (a.valid_to is null or a.valid_to > ${on}::date))
    on conflict (customer_id, territory_id, valid_from) do update set valid_to = null`);
}

export const holdersBefore = (tx: Tx, { territoryId, customerIds }: { territoryId: number; customerIds: readonly number[] }) => tx.rows<{ userId: number }>(sql`
  select distinct t.user_id from field.assignment a join field.territory t on t.territory_id = a.territory_id
   where t.user_id is not null and (a.territory_id = ${territoryId}::integer or (a.customer_id = any(${customerIds}::bigint[]) and a.valid_to is null))`);
