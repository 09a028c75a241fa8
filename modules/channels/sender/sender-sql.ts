import { sql, type Tx } from '#platform/db';
import type { ClaimedMessage, MessageState } from '../types.ts';

/** Advisory locks of senders are numbered from here, so that they meet no other lock. */
export const SENDER_LOCKS = 7_461_100_000_000;
const CLAIM_LOCK = 7_461_050;

export const insertSender = (tx: Tx, sender: { senderId: number; host: string; transport: string }): Promise<number> => tx.run(sql`
  insert into channels.sender (sender_id, host, transport, started_at)
  values (${sender.senderId}::bigint, ${sender.host}, ${sender.transport}, ${tx.now}::timestamptz)`);

export const endSender = (tx: Tx, senderId: number): Promise<number> => tx.run(sql`
  update channels.sender set ended_at = ${tx.now}::timestamptz where sender_id = ${senderId}::bigint and ended_at is null`);

/** One claim at a time, over all senders: two mails to one customer can then never pass the same cap together. */
export const takeClaimLock = (tx: Tx): Promise<number> => tx.run(sql`select pg_advisory_xact_lock(${CLAIM_LOCK}::bigint)`);

/** Claims what is due, at most one mail a customer, and none while another to her is on its way. */
export const updateClaimed = (tx: Tx, senderId: number, size: number): Promise<{ messageId: number }[]> => tx.rows(sql`
  update channels.message m
     set state = 'claimed', claimed_by = ${senderId}::bigint, claimed_at = ${tx.now}::timestamptz
    from (select distinct on (d.customer_id) d.customer_id, d.message_id
            from (select customer_id, message_id, not_before
                    from channels.message
                   where state = 'queued' and not_before <= ${tx.now}::timestamptz
                   order by not_before, message_id limit ${size}::integer) d
           where not exists (select from channels.message o where o.customer_id = d.customer_id and o.state in ('claimed', 'dispatching'))
           order by d.customer_id, d.not_before, d.message_id) due
   where m.customer_id = due.customer_id and m.message_id = due.message_id and m.state = 'queued'
  returning m.message_id`);

const CONSENTS = sql.trusted(`(select count(*) from consent.v_decision d where d.customer_id = m.customer_id)
  + (select count(*) from consent.v_restriction r where r.customer_id = m.customer_id)`);

export type ClaimedRow = ClaimedMessage & { readonly addressActive: boolean; readonly bouncedPoint: number | null };

export const readClaimed = (tx: Tx, ids: readonly number[]): Promise<ClaimedRow[]> => tx.rows(sql`
  select m.customer_id, m.message_id, m.action_id, m.function, m.product_id, m.version_id, m.address, m.tries, ${CONSENTS} as consents_seen,
         c.given_name, c.family_name, c.credential, c.name as customer_name, c.city, m.merge, p.name as product_name, v.title,
         exists (select from customers.v_contact_point k
                  where k.customer_id = m.customer_id and k.kind = 'email' and k.state = 'active' and lower(k.value) = lower(m.address))
         as address_active,
         (select k.contact_point_id from customers.v_contact_point k
           where k.customer_id = m.customer_id and k.kind = 'email' and k.state = 'bounced' and lower(k.value) = lower(m.address)) as bounced_point
    from channels.message m
    join customers.v_customer c on c.customer_id = m.customer_id
    join content.v_version v on v.version_id = m.version_id
    left join products.v_product p on p.product_id = m.product_id
   where m.message_id = any(${ids}::bigint[])
   order by m.not_before, m.message_id`);

export type Verdict = { readonly messageId: number; readonly state: MessageState; readonly refusal?: string | null; readonly record?: string | null; readonly notBefore?: string | null };

/** Writes what the gate said of claimed messages that do not leave now. */
export const updateJudged = (tx: Tx, verdicts: readonly Verdict[]): Promise<number> => tx.run(sql`
  update channels.message m
     set state = x.state, refusal = x.refusal, refusal_record = x.record, not_before = coalesce(x.not_before, m.not_before), claimed_by = null
    from jsonb_to_recordset(${JSON.stringify(verdicts.map((one) => ({
      message_id: one.messageId, state: one.state, refusal: one.refusal ?? null, record: one.record ?? null, not_before: one.notBefore ?? null,
    })))}::jsonb) as x(message_id bigint, state text, refusal text, record text, not_before timestamptz)
   where m.message_id = x.message_id and m.state = 'claimed'`);

