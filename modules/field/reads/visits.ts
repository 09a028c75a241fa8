import { sql, type Sql, type Tx } from '#platform/db';
import type { Span, VisitRow } from '../types.ts';

const visits = (where: Sql): Sql => sql`
  select v.visit_id, v.customer_id, c.name, c.credential, c.specialty_name, c.city, c.time_zone, v.user_id, v.state, v.starts_at, v.minutes, v.purpose, v.product_id, p.name as product_name,
         a.name as asked_by_name, a.function as asked_by_function, v.wish, v.preferred_time, v.task_id, v.hand_over_id, h.state as hand_over_state, v.outcome, v.decline_reason, v.reported_at,
         o.customer_id as practice_id, o.name as practice_name
    from field.visit v
    join customers.v_customer c on c.customer_id = v.customer_id
    left join products.v_product p on p.product_id = v.product_id
    left join access.v_person a on a.user_id = v.asked_by
    left join work.v_hand_over h on h.customer_id = v.customer_id and h.hand_over_id = v.hand_over_id
    left join lateral (
      select x.to_customer_id from customers.v_affiliation x
       where x.customer_id = v.customer_id and x.role = 'practises_at' and x.valid_from <= v.starts_at::date and (x.valid_to is null or x.valid_to > v.starts_at::date)
       order by x.weight desc, x.affiliation_id limit 1) f on true
    left join customers.v_customer o on o.customer_id = coalesce(v.place_id, f.to_customer_id)
   where ${where}`;

/** My visits between two instants, in the order of the day. */
export const listVisits = (tx: Tx, { from, to }: Span) => tx.rows<VisitRow>(sql`
  ${visits(sql`v.user_id = ${tx.actor.userId}::integer and v.starts_at >= ${from}::timestamptz and v.starts_at < ${to}::timestamptz`)}
   order by v.starts_at, v.visit_id limit 100`);

export type PlannedVisit = { readonly visitId: number; readonly startsAt: string; readonly minutes: number; readonly state: 'proposed' | 'planned'; readonly personName: string; readonly productName: string | null };

/** Visits to one customer that are still to come, soonest first; a representative sees those of one's own. */
export const listPlanned = (tx: Tx, customerId: number) => tx.rows<PlannedVisit>(sql`
  select v.visit_id, v.starts_at, v.minutes, v.state, a.name as person_name, p.name as product_name
    from field.visit v
    join access.v_person a on a.user_id = v.user_id
    left join products.v_product p on p.product_id = v.product_id
   where v.customer_id = ${customerId}::bigint and v.state in ('proposed', 'planned') and v.starts_at >= ${tx.now}::timestamptz
   order by v.starts_at, v.visit_id limit 20`);

/** Proposed visits that still wait for an answer, whichever day they are on. */
export const listProposed = (tx: Tx) => tx.rows<VisitRow>(sql`
  ${visits(sql`v.user_id = ${tx.actor.userId}::integer and v.state = 'proposed'`)} order by v.starts_at, v.visit_id limit 50`);

export const findVisit = (tx: Tx, visitId: number) => tx.maybe<VisitRow>(visits(sql`v.visit_id = ${visitId}::bigint and v.user_id = ${tx.actor.userId}::integer`));

export const findPerson = (tx: Tx, userId: number) => tx.one<{ timeZone: string; name: string }>(sql`select time_zone, name from access.v_person where user_id = ${userId}::integer`);

export type Zoned = { readonly timeZone: string; readonly preferredTime: string | null };

/** Her zone, and the time of day that she last wished for. */
export const findHer = (tx: Tx, customerId: number) => tx.maybe<Zoned>(sql`
  select c.time_zone,
         (select w.detail from interactions.v_wish w
           where w.customer_id = c.customer_id and w.kind = 'time' and (w.valid_to is null or w.valid_to > ${tx.now}::timestamptz)
           order by w.said_at desc limit 1) as preferred_time
    from customers.v_customer c where c.customer_id = ${customerId}::bigint`);

