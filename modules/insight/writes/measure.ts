import { sql, type Sql, type Tx } from '#platform/db';
import { ALL_PRODUCTS, ANSWER_DAYS, ANSWER_KINDS, AWARENESS_CHANNELS, AWARENESS_DAYS, ENGAGEMENT_KINDS, PLAYED_DAYS, REACHING_FUNCTIONS } from '../types.ts';
import { COMMERCIAL, daysTo, firstTouches, isTouch, limitRefusals, startedBefore, words, type Until } from '../windows.ts';
import { replaceRows } from './replace-rows.ts';

const FEWEST_TOLD = 10; // a cascade for one customer is her own story, no finding

/** Customers reached in the last seven days, and in the seven before. */
const reached = (at: Until): Sql => sql`
  with weeks as (
    select customer_id, product_id, case when occurred_at > ${at.until}::timestamptz - interval '7 days' then '' else 'before' end as part
      from interactions.v_interaction
     where ${daysTo(at, 14)} and state = 'done' and function <> 'patient_services' and ${isTouch})
  select case when grouping(product_id) = 1 then ${ALL_PRODUCTS}::integer else product_id end as product_id, 'reached' as code, part,
         count(distinct customer_id) as numerator, count(*) as denominator, null::float8 as value
    from weeks group by grouping sets ((part), (part, product_id)) having grouping(product_id) = 1 or product_id is not null`;

/** Of those reached, who answered after the first touch. */
const answered = (at: Until): Sql => sql`
  with reached as (
    select customer_id, product_id, grouping(product_id) as whatever,
           min(occurred_at) filter (where ${isTouch}) as touched_at, max(occurred_at) filter (where kind = any(${words(ANSWER_KINDS)})) as answered_at
      from interactions.v_interaction
     where ${daysTo(at, ANSWER_DAYS)} and ${COMMERCIAL}
     group by grouping sets ((customer_id), (customer_id, product_id))
    having grouping(product_id) = 1 or product_id is not null)
  select case when whatever = 1 then ${ALL_PRODUCTS}::integer else product_id end as product_id, 'answered' as code, '' as part,
         count(*) filter (where answered_at >= touched_at) as numerator, count(*) as denominator, null::float8 as value
    from reached where touched_at is not null group by 1`;

/** Of the prescribers whom a representative answers for, who took part by each channel, and whom nobody touched. */
const awareness = (at: Until): Sql => sql`
  with target as materialized (
    select c.customer_id from customers.v_customer c
     where c.kind = 'hcp' and c.status = 'active' and exists (select from customers.v_owner o where o.customer_id = c.customer_id and o.function = 'sales')),
  seen as (
    select i.customer_id, case when grouping(i.product_id) = 1 then ${ALL_PRODUCTS}::integer else i.product_id end as product_id,
           case when grouping(i.channel) = 1 then 'any' else i.channel end as part, bool_or(i.kind = any(${words(ENGAGEMENT_KINDS)})) as engaged
      from interactions.v_interaction i join target t on t.customer_id = i.customer_id
     where ${daysTo(at, AWARENESS_DAYS)} and ${COMMERCIAL} and (${isTouch} or i.kind = any(${words(ENGAGEMENT_KINDS)}))
     group by grouping sets ((i.customer_id), (i.customer_id, i.channel), (i.customer_id, i.product_id), (i.customer_id, i.product_id, i.channel))
    having grouping(i.product_id) = 1 or i.product_id is not null),
  counted as (select product_id, part, count(*) as touched, count(*) filter (where engaged) as engaged from seen group by 1, 2),
  base as (select count(*) as targets from target)
  select p.product_id, 'awareness' as code, k.part,
         case k.part when 'none' then b.targets - coalesce(c.touched, 0) else coalesce(c.engaged, 0) end as numerator, b.targets as denominator, null::float8 as value
    from (select product_id from products.v_product where is_own union all select ${ALL_PRODUCTS}::integer) p
    cross join unnest(${words([...AWARENESS_CHANNELS, 'any', 'none'])}) as k(part)
    cross join base b
    left join counted c on c.product_id = p.product_id and c.part = case k.part when 'none' then 'any' else k.part end`;

/** Of those whom one function touched, whom another touched as well. */
const together = (at: Until): Sql => sql`
  with played as (
    select customer_id, case when grouping(product_id) = 1 then ${ALL_PRODUCTS}::integer else product_id end as product_id, array_agg(distinct function) as functions
      from interactions.v_interaction
     where ${daysTo(at, PLAYED_DAYS)} and state = 'done' and ${isTouch} and function = any(${words(REACHING_FUNCTIONS)})
     group by grouping sets ((customer_id), (customer_id, product_id))
    having grouping(product_id) = 1 or product_id is not null),
  sets as (select product_id, functions, count(*) as customers from played group by 1, 2)
  select product_id, 'together' as code, a || '>' || b as part,
         coalesce(sum(customers) filter (where functions @> array[a, b]), 0)::bigint as numerator, sum(customers)::bigint as denominator, null::float8 as value
    from sets cross join unnest(functions) a cross join unnest(${words(REACHING_FUNCTIONS)}) b
   where a <> b
   group by product_id, a, b`;

