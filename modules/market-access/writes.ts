import { audit } from '#platform/audit';
import { sql, type Tx } from '#platform/db';
import type { Change, NewPlan, NewPosition } from './types.ts';

/** Holds the plans until the transaction ends, in one order, so that two people who save at once do so one after the other. */
export const lockPlans = (tx: Tx, planIds: readonly number[]) => tx.rows<{ customerId: number }>(sql`
  select customer_id from market_access.plan where customer_id = any(${planIds}::bigint[]) order by customer_id for update`);

/** Ends what stands on these plans on a day. */
export const closePositions = (tx: Tx, { planIds, productId, on }: { planIds: readonly number[]; productId: number; on: string }) => tx.run(sql`
  update market_access.position set effective_to = ${on}::date
   where customer_id = any(${planIds}::bigint[]) and product_id = ${productId}::integer and effective_to is null`);

type InsertedPosition = NewPosition & { readonly change: Change; readonly accessEvent: string | null };

export const insertPositions = (tx: Tx, positions: readonly InsertedPosition[]) => tx.rows<{ customerId: number; positionId: number }>(sql`
  insert into market_access.position (customer_id, product_id, status, tier, restrictions, effective_from, change, source, access_event, recorded_at, recorded_by)
  select p.customer_id, p.product_id, p.status, p.tier, array(select jsonb_array_elements_text(p.restrictions)), p.effective_from, p.change, p.source, p.access_event,
         ${tx.now}::timestamptz, ${tx.actor.userId}::integer
    from jsonb_to_recordset(${JSON.stringify(positions.map((position) => ({
      customer_id: position.customerId, product_id: position.productId, status: position.status, tier: position.tier, restrictions: position.restrictions,
      effective_from: position.effectiveFrom, change: position.change, source: position.source, access_event: position.accessEvent,
    })))}::jsonb)
         as p(customer_id bigint, product_id integer, status text, tier smallint, restrictions jsonb, effective_from date, change text, source text, access_event text)
  returning customer_id, position_id`);

/** Names the event that told of these positions. */
export const setEvent = (tx: Tx, positionIds: readonly number[], eventId: number) => tx.run(sql`
  update market_access.position set event_id = ${eventId}::bigint where position_id = any(${positionIds}::bigint[])`);

/** Sets plans as they stand at their source; the same plan again takes the newer figures. */
export async function recordPlans(tx: Tx, plans: readonly NewPlan[]): Promise<number> {
  const rows = await tx.run(sql`
    insert into market_access.plan (customer_id, payer_customer_id, book, covered_lives, pharmacy_lives)
    select p.customer_id, p.payer_customer_id, p.book, p.covered_lives, p.pharmacy_lives
      from jsonb_to_recordset(${JSON.stringify(plans.map((plan) => ({
        customer_id: plan.customerId, payer_customer_id: plan.payerCustomerId, book: plan.book, covered_lives: plan.coveredLives, pharmacy_lives: plan.pharmacyLives,
      })))}::jsonb) as p(customer_id bigint, payer_customer_id bigint, book text, covered_lives integer, pharmacy_lives integer)
    on conflict (customer_id) do update
       set payer_customer_id = excluded.payer_customer_id, book = excluded.book, covered_lives = excluded.covered_lives, pharmacy_lives = excluded.pharmacy_lives`);
  await audit(tx, { action: 'market_access.record_plans', resource: 'market_access.plan', rows });
  return rows;
}

/** Writes positions as they were found when a company starts with us: baselines, of which no event is told. */
export async function recordBaseline(tx: Tx, positions: readonly NewPosition[]): Promise<number> {
  const written = await insertPositions(tx, positions.map((position) => ({ ...position, change: 'baseline' as const, accessEvent: null })));
  await audit(tx, { action: 'market_access.record_baseline', resource: 'market_access.position', rows: written.length });
  return written.length;
}

/** Keeps lines of published formularies as they stand; the same lines again change nothing. */
export async function upsertListings(tx: Tx, list: string, rows: readonly { key: string; digest: string; record: object }[]): Promise<{ loaded: number; unchanged: number; changed: number }> {
  const written = await tx.rows<{ rowKey: string; fresh: boolean }>(sql`
    insert into market_access.listing as l (list, list_key, drug_key, drug_name, tier, restrictions, detail, digest, changed_at)
    select ${list}, e.list_key, e.drug_key, coalesce(e.drug_name, ''), e.tier, array(select jsonb_array_elements_text(e.restrictions)), coalesce(e.detail, '{}'), g.digest, ${tx.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows.map(({ key, digest, record }) => ({ key, digest, entries: (record as { entries: unknown }).entries })))}::jsonb) as g(key text, digest text, entries jsonb)
     cross join lateral (select distinct on (x.list_key, x.drug_key) x.*
                           from jsonb_to_recordset(g.entries) as x(list_key text, drug_key text, drug_name text, tier text, restrictions jsonb, detail jsonb)
                          order by x.list_key, x.drug_key) e
    on conflict (list, list_key, drug_key) do update
       set drug_name = excluded.drug_name, tier = excluded.tier, restrictions = excluded.restrictions, detail = excluded.detail, digest = excluded.digest, changed_at = excluded.changed_at
     where l.digest <> excluded.digest
    returning substr(l.digest, 1, 40) as row_key, xmax = 0 as fresh`);
  const touched = new Map<string, boolean>();
  for (const { rowKey, fresh } of written) touched.set(rowKey, (touched.get(rowKey) ?? true) && fresh);
  const loaded = rows.filter((row) => touched.get(row.digest) === true).length;
  const changed = rows.filter((row) => touched.get(row.digest) === false).length;
  return { loaded, changed, unchanged: rows.length - loaded - changed };
}