/** The intent: from here on the mail may have left. Not where it was withdrawn, or where she decided something since the claim. */
export const updateDispatching = (tx: Tx, senderId: number, messages: readonly { customerId: number; messageId: number; internetId: string; consentsSeen: number }[]): Promise<{ messageId: number }[]> => tx.rows(sql`
  update channels.message m
     set state = 'dispatching', intent_at = ${tx.now}::timestamptz, internet_id = x.internet_id, tries = m.tries + 1
    from jsonb_to_recordset(${JSON.stringify(messages.map((one) => ({
      customer_id: one.customerId, message_id: one.messageId, internet_id: one.internetId, consents_seen: one.consentsSeen,
    })))}::jsonb) as x(customer_id bigint, message_id bigint, internet_id text, consents_seen bigint)
   where m.customer_id = x.customer_id and m.message_id = x.message_id and m.state = 'claimed' and m.claimed_by = ${senderId}::bigint
     and ${CONSENTS} = x.consents_seen
  returning m.message_id`);

/** Gives claimed messages back to the queue: the sender stops, or the gate must look again. */
export const updateUnclaimed = (tx: Tx, senderId: number, ids: readonly number[]): Promise<number> => tx.run(sql`
  update channels.message set state = 'queued', claimed_by = null
   where message_id = any(${ids}::bigint[]) and state = 'claimed' and claimed_by = ${senderId}::bigint`);

export type Mark = { readonly customerId: number; readonly messageId: number; readonly state: MessageState; readonly failure: string | null; readonly notBefore: string | null; readonly counted: boolean; readonly fault: string | null };

/**
 * Writes what became of messages that this sender held; only those that nobody settled meanwhile come back. What did not leave and whose cascade was
 * stopped meanwhile (a refusal stands on it) is withdrawn: it is not tried again.
 */
export const updateMarked = (tx: Tx, senderId: number, marks: readonly Mark[]): Promise<{ messageId: number }[]> => tx.rows(sql`
  update channels.message m
     set state = case when m.refusal is not null and x.state in ('queued', 'failed') then 'withdrawn' else x.state end, failure = x.failure, fault = x.fault,
         refusal = case when x.state in ('queued', 'failed', 'unknown') then m.refusal end, refusal_record = case when x.state in ('queued', 'failed', 'unknown') then m.refusal_record end, sent_at = case when x.state = 'sent' then ${tx.now}::timestamptz end,
         not_before = coalesce(x.not_before, m.not_before), tries = greatest(0, m.tries - case when x.counted then 0 else 1 end),
         claimed_by = case when x.state = 'queued' then null else m.claimed_by end
    from jsonb_to_recordset(${JSON.stringify(marks.map((one) => ({
      customer_id: one.customerId, message_id: one.messageId, state: one.state, failure: one.failure, not_before: one.notBefore, counted: one.counted, fault: one.fault,
    })))}::jsonb) as x(customer_id bigint, message_id bigint, state text, failure text, not_before timestamptz, counted boolean, fault text)
   where m.customer_id = x.customer_id and m.message_id = x.message_id and m.claimed_by = ${senderId}::bigint and m.state in ('claimed', 'dispatching', 'unknown')
  returning m.message_id`);

/** The cascades of these mails of which nothing else is on its way or due. */
export const listCascadesLeft = (tx: Tx, ids: readonly number[]): Promise<{ cascadeId: number }[]> => tx.rows(sql`
  select distinct m.cascade_id from channels.message m
   where m.message_id = any(${ids}::bigint[]) and m.cascade_id is not null
     and not exists (select from channels.message o where o.cascade_id = m.cascade_id and (o.state in ('claimed', 'dispatching') or (o.state = 'queued' and o.not_before <= ${tx.now}::timestamptz)))`);

export const updateInteractions = (tx: Tx, pairs: readonly { customerId: number; messageId: number; interactionId: number }[]): Promise<number> => tx.run(sql`
  update channels.message m set interaction_id = x.interaction_id
    from jsonb_to_recordset(${JSON.stringify(pairs.map((one) => ({ customer_id: one.customerId, message_id: one.messageId, interaction_id: one.interactionId })))}::jsonb)
         as x(customer_id bigint, message_id bigint, interaction_id bigint)
   where m.customer_id = x.customer_id and m.message_id = x.message_id`);
