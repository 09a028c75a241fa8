import { sql, type Sql, type Tx } from '#platform/db';
import { KIND_GROUPS, TOUCH_KINDS } from '../types.ts';
import { words } from '../windows.ts';
import { replaceRows } from './replace-rows.ts';

/** Whole weeks: from a Monday up to, not including, another. */
export type Span = { readonly from: string; readonly to: string };

const LONGEST_CASCADE_DAYS = 180; // actions are found by their cascade: a year-old one has none left to do

const within = (column: Sql, { from, to }: Span): Sql => sql`${column} >= ${from}::date and ${column} < ${to}::date`;
const during = (column: Sql, { from, to }: Span): Sql => sql`${column} >= ${from}::date and ${column} < ${to}::date`; // sessions run in UTC
const monday = (column: Sql): Sql => sql`date_trunc('week', ${column} at time zone 'UTC')::date`;

const groupOf: Sql = sql`case when function = 'medical' then 'contact' ${sql.join(Object.entries(KIND_GROUPS).map(([group, kinds]) => sql`when kind = any(${words(kinds)}) then ${group}`), ' ')} else 'other' end`;

/** Touches and customers by day. */
export const countDays = (tx: Tx, span: Span): Promise<number> => replaceRows(tx, {
  table: 'daily', keys: ['day', 'function', 'channel', 'direction', 'kind_group', 'product_id'], values: ['touches', 'customers'],
  within: within(sql`old.day`, span),
  select: sql`
    select (occurred_at at time zone 'UTC')::date as day, function, channel, direction, ${groupOf} as kind_group, coalesce(product_id, 0) as product_id,
           count(*) as touches, count(distinct customer_id) as customers
      from interactions.v_interaction
     where ${during(sql`occurred_at`, span)} and state = 'done' and function <> 'patient_services' and occurred_at <= ${tx.now}::timestamptz
     group by 1, 2, 3, 4, 5, 6`,
});

/** Customers reached by week, by function and altogether, by product and whatever the product. */
export const countWeeks = (tx: Tx, span: Span): Promise<number> => replaceRows(tx, {
  table: 'weekly', keys: ['week', 'product_id', 'function'], values: ['touches', 'customers'],
  within: within(sql`old.week`, span),
  select: sql`
    with reaching as (
      select customer_id, ${monday(sql`occurred_at`)} as week, product_id, function, count(*) as touches
        from interactions.v_interaction
       where ${during(sql`occurred_at`, span)} and state = 'done' and direction = 'out' and kind = any(${words(TOUCH_KINDS)})
         and function <> 'patient_services' and occurred_at <= ${tx.now}::timestamptz
       group by 1, 2, 3, 4)
    select week, case when grouping(product_id) = 1 then 0 else product_id end as product_id, case when grouping(function) = 1 then 'any' else function end as function,
           sum(touches)::bigint as touches, count(distinct customer_id) as customers
      from reaching
     group by grouping sets ((week), (week, function), (week, product_id), (week, product_id, function))
    having grouping(product_id) = 1 or product_id is not null`,
});

/** What each department and role did; a title such as "Representative, Albany" is a role and a place, and the role counts. */
export const countActivity = (tx: Tx, span: Span): Promise<number> => replaceRows(tx, {
  table: 'activity', keys: ['week', 'function', 'role', 'kind'], values: ['count'],
  within: within(sql`old.week`, span),
  select: sql`
    with done as (
      select ${monday(sql`occurred_at`)} as week, function, person_id as user_id, case kind when 'email_sent' then 'email' else kind end as kind
        from interactions.v_interaction
       where ${during(sql`occurred_at`, span)} and state = 'done' and kind in ('email_sent', 'visit', 'call') and function <> 'patient_services' and occurred_at <= ${tx.now}::timestamptz
      union all
      select ${monday(sql`closed_at`)}, function, owner_id, 'task' from work.v_task where ${during(sql`closed_at`, span)} and state = 'completed'
      union all
      select ${monday(sql`a.changed_at`)}, a.function, a.owner_id, 'action'
        from orchestration.v_cascade c join orchestration.v_action a on a.cascade_id = c.cascade_id
       where c.started_at >= ${span.from}::date - ${LONGEST_CASCADE_DAYS}::integer and c.started_at < ${span.to}::date and ${during(sql`a.changed_at`, span)} and a.state = 'done')
    select d.week, d.function, coalesce(split_part(p.role_title, ',', 1), 'System') as role, d.kind, count(*) as count
      from done d left join access.v_person p using (user_id)
     group by 1, 2, 3, 4`,
});
