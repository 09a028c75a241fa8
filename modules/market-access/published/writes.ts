import { sql, type Tx } from '#platform/db';

export const keepCodes = (tx: Tx, { productId, codes, tiers }: { productId: number; codes: readonly string[]; tiers: Readonly<Record<string, number>> }) => tx.run(sql`
  insert into market_access.product_code (product_id, codes, tiers, set_by, set_at)
  values (${productId}::integer, ${codes}::text[], ${JSON.stringify(tiers)}::jsonb, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)
  on conflict (product_id) do update set codes = excluded.codes, tiers = excluded.tiers, set_by = excluded.set_by, set_at = excluded.set_at`);

/** Keeps whose formulary a list is. */
export const keepLists = (tx: Tx, lists: readonly { planId: number; list: string; listKey: string }[]) => tx.run(sql`
  insert into market_access.published_list (customer_id, list, list_key)
  select m.plan_id, m.list, m.list_key from jsonb_to_recordset(${JSON.stringify(lists.map(({ planId, list, listKey }) => ({ plan_id: planId, list, list_key: listKey })))}::jsonb) as m(plan_id bigint, list text, list_key text)
  on conflict (customer_id) do update set list = excluded.list, list_key = excluded.list_key`);

/** Ends what stands on these plans on a day, and names the event that told of each new position. */
export const setEvents = (tx: Tx, told: readonly { positionId: number; eventId: number }[]) => tx.run(sql`
  update market_access.position s set event_id = t.event_id
    from unnest(${told.map((one) => one.positionId)}::bigint[], ${told.map((one) => one.eventId)}::bigint[]) as t(position_id, event_id)
   where s.position_id = t.position_id`);
