import { sql, type Tx } from '#platform/db';
import type { Arm } from '../rules/lift.ts';

export type WeeklyRow = { readonly week: string; readonly function: string; readonly customers: number; readonly touches: number };
export const listWeekly = (tx: Tx, { productId, from }: { productId: number; from: string }) => tx.rows<WeeklyRow>(sql`
  select week, function, customers, touches from insight.weekly where product_id = ${productId}::integer and week >= ${from}::date order by week, function`);

export type Mark = { readonly day: string; readonly change: string; readonly payerId: number; readonly payerName: string; readonly plans: number; readonly lives: number; readonly eventId: number | null };
/** What payers decided in the period, one row a decision. */
export const listMarks = (tx: Tx, { productId, from }: { productId: number; from: string }) => tx.rows<Mark>(sql`
  select s.recorded_at::date as day, s.change, c.customer_id as payer_id, c.name as payer_name, count(*) as plans, sum(p.covered_lives)::bigint as lives, max(s.event_id) as event_id
    from market_access.v_position s
    join market_access.v_plan p on p.customer_id = s.customer_id
    join customers.v_customer c on c.customer_id = p.payer_customer_id
    join products.v_product o on o.product_id = s.product_id and o.is_own
   where s.recorded_at >= ${from}::date and s.change in ('win', 'loss', 'tier_improved', 'tier_worsened') and (${productId}::integer = 0 or s.product_id = ${productId}::integer)
   group by 1, 2, 3, 4 order by 1 desc, lives desc limit 40`);

export type FigureRow = { readonly day: string; readonly code: string; readonly part: string; readonly numerator: number; readonly denominator: number; readonly value: number | null };
/** The newest figures up to a day, at most a week older than it. */
export const listFigures = (tx: Tx, { productId, day, codes }: { productId: number; day: string; codes: readonly string[] }) => tx.rows<FigureRow>(sql`
  select f.day, f.code, f.part, f.numerator, f.denominator, f.value
    from insight.figure f
   where f.product_id = ${productId}::integer and f.code = any(${[...codes]}::text[])
     and f.day = (select max(day) from insight.figure where day <= ${day}::date and day > ${day}::date - 7)`);

/** Arms as the reader may see them: held out is no row for those who pick single customers. */
export const listArms = (tx: Tx, { productId, day }: { productId: number; day: string }) => tx.rows<Arm & { outcome: string }>(sql`
  select outcome, sum(decided)::bigint as decided, sum(customers)::bigint as customers, sum(responders)::bigint as responders
    from insight.arm
   where day = (select max(day) from insight.figure where day <= ${day}::date) and (${productId}::integer = 0 or product_id = ${productId}::integer)
   group by outcome`);

export const lastRolled = (tx: Tx) => tx.maybe<{ rolledAt: string }>(sql`select rolled_at from insight.rolled order by week desc limit 1`);

/** The newest cascade that was for more than a handful, with how far it has come. */
export const findLatestCascade = (tx: Tx, { productId, day }: { productId: number; day: string }) => tx.maybe<{ cascadeId: number; name: string; state: string; startedAt: string; touched: number; chosen: number; audience: number }>(sql`
  select c.cascade_id, c.name, c.state, c.started_at, f.numerator as touched, f.denominator as chosen, f.value as audience
    from insight.figure f join orchestration.v_cascade c on f.part = c.cascade_id::text
   where f.code = 'cascade' and f.day = (select max(day) from insight.figure where day <= ${day}::date)
     and (${productId}::integer = 0 or f.product_id = ${productId}::integer)
   order by c.started_at desc, c.cascade_id desc limit 1`);

export type ActivityRow = { readonly function: string; readonly role: string; readonly kind: string; readonly count: number };
export const listActivity = (tx: Tx, from: string) => tx.rows<ActivityRow>(sql`
  select function, role, kind, sum(count)::bigint as count from insight.activity where week >= ${from}::date group by 1, 2, 3 order by 1, 2, 3`);

/** The product that was asked for, if it is ours. */
export const findProduct = (tx: Tx, productId: number) => tx.maybe<{ productId: number; name: string }>(sql`
  select product_id, name from products.v_product where product_id = ${productId}::integer and is_own`);
