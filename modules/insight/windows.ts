import { sql, type Sql } from '#platform/db';
import { CASCADE_DAYS, TOUCH_KINDS } from './types.ts';

// What is counted, once: the job that counts and the list of members behind a figure are made from the same pieces.

/** The day whose end a figure looks back from, and that end: now, on the day itself. */
export type Until = { readonly day: string; readonly until: string };

/** A list of words as one bound value. */
export const words = (list: readonly string[]): Sql => sql`${[...list]}::text[]`;

export const daysTo = ({ until }: Until, days: number): Sql => sql`occurred_at > ${until}::timestamptz - make_interval(days => ${days}::integer) and occurred_at <= ${until}::timestamptz`;
export const COMMERCIAL = sql`state = 'done' and function not in ('medical', 'patient_services')`;
export const isTouch = sql`direction = 'out' and kind = any(${words(TOUCH_KINDS)})`;
export const startedBefore = ({ until }: Until): Sql => sql`c.started_at > ${until}::timestamptz - make_interval(days => ${CASCADE_DAYS}::integer) and c.started_at <= ${until}::timestamptz`;

/** A `with` list that ends in `firsts`: the first message sent, visit or call made for each customer of each cascade, after the event. */
export const firstTouches = (at: Until): Sql => sql`
  c as materialized (select c.cascade_id, c.product_id, c.started_at, c.audience from orchestration.v_cascade c where ${startedBefore(at)}),
  touches as (
    select m.customer_id, m.cascade_id, m.sent_at as at from c join channels.v_message m on m.cascade_id = c.cascade_id and m.state = 'sent'
    union all
    select i.customer_id, a.cascade_id, i.occurred_at from c join orchestration.v_action a on a.cascade_id = c.cascade_id
      join interactions.v_interaction i on i.customer_id = a.customer_id and i.action_id = a.action_id and i.state = 'done' and i.direction = 'out' and i.occurred_at >= c.started_at),
  firsts as (
    select t.customer_id, t.cascade_id, c.product_id, c.started_at, min(t.at) as at
      from touches t join c on c.cascade_id = t.cascade_id and t.at >= c.started_at where t.at <= ${at.until}::timestamptz group by 1, 2, 3, 4)`;

/**
 * A `with` list that ends in `told`: what a cap or gap refused, and whether another function's touches brought that about: it would have been allowed
 * had each function counted only its own. Pending touches are not counted on either side.
 */
export const limitRefusals = (at: Until): Sql => sql`
  c as materialized (select c.cascade_id, c.product_id, c.candidates from orchestration.v_cascade c where ${startedBefore(at)}),
  refused as (
    select d.customer_id, 'd' || d.decision_id as record, c.cascade_id, c.product_id, e.candidate ->> 'function' as function, d.decided_at as at, d.refusal, d.refusal_record
      from c join orchestration.v_decision d on d.cascade_id = c.cascade_id and d.outcome = 'refused' and d.refusal in ('cap_reached', 'minimum_gap')
      cross join lateral jsonb_array_elements(c.candidates) with ordinality as e(candidate, position)
     where split_part(d.refusals[e.position], ' ', 1) = d.refusal
    union
    select m.customer_id, 'm' || m.message_id, c.cascade_id, c.product_id, m.function, m.queued_at, m.refusal, m.refusal_record
      from c join channels.v_message m on m.cascade_id = c.cascade_id and m.state = 'refused' and m.refusal in ('cap_reached', 'minimum_gap')),
  counted as (
    select r.customer_id, r.record, r.cascade_id, r.product_id, r.at, r.function, coalesce(l.max_touches, 1) as allowed,
           count(i.occurred_at) filter (where i.function = r.function) as own, count(i.occurred_at) filter (where i.function <> r.function) as others
      from refused r
      join consent.v_rule l on r.refusal_record = 'consent.rule:' || l.rule_id
      left join interactions.v_interaction i on i.customer_id = r.customer_id and i.occurred_at > r.at - make_interval(days => l.window_days) and i.occurred_at <= r.at
       and i.direction = 'out' and i.state = 'done' and i.function <> 'medical' and (l.kind = 'cap' or l.channel in ('any', i.channel))
     group by r.customer_id, r.record, r.cascade_id, r.product_id, r.at, r.function, l.rule_id, l.max_touches),
  told as (select customer_id, record, cascade_id, product_id, at, bool_or(own < allowed and others > 0) as by_another from counted group by 1, 2, 3, 4, 5)`;
