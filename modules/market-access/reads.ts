import { sql, type Sql, type Tx } from '#platform/db';
import { fromCursor, toPage } from '#platform/http';
import type { PayerRow, PlanStanding, PositionRow, Standing } from './types.ts';

export type LatestPosition = Standing & { readonly customerId: number; readonly name: string; readonly positionId: number; readonly effectiveFrom: string };

export const findProduct = (tx: Tx, productId: number) => tx.maybe<{ productId: number; name: string; isOwn: boolean }>(sql`
  select product_id, name, is_own from products.v_product where product_id = ${productId}::integer`);

export const plansOf = (tx: Tx, planIds: readonly number[]) => tx.rows<{ customerId: number; payerCustomerId: number }>(sql`
  select customer_id, payer_customer_id from market_access.plan where customer_id = any(${planIds}::bigint[])`);

/** The newest position of each plan: the one without an end. */
export const latestPositions = (tx: Tx, { planIds, productId }: { planIds: readonly number[]; productId: number }) => tx.rows<LatestPosition>(sql`
  select s.customer_id, c.name, s.position_id, s.status, s.tier, s.restrictions, s.effective_from
    from market_access.position s
    join customers.v_customer c on c.customer_id = s.customer_id
   where s.customer_id = any(${planIds}::bigint[]) and s.product_id = ${productId}::integer and s.effective_to is null`);

const mine = (tx: Tx): Sql => sql`exists (select from customers.v_owner o where o.customer_id = p.payer_customer_id and o.function = 'market_access' and o.user_id = ${tx.actor.userId}::integer)`;

/** Positions in force on a day: half open, so that of two that meet on a day the newer one holds. */
const inForce = (day: string): Sql => sql`s.effective_from <= ${day}::date and (s.effective_to is null or s.effective_to > ${day}::date)`;

export const listPayers = (tx: Tx, { productId, asOf, mineOnly }: { productId: number; asOf: string; mineOnly: boolean }) => tx.rows<PayerRow>(sql`
  select c.customer_id, c.name, c.city, c.state, coalesce(bool_or(${mine(tx)}), false) as is_mine,
         (select o.user_id from customers.v_owner o where o.customer_id = c.customer_id and o.function = 'market_access') as owner_id,
         count(p.customer_id) as plans, coalesce(sum(p.covered_lives), 0)::bigint as covered_lives,
         count(*) filter (where s.tier <= 2) as plans_at_tier2, coalesce(sum(p.covered_lives) filter (where s.tier <= 2), 0)::bigint as lives_at_tier2,
         max(l.changed_at) as last_change_at
    from customers.v_customer c
    join market_access.plan p on p.payer_customer_id = c.customer_id
    left join market_access.position s on s.customer_id = p.customer_id and s.product_id = ${productId}::integer and ${inForce(asOf)}
    left join lateral (select max(x.recorded_at) as changed_at from market_access.position x
                        where x.customer_id = p.customer_id and x.product_id = ${productId}::integer and x.change <> 'baseline') l on true
   where c.kind = 'payer'
   group by c.customer_id, c.name, c.city, c.state, c.sort_name
  having not ${mineOnly} or bool_or(${mine(tx)})
   order by c.sort_name, c.customer_id
   limit 500`);

export type StandingFilter = { readonly productId: number; readonly asOf: string; readonly payerId?: number; readonly mineOnly?: boolean };

/** Every plan with its standing on a day and the change that is to come, if one is recorded. */
export const listStandings = (tx: Tx, { productId, asOf, payerId, mineOnly = false }: StandingFilter) => tx.rows<PlanStanding>(sql`
  select p.customer_id as plan_id, c.name as plan_name, p.payer_customer_id as payer_id, y.name as payer_name, p.book, p.covered_lives, p.pharmacy_lives,
         coalesce(s.status, 'not_recorded') as status, s.tier, coalesce(s.restrictions, '{}') as restrictions, s.effective_from as since, s.change, s.source, n.next
    from market_access.plan p
    join customers.v_customer c on c.customer_id = p.customer_id
    join customers.v_customer y on y.customer_id = p.payer_customer_id
    left join market_access.position s on s.customer_id = p.customer_id and s.product_id = ${productId}::integer and ${inForce(asOf)}
    left join lateral (
      select jsonb_build_object('status', x.status, 'tier', x.tier, 'restrictions', x.restrictions, 'effectiveFrom', x.effective_from, 'change', x.change, 'eventId', x.event_id) as next
        from market_access.position x
       where x.customer_id = p.customer_id and x.product_id = ${productId}::integer and x.effective_from > ${asOf}::date
         and (x.effective_to is null or x.effective_to > x.effective_from)
       order by x.effective_from limit 1) n on true
   where (${payerId ?? null}::bigint is null or p.payer_customer_id = ${payerId ?? null}::bigint) and (not ${mineOnly} or ${mine(tx)})
   order by y.sort_name, p.covered_lives desc, p.customer_id
   limit 1000`);

export type HistoryFilter = { readonly productId: number; readonly payerId?: number; readonly since?: string; readonly mineOnly?: boolean; readonly changesOnly?: boolean };

