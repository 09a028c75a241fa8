import { sql, type Tx } from '#platform/db';

type NewInquiry = {
  readonly customerId: number; readonly caseId: number | null; readonly handOverId: number; readonly productId: number | null; readonly ownerId: number; readonly question: string;
  readonly topics: readonly string[]; readonly wish: string; readonly preferredTime: string; readonly callback: string; readonly dueAt: string;
};

export const insertInquiry = (tx: Tx, inquiry: NewInquiry) => tx.one<{ inquiryId: number }>(sql`
  insert into medical.inquiry (customer_id, case_id, hand_over_id, product_id, owner_id, state, question, topics, wish, preferred_time, callback, opened_at, due_at)
  values (${inquiry.customerId}::bigint, ${inquiry.caseId}::bigint, ${inquiry.handOverId}::bigint, ${inquiry.productId}::integer, ${inquiry.ownerId}::integer, 'assigned', ${inquiry.question},
          ${inquiry.topics}::text[], ${inquiry.wish}, ${inquiry.preferredTime}, ${inquiry.callback}, ${tx.now}::timestamptz, ${inquiry.dueAt}::timestamptz)
  returning inquiry_id`);

/** The same question handed to another liaison. */
export const reassignInquiry = (tx: Tx, inquiryId: number, to: { handOverId: number; ownerId: number; dueAt: string }) => tx.run(sql`
  update medical.inquiry set hand_over_id = ${to.handOverId}::bigint, owner_id = ${to.ownerId}::integer, state = 'assigned', due_at = ${to.dueAt}::timestamptz
   where inquiry_id = ${inquiryId}::bigint and state <> 'completed'`);

/** An inquiry follows its hand-over while it is open. */
export const followHandOver = (tx: Tx, handOverId: number, to: { state: 'in_progress' | 'submitted'; keepOwner: boolean }) => tx.run(sql`
  update medical.inquiry set state = ${to.state}, owner_id = case when ${to.keepOwner}::boolean then owner_id end
   where hand_over_id = ${handOverId}::bigint and state in ('assigned', 'in_progress', 'submitted')`);

export const lockInquiry = (tx: Tx, inquiryId: number) => tx.maybe<{ state: string }>(sql`
  select state from medical.inquiry where inquiry_id = ${inquiryId}::bigint for update`);

export const completeInquiry = (tx: Tx, inquiryId: number, answer: { body: string; topics: readonly string[]; interactionId: number }) => tx.run(sql`
  update medical.inquiry
     set state = 'completed', answer = ${answer.body}, topics = ${answer.topics}::text[], interaction_id = ${answer.interactionId}::bigint, answered_at = ${tx.now}::timestamptz,
         owner_id = ${tx.actor.userId}::integer
   where inquiry_id = ${inquiryId}::bigint`);

export const insertContent = (tx: Tx, content: { customerId: number; interactionId: number; topic: string; body: string; offLabel: boolean }) => tx.run(sql`
  insert into medical.interaction_content (customer_id, interaction_id, topic, body, off_label)
  values (${content.customerId}::bigint, ${content.interactionId}::bigint, ${content.topic}, ${content.body}, ${content.offLabel}::boolean)`);

export const insertInsight = (tx: Tx, insight: { customerId: number; type: string; body: string; productId: number | null }) => tx.one<{ insightId: number }>(sql`
  insert into medical.insight (customer_id, type, body, product_id, user_id, recorded_at)
  values (${insight.customerId}::bigint, ${insight.type}, ${insight.body}, ${insight.productId}::integer, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)
  returning insight_id`);