const AGENDA_DAYS = 30; // beyond the three weeks that a proposal looks through

/** What a person's days hold already: visits that stand, calendar, and how many visits a day takes. */
export async function readAgenda(tx: Tx, { userId, besides, around, proposedToo = false }: { userId: number; besides: number | null; around: string; proposedToo?: boolean }): Promise<{ visits: Span[]; busy: Span[]; perDay: number | null }> {
  const from = sql`least(${tx.now}::timestamptz, ${around}::timestamptz) - interval '1 day'`;
  const to = sql`greatest(${tx.now}::timestamptz + make_interval(days => ${AGENDA_DAYS}::integer), ${around}::timestamptz + interval '2 days')`;
  const visitSpans = await tx.rows<Span>(sql`
    select starts_at as "from", starts_at + make_interval(mins => minutes) as "to" from field.visit
     where user_id = ${userId}::integer and (state in ('planned', 'done') or (${proposedToo}::boolean and state = 'proposed')) and starts_at >= ${from} and starts_at < ${to} and visit_id is distinct from ${besides}::bigint`);
  const busy = await tx.rows<Span>(sql`
    select starts_at as "from", ends_at as "to" from work.v_busy where user_id = ${userId}::integer and ends_at > ${from} and starts_at < ${to}`);
  const capacity = await tx.maybe<{ perDay: number }>(sql`select per_day from work.v_capacity where user_id = ${userId}::integer and channel = 'visit'`);
  return { visits: visitSpans, busy, perDay: capacity?.perDay ?? null };
}

export type TaskToPlan = { readonly taskId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly city: string | null; readonly timeZone: string; readonly title: string; readonly reason: string; readonly dueAt: string | null; readonly productId: number | null; readonly cascadeId: number | null };

/** Visits that plays ask of me and that have no time yet, soonest due first. */
export const listTasksToPlan = (tx: Tx, { limit }: { limit: number }) => tx.rows<TaskToPlan>(sql`
  select t.task_id, t.customer_id, c.name, c.credential, c.city, c.time_zone, t.title, t.reason, t.due_at, t.product_id, t.cascade_id
    from work.v_task t
    join customers.v_customer c on c.customer_id = t.customer_id
   where t.owner_id = ${tx.actor.userId}::integer and t.kind = 'visit' and t.state in ('requested', 'accepted', 'in_progress')
     and not exists (select from field.visit v where v.customer_id = t.customer_id and v.task_id = t.task_id and v.state in ('proposed', 'planned'))
   order by t.due_at nulls last, t.task_id
   limit ${limit}::integer`);

export const findTask = (tx: Tx, { customerId, taskId }: { customerId: number; taskId: number }) => tx.maybe<{ taskId: number; state: string; actionId: number | null; title: string; productId: number | null; handOverId: number | null }>(sql`
  select task_id, state, action_id, title, product_id, hand_over_id from work.v_task
   where customer_id = ${customerId}::bigint and task_id = ${taskId}::bigint and owner_id = ${tx.actor.userId}::integer`);

export type AskedVisit = { readonly handOverId: number; readonly customerId: number; readonly toUserId: number; readonly fromUserId: number; readonly wish: string; readonly preferredTime: string; readonly productId: number | null; readonly state: string; readonly taskId: number | null; readonly title: string | null };

/** A hand-over that asks for a visit, with the task that stands for it. */
export const findAskedVisit = (tx: Tx, handOverId: number) => tx.maybe<AskedVisit>(sql`
  select h.hand_over_id, h.customer_id, h.to_user_id, h.from_user_id, h.wish, h.preferred_time, h.product_id, h.state, t.task_id, t.title
    from work.v_hand_over h
    left join work.v_task t on t.customer_id = h.customer_id and t.hand_over_id = h.hand_over_id
   where h.hand_over_id = ${handOverId}::bigint and h.kind = 'visit_request'`);