/** From the event to the first message sent, visit or call made for it, customer by customer. */
const firstTouch = (at: Until): Sql => sql`
  with ${firstTouches(at)},
  spans as (select product_id, extract(epoch from at - started_at) / 60.0 as minutes from firsts),
  counted as (
    select product_id, grouping(product_id) as whatever, count(*) as customers, percentile_cont(array[0.25, 0.5, 0.75]) within group (order by minutes) as quartiles
      from spans group by grouping sets ((), (product_id)))
  select case when whatever = 1 then ${ALL_PRODUCTS}::integer else product_id end as product_id, 'first_touch' as code, q.part, customers as numerator, customers as denominator, q.value
    from counted cross join lateral (values ('q1', quartiles[1]), ('', quartiles[2]), ('q3', quartiles[3])) as q(part, value)
   where customers > 0 and (whatever = 1 or product_id is not null)
  union all
  select coalesce(c.product_id, ${ALL_PRODUCTS}::integer), 'cascade', c.cascade_id::text, count(f.customer_id),
         (select count(*) from orchestration.v_decision d where d.cascade_id = c.cascade_id and d.outcome = 'chosen'), c.audience
    from c left join firsts f on f.cascade_id = c.cascade_id where c.audience >= ${FEWEST_TOLD}::integer group by c.cascade_id, c.product_id, c.audience`;

/** Refusals by a limit, and those among them that another function's touches brought about. */
const prevented = (at: Until): Sql => sql`
  with ${limitRefusals(at)}
  select case when grouping(product_id) = 1 then ${ALL_PRODUCTS}::integer else product_id end as product_id, 'prevented' as code, '' as part,
         count(*) filter (where by_another) as numerator, count(*) as denominator, null::float8 as value
    from told group by grouping sets ((), (product_id)) having grouping(product_id) = 1 or product_id is not null`;

/** Figures by pace: what a cascade changes within minutes, and what reads weeks of the timeline. */
const PACES = {
  quick: { codes: ['reached', 'first_touch', 'cascade', 'prevented'], make: (at: Until) => [reached(at), firstTouch(at), prevented(at)] },
  slow: { codes: ['answered', 'awareness', 'together'], make: (at: Until) => [answered(at), awareness(at), together(at)] },
} as const;
export type Pace = keyof typeof PACES;

/** The figures of a pace over windows that end with a day. */
export async function measureFigures(tx: Tx, at: Until, pace: Pace): Promise<number> {
  const { codes, make } = PACES[pace];
  const parts = make(at).map((part) => sql`select * from (${part}) part`);
  return replaceRows(tx, {
    table: 'figure', keys: ['day', 'product_id', 'code', 'part'], values: ['numerator', 'denominator', 'value'],
    within: sql`old.day = ${at.day}::date and old.code = any(${words(codes)})`,
    select: sql`select ${at.day}::date as day, f.* from (${sql.join(parts, ' union all ')}) f`,
  });
}

/**
 * Chosen against held out by chance: who wrote a new prescription of the product in the month after the month of the decision. Both arms can show it;
 * answers to our mail could not serve, for those held out got none. A month counts once the source has delivered it.
 */
export const measureArms = (tx: Tx, at: Until): Promise<number> => replaceRows(tx, {
  table: 'arm', keys: ['day', 'product_id', 'outcome'], values: ['decided', 'customers', 'responders'],
  within: sql`old.day = ${at.day}::date`,
  select: sql`
    with c as materialized (select c.cascade_id, c.product_id, p.code, to_char(c.started_at + interval '1 month', 'YYYY-MM') as month
                 from orchestration.v_cascade c join products.v_product p on p.product_id = c.product_id
                where ${startedBefore(at)} and c.state in ('approved', 'running', 'done')),
    arms as (
      select distinct on (d.customer_id, c.product_id) d.customer_id, c.product_id, c.code, c.month, d.outcome
        from c join orchestration.v_decision d on d.cascade_id = c.cascade_id and d.outcome in ('chosen', 'held_out')
       order by d.customer_id, c.product_id, d.decided_at),
    written as (select a.customer_id, a.product_id, a.code, a.month, m.value from arms a join customers.v_measure m on m.customer_id = a.customer_id and m.name = 'nbrx' and m.subject = a.code and m.period = a.month),
    delivered as (select distinct code, month from written)
    select ${at.day}::date as day, a.product_id, a.outcome, count(*) as decided, count(l.month) as customers,
           count(*) filter (where exists (select from written w where w.customer_id = a.customer_id and w.product_id = a.product_id and w.value > 0)) as responders
      from arms a left join delivered l on l.code = a.code and l.month = a.month
     group by a.product_id, a.outcome`,
});
