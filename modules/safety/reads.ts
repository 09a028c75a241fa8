import { sql, type Tx } from '#platform/db';
import type { Receipt, SafetyEvent } from './types.ts';

/** When a case was opened: somebody of ours knew of its words then. */
export const findCaseOpened = async (tx: Tx, caseId: number): Promise<{ openedAt: string; customerId: number } | undefined> => tx.maybe(sql`
  select opened_at, customer_id from work.v_case where case_id = ${caseId}::bigint`);

export const listReceipts = (tx: Tx): Promise<Receipt[]> => tx.rows(sql`
  select 'S-' || safety_id as receipt, kind, day_zero_at, due_at, recorded_at from safety.event
   where reported_by = ${tx.actor.userId}::integer order by safety_id desc limit 50`);

const EVENT = sql`
  select e.safety_id, 'S-' || e.safety_id as receipt, e.customer_id, u.name as customer_name, e.kind, e.product_id, d.name as product_name, e.channel, e.case_id, e.reported_by,
         p.name as reporter_name, e.day_zero_at, e.due_at, e.recorded_at, f.taken_at as forwarded_at, a.taken_at as acknowledged_at, n.taken_at as nullified_at,
         n.reason as nullified_reason, nullif(coalesce(a.reference, f.reference), '') as reference,
         case when n.step_id is not null then 'nullified' when a.step_id is not null then 'acknowledged' when f.step_id is not null then 'forwarded' else 'received' end as state
    from safety.event e
    left join safety.step f on f.customer_id = e.customer_id and f.safety_id = e.safety_id and f.state = 'forwarded'
    left join safety.step a on a.customer_id = e.customer_id and a.safety_id = e.safety_id and a.state = 'acknowledged'
    left join safety.step n on n.customer_id = e.customer_id and n.safety_id = e.safety_id and n.state = 'nullified'
    left join customers.v_customer u on u.customer_id = e.customer_id
    left join access.v_person p on p.user_id = e.reported_by
    left join products.v_product d on d.product_id = e.product_id`;

export const findEvent = (tx: Tx, safetyId: number): Promise<SafetyEvent | undefined> => tx.maybe(sql`${EVENT} where e.safety_id = ${safetyId}::bigint`);

export type EventFilter = { readonly state?: string; readonly kind?: string; readonly limit: number; readonly after: readonly (string | number | null)[] | null };

/** Events by clock, those due first on top. */
export const listEvents = (tx: Tx, filter: EventFilter): Promise<SafetyEvent[]> => tx.rows(sql`
  select * from (${EVENT}) x
   where (${filter.kind ?? null}::text is null or x.kind = ${filter.kind ?? null})
     and (${filter.state ?? null}::text is null or x.state = ${filter.state ?? null} or (${filter.state ?? null} = 'open' and x.state in ('received', 'forwarded')))
     and (${filter.after?.[0] ?? null}::timestamptz is null or (x.due_at, x.safety_id) > (${filter.after?.[0] ?? null}::timestamptz, ${filter.after?.[1] ?? null}::bigint))
   order by x.due_at, x.safety_id
   limit ${filter.limit + 1}::integer`);

export type Clocks = { readonly received: number; readonly overdue: number; readonly dueSoon: number; readonly unacknowledged: number; readonly forwardedInTime: number; readonly forwarded: number; readonly nextDueAt: string | null };

/** How the clocks stand: what is still to be forwarded, and how many of the last 30 days were forwarded in time. */
export const countClocks = (tx: Tx): Promise<Clocks> => tx.one(sql`
  select count(*) filter (where x.state = 'received')::integer as received,
         count(*) filter (where x.state = 'received' and x.due_at <= ${tx.now}::timestamptz)::integer as overdue,
         count(*) filter (where x.state = 'received' and x.due_at > ${tx.now}::timestamptz and x.due_at <= ${tx.now}::timestamptz + interval '4 hours')::integer as due_soon,
         count(*) filter (where x.state = 'forwarded')::integer as unacknowledged,
         count(*) filter (where x.forwarded_at >= ${tx.now}::timestamptz - interval '30 days')::integer as forwarded,
         count(*) filter (where x.forwarded_at >= ${tx.now}::timestamptz - interval '30 days' and x.forwarded_at <= x.due_at)::integer as forwarded_in_time,
         min(x.due_at) filter (where x.state = 'received') as next_due_at
    from (${EVENT}) x`);

export const findNarrative = (tx: Tx, key: { customerId: number; safetyId: number }): Promise<{ narrative: string; patient: string } | undefined> => tx.maybe(sql`
  select body as narrative, patient from safety.narrative where customer_id = ${key.customerId}::bigint and safety_id = ${key.safetyId}::bigint`);
