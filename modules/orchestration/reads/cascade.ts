import { sql, type Tx } from '#platform/db';
import type { CascadeState, PlayDefinition, ResolvedCandidate } from '../types.ts';

export type LivePlay = { readonly playId: number; readonly version: number; readonly definition: PlayDefinition };
export type CascadeHead = {
  readonly cascadeId: number; readonly eventId: number; readonly playId: number; readonly customerId: number; readonly productId: number | null;
  readonly name: string; readonly state: CascadeState; readonly segmentId: number | null; readonly candidates: readonly ResolvedCandidate[];
  readonly journeyVersionId: number | null; readonly audience: number; readonly decided: number;
  readonly definition: PlayDefinition; readonly eventData: Readonly<Record<string, unknown>>;
};

export const listLivePlays = (tx: Tx, eventType: string) => tx.rows<LivePlay>(sql`
  select play_id, version, definition from orchestration.play where state = 'live' and on_event = ${eventType} order by play_id`);

export const findCascade = (tx: Tx, cascadeId: number) => tx.maybe<CascadeHead>(sql`
  select c.cascade_id, c.event_id, c.play_id, c.customer_id, c.product_id, c.name, c.state, c.segment_id, c.candidates, c.journey_version_id, c.audience, c.decided,
         p.definition, e.data as event_data
    from orchestration.cascade c join orchestration.play p using (play_id)
    left join events.event e on e.customer_id = c.customer_id and e.event_id = c.event_id
   where c.cascade_id = ${cascadeId}::bigint`);

/** When a cascade was held last, and what it was doing then. */
export const findHold = (tx: Tx, cascadeId: number) => tx.maybe<{ fromState: CascadeState; heldAt: string }>(sql`
  select from_state, changed_at as held_at from orchestration.cascade_change
   where cascade_id = ${cascadeId}::bigint and change = 'held' order by change_no desc limit 1`);

/** Who held it, let it go on or undid it, and why; newest first. */
export const listChanges = (tx: Tx, cascadeId: number) => tx.rows<{ change: string; reason: string; rows: number; at: string; by: string | null }>(sql`
  select h.change, h.reason, h.rows, h.changed_at as at, p.name as by
    from orchestration.cascade_change h left join access.v_person p on p.user_id = h.changed_by
   where h.cascade_id = ${cascadeId}::bigint order by h.change_no desc`);

export const listUndecidedOf = (tx: Tx, eventId: number) => tx.rows<{ cascadeId: number }>(sql`select cascade_id from orchestration.cascade where event_id = ${eventId}::bigint and state = 'deciding' order by cascade_id`);

/** Cascades that an ended process left in the middle of deciding. */
export const listUndecided = (tx: Tx) => tx.rows<{ cascadeId: number }>(sql`select cascade_id from orchestration.cascade where state = 'deciding' order by cascade_id`);

export type Stretch = { readonly cascadeId: number; readonly stretchNo: number; readonly after: number; readonly through: number; readonly members: number; readonly shareFrom: number; readonly shareTo: number };

/** Takes the next open stretch that nobody else is at; it stays taken until the transaction ends, however it ends. */
export const takeStretch = (tx: Tx, cascadeId: number) => tx.maybe<Stretch>(sql`
  select cascade_id, stretch_no, after, through, members, share_from, share_to from orchestration.stretch
   where cascade_id = ${cascadeId}::bigint and state = 'open' order by stretch_no limit 1 for update skip locked`);

/** The cascade once every stretch is done and it still counts as deciding; locked, so that one process alone finishes it. */
export const takeDecided = (tx: Tx, cascadeId: number) => tx.maybe<{ cascadeId: number }>(sql`
  select c.cascade_id from orchestration.cascade c
   where c.cascade_id = ${cascadeId}::bigint and c.state = 'deciding'
     and not exists (select from orchestration.stretch s where s.cascade_id = c.cascade_id and s.state = 'open')
     for update`);

/** As the text of a PostgreSQL array: fifty thousand ids pass through this process as one value. */
export const memberIds = async (tx: Tx, segmentId: number, range: { after: number; through: number }): Promise<string> => (await tx.one<{ ids: string }>(sql`
  select coalesce(array_agg(customer_id order by customer_id), '{}')::text as ids from orchestration.segment_member
   where segment_id = ${segmentId}::integer and customer_id > ${range.after}::bigint and customer_id <= ${range.through}::bigint`)).ids;

/** Newest approved version in date for each document code. */
export const listContentInForce = (tx: Tx, codes: readonly string[]) => tx.rows<{ code: string; versionId: number }>(sql`
  select distinct on (code) code, version_id from content.v_version
   where code = any(${codes}::text[]) and state = 'approved' and ${tx.now}::timestamptz::date between valid_from and valid_to
   order by code, version_no desc`);

export const listJourneysByCode = (tx: Tx, codes: readonly string[]) => tx.rows<{ journeyVersionId: number; code: string; version: number; state: string; name: string; productId: number | null }>(sql`
  select journey_version_id, code, version, state, name, product_id from orchestration.journey
   where code = any(${codes}::text[]) and state in ('template', 'live') order by code, version desc`);

export const findAccountName = (tx: Tx, customerId: number) => tx.maybe<{ name: string }>(sql`select name from customers.v_customer where customer_id = ${customerId}::bigint`);
export const findProductName = (tx: Tx, productId: number | null) => tx.maybe<{ name: string }>(sql`select name from products.v_product where product_id = ${productId}::integer`);

/** Whether one of these texts names the plan. */
export const asksForPlan = async (tx: Tx, versionIds: readonly number[]): Promise<boolean> => (await tx.one<{ asks: boolean }>(sql`
  select exists (select from content.v_version where version_id = any(${versionIds}::integer[]) and concat(subject, body) like '%plan.name%') as asks`)).asks;
