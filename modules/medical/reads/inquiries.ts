import { sql, type Tx } from '#platform/db';
import type { Inquiry, InquiryRow } from '../types.ts';

const ROW = sql`
  select q.inquiry_id, q.customer_id, c.name as customer_name, c.credential, c.specialty_name, c.city, c.time_zone, q.product_id, p.name as product_name, q.state, q.owner_id,
         a.name as asked_by_name, q.wish, q.preferred_time, q.opened_at, q.due_at, q.answered_at, q.hand_over_id, h.state as hand_over_state`;
const FROM = sql`
    from medical.inquiry q
    join customers.v_customer c on c.customer_id = q.customer_id
    left join products.v_product p on p.product_id = q.product_id
    left join work.v_hand_over h on h.customer_id = q.customer_id and h.hand_over_id = q.hand_over_id
    left join access.v_person a on a.user_id = h.from_user_id`;

/** Inquiries by clock: what is open first, soonest due first; then what was answered lately. That she asked, never what. */
export const listInquiries = (tx: Tx, { ownerId, state }: { ownerId: number | null; state: 'open' | 'answered' }) => tx.rows<InquiryRow>(sql`
  ${ROW} ${FROM}
   where (${ownerId}::integer is null or q.owner_id = ${ownerId}::integer or q.owner_id is null)
     and (q.state in ('new', 'submitted', 'assigned', 'in_progress')) = ${state === 'open'}::boolean
   order by case when ${state === 'open'}::boolean then q.due_at end, q.answered_at desc nulls last, q.inquiry_id
   limit 100`);

export const findInquiry = (tx: Tx, inquiryId: number) => tx.maybe<Inquiry>(sql`
  ${ROW}, q.question, q.unsolicited, q.answer, q.topics, q.callback, q.case_id, q.interaction_id ${FROM}
   where q.inquiry_id = ${inquiryId}::bigint`);

export const findInquiryOf = (tx: Tx, { customerId, caseId, handOverId }: { customerId: number; caseId: number | null; handOverId: number }) => tx.maybe<{ inquiryId: number; state: string }>(sql`
  select inquiry_id, state from medical.inquiry
   where customer_id = ${customerId}::bigint and (hand_over_id = ${handOverId}::bigint or case_id = ${caseId}::bigint)`);

export type HandedOver = {
  readonly handOverId: number; readonly customerId: number; readonly caseId: number | null; readonly toUserId: number; readonly state: string; readonly wish: string; readonly preferredTime: string;
  readonly dueAt: string | null; readonly productId: number | null; readonly caseDueAt: string | null; readonly timeZone: string | null;
};

export const findHandedOver = (tx: Tx, handOverId: number) => tx.maybe<HandedOver>(sql`
  select h.hand_over_id, h.customer_id, h.case_id, h.to_user_id, h.state, h.wish, h.preferred_time, h.due_at, coalesce(h.product_id, k.product_id) as product_id, k.due_at as case_due_at, c.time_zone
    from work.v_hand_over h
    left join work.v_case k on k.customer_id = h.customer_id and k.case_id = h.case_id
    left join customers.v_customer c on c.customer_id = h.customer_id
   where h.hand_over_id = ${handOverId}::bigint`);

export const findTaskOf = (tx: Tx, { customerId, handOverId }: { customerId: number; handOverId: number }) => tx.maybe<{ taskId: number }>(sql`
  select task_id from work.v_task
   where customer_id = ${customerId}::bigint and hand_over_id = ${handOverId}::bigint and state in ('requested', 'accepted', 'in_progress', 'on_hold')`);

/** How she can be called. */
export const listPhones = (tx: Tx, customerId: number) => tx.rows<{ value: string }>(sql`
  select value from customers.v_contact_point where customer_id = ${customerId}::bigint and kind = 'phone' and state = 'active' order by rank limit 3`);

export type Colleague = { readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly practiceId: number; readonly practiceName: string; readonly salesOwnerId: number | null; readonly salesOwnerName: string | null };

/** The customer and those who practise where she does, with who of sales owns each: whom a wish for a visit can be about. */
export const listColleagues = (tx: Tx, { customerId, on }: { customerId: number; on: string }) => tx.rows<Colleague>(sql`
  with place as (
    select a.to_customer_id from customers.v_affiliation a
     where a.customer_id = ${customerId}::bigint and a.role = 'practises_at' and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)),
  member as (
    select a.customer_id, min(l.to_customer_id) as practice_id
      from place l join customers.v_affiliation a on a.to_customer_id = l.to_customer_id and a.role = 'practises_at'
     where a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
     group by a.customer_id)
  select c.customer_id, c.name, c.credential, c.specialty_name, h.customer_id as practice_id, h.name as practice_name, o.user_id as sales_owner_id, w.name as sales_owner_name
    from member m
    join customers.v_customer c on c.customer_id = m.customer_id and c.kind = 'hcp'
    join customers.v_customer h on h.customer_id = m.practice_id
    left join customers.v_owner o on o.customer_id = c.customer_id and o.function = 'sales'
    left join access.v_person w on w.user_id = o.user_id
   order by c.customer_id = ${customerId}::bigint desc, c.sort_name, c.customer_id
   limit 50`);

/** My conversations: that they took place, and what they were about for us. */
export const listMedicalInteractions = (tx: Tx, { userId, limit }: { userId: number; limit: number }) => tx.rows<{
  interactionId: number; customerId: number; customerName: string; occurredAt: string; channel: string; kind: string; minutes: number | null; productName: string | null; headline: string; topic: string | null; offLabel: boolean | null;
}>(sql`
  select i.interaction_id, i.customer_id, c.name as customer_name, i.occurred_at, i.channel, i.kind, i.minutes, p.name as product_name, i.headline, m.topic, m.off_label
    from interactions.v_interaction i
    join customers.v_customer c on c.customer_id = i.customer_id
    left join products.v_product p on p.product_id = i.product_id
    left join medical.interaction_content m on m.customer_id = i.customer_id and m.interaction_id = i.interaction_id
   where i.person_id = ${userId}::integer and i.function = 'medical'
     and i.occurred_at > ${tx.now}::timestamptz - interval '365 days' and i.occurred_at <= ${tx.now}::timestamptz
   order by i.occurred_at desc, i.interaction_id desc
   limit ${limit}::integer`);

export const listInsights = (tx: Tx, { limit }: { limit: number }) => tx.rows<{
  insightId: number; customerId: number; customerName: string; type: string; body: string; productName: string | null; recordedByName: string; recordedAt: string;
}>(sql`
  select s.insight_id, s.customer_id, c.name as customer_name, s.type, s.body, r.name as product_name, p.name as recorded_by_name, s.recorded_at
    from medical.insight s
    join customers.v_customer c on c.customer_id = s.customer_id
    join access.v_person p on p.user_id = s.user_id
    left join products.v_product r on r.product_id = s.product_id
   order by s.recorded_at desc, s.insight_id desc
   limit ${limit}::integer`);