/** Positions as they were recorded, newest first. */
export const listHistory = (tx: Tx, { productId, payerId, since, mineOnly = false, changesOnly = false }: HistoryFilter) => tx.rows<PositionRow>(sql`
  select s.customer_id as plan_id, c.name as plan_name, p.payer_customer_id as payer_id, y.name as payer_name, p.book, p.covered_lives, s.product_id, s.position_id,
         s.status, s.tier, s.restrictions, s.effective_from, s.effective_to, s.change, s.source, s.recorded_at, w.name as recorded_by_name, s.event_id
    from market_access.position s
    join market_access.plan p on p.customer_id = s.customer_id
    join customers.v_customer c on c.customer_id = p.customer_id
    join customers.v_customer y on y.customer_id = p.payer_customer_id
    left join access.v_person w on w.user_id = s.recorded_by
   where s.product_id = ${productId}::integer and (${payerId ?? null}::bigint is null or p.payer_customer_id = ${payerId ?? null}::bigint)
     and (${since ?? null}::timestamptz is null or s.recorded_at >= ${since ?? null}::timestamptz)
     and (not ${changesOnly} or s.change <> 'baseline') and (not ${mineOnly} or ${mine(tx)})
   order by s.recorded_at desc, s.position_id desc
   limit 200`);

export type AccessFigures = {
  readonly livesAtTier2: number; readonly lives: number; readonly plansAtTier2: number; readonly plans: number; readonly plansAtTier2Before: number;
  readonly restrictedPlans: number; readonly coveredPlans: number; readonly upcoming: number;
};

/** The figures of a product over plans, on a day and on an earlier one. */
export const accessFigures = (tx: Tx, { productId, asOf, before, mineOnly }: { productId: number; asOf: string; before: string; mineOnly: boolean }) => tx.one<AccessFigures>(sql`
  select coalesce(sum(p.covered_lives) filter (where s.tier <= 2), 0)::bigint as lives_at_tier2, coalesce(sum(p.covered_lives), 0)::bigint as lives,
         count(*) filter (where s.tier <= 2) as plans_at_tier2, count(*) as plans,
         count(*) filter (where exists (select from market_access.position s
                                         where s.customer_id = p.customer_id and s.product_id = ${productId}::integer and s.tier <= 2 and ${inForce(before)})) as plans_at_tier2_before,
         count(*) filter (where s.restrictions && array['PA', 'ST']) as restricted_plans, count(*) filter (where s.status = 'covered') as covered_plans,
         count(*) filter (where exists (select from market_access.position x
                                         where x.customer_id = p.customer_id and x.product_id = ${productId}::integer and x.effective_from > ${asOf}::date
                                           and (x.effective_to is null or x.effective_to > x.effective_from))) as upcoming
    from market_access.plan p
    left join market_access.position s on s.customer_id = p.customer_id and s.product_id = ${productId}::integer and ${inForce(asOf)}
   where not ${mineOnly} or ${mine(tx)}`);

/** A prescriber's patients by plan, with where the product stands on each. */
export const listPayerMix = (tx: Tx, { customerId, productId, asOf }: { customerId: number; productId: number; asOf: string }) => tx.rows<{
  planId: number; planName: string; payerId: number; payerName: string; share: number; asOf: string; status: string; tier: number | null; restrictions: string[];
}>(sql`
  select p.customer_id as plan_id, c.name as plan_name, p.payer_customer_id as payer_id, y.name as payer_name, m.share, m.as_of,
         coalesce(s.status, 'not_recorded') as status, s.tier, coalesce(s.restrictions, '{}') as restrictions
    from market_access.payer_mix m
    join market_access.plan p on p.customer_id = m.plan_customer_id
    join customers.v_customer c on c.customer_id = p.customer_id
    join customers.v_customer y on y.customer_id = p.payer_customer_id
    left join market_access.position s on s.customer_id = p.customer_id and s.product_id = ${productId}::integer and ${inForce(asOf)}
   where m.customer_id = ${customerId}::bigint
   order by m.share desc limit 50`);

export type Listing = { readonly list: string; readonly listKey: string; readonly drugKey: string; readonly drugName: string; readonly tier: string; readonly restrictions: readonly string[]; readonly detail: Readonly<Record<string, unknown>>; readonly changedAt: string };

/** Published formularies by drug or by plan, in their order. */
export async function listListings(tx: Tx, { list, listKey, drugKey, limit, cursor }: { list?: string | undefined; listKey?: string | undefined; drugKey?: string | undefined; limit: number; cursor?: string }) {
  const key = fromCursor(cursor, 3);
  const rows = await tx.rows<Listing>(sql`
    select list, list_key, drug_key, drug_name, tier, restrictions, detail, changed_at from market_access.listing
     where (${list ?? null}::text is null or list = ${list ?? null}) and (${listKey ?? null}::text is null or list_key = ${listKey ?? null}) and (${drugKey ?? null}::text is null or drug_key = ${drugKey ?? null})
       and ${key ? sql`(list, list_key, drug_key) > (${key[0]}::text, ${key[1]}::text, ${key[2]}::text)` : sql`true`}
     order by list, list_key, drug_key limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.list, row.listKey, row.drugKey]);
}
