import { sql, type Instant, type Sql, type Tx } from '#platform/db';
import type { InboundKind, MessageScope, MessageState } from './types.ts';

/** One statement for a whole audience; an action that has its message already is left alone. */
export const insertMessagesFrom = (tx: Tx, select: Sql): Promise<number> => tx.run(sql`
  insert into channels.message (customer_id, action_id, cascade_id, function, purpose, product_id, market, version_id, address, merge, not_before, queued_at)
  select s.customer_id, s.action_id, s.cascade_id, s.function, s.purpose, s.product_id, s.market, s.version_id, s.address,
         coalesce(s.merge, '{}'),
         coalesce(s.not_before, ${tx.now}::timestamptz), ${tx.now}::timestamptz
    from (${select}) s
  on conflict (customer_id, action_id) where action_id is not null do nothing`);

const within = (scope: MessageScope): Sql => ('cascadeId' in scope
  ? sql`m.cascade_id = ${scope.cascadeId}::bigint`
  : sql`m.customer_id = ${scope.customerId}::bigint and m.channel = ${scope.channel}
        and (${scope.productId ?? null}::integer is null or m.product_id = ${scope.productId ?? null}::integer)
        and (${scope.purpose ?? 'any'} = 'any' or m.purpose = ${scope.purpose ?? 'any'})`);

/** Takes back what has not begun to leave. A message whose intent stands is on its way and stays; see updateStopped. */
export const updateWithdrawn = (tx: Tx, scope: MessageScope, why: { code: string; record: string | null }): Promise<{ messageId: number }[]> => tx.rows(sql`
  update channels.message m
     set state = 'withdrawn', refusal = ${why.code}, refusal_record = ${why.record}, claimed_by = null
   where ${within(scope)} and (m.state in ('queued', 'claimed') or (m.state = 'failed' and ${'cascadeId' in scope})) -- nobody sends a failed one again meanwhile
  returning m.message_id`);

/** Marks what is on its way, or may be: should it not have left after all, it is withdrawn instead of being tried again. */
export const updateStopped = (tx: Tx, cascadeId: number, why: { code: string; record: string | null }): Promise<number> => tx.run(sql`
  update channels.message m set refusal = ${why.code}, refusal_record = ${why.record}
   where m.cascade_id = ${cascadeId}::bigint and m.state in ('dispatching', 'unknown')`);

/** What updateStopped marked may be tried again. */
export const updateUnstopped = (tx: Tx, cascadeId: number): Promise<number> => tx.run(sql`
  update channels.message m set refusal = null, refusal_record = null
   where m.cascade_id = ${cascadeId}::bigint and m.state in ('dispatching', 'unknown') and m.refusal = 'held'`);

/** Puts back what a hold took out; what had failed before stays failed. */
export const updateReleased = (tx: Tx, cascadeId: number): Promise<number> => tx.run(sql`
  update channels.message m
     set state = case when m.fault is null then 'queued' else 'failed' end, refusal = null, refusal_record = null
   where m.cascade_id = ${cascadeId}::bigint and m.state = 'withdrawn' and m.refusal = 'held'`);

/** Puts what failed back into the queue, with the newest text of the same document that is in force. */
export const updateSendAgain = (tx: Tx, which: { messageId: number } | { cascadeId: number; fault: string }): Promise<number> => tx.run(sql`
  update channels.message m
     set state = 'queued', failure = null, fault = null, refusal = null, refusal_record = null, tries = 0, claimed_by = null, not_before = ${tx.now}::timestamptz,
         version_id = coalesce((
           select n.version_id from content.v_version o join content.v_version n on n.document_id = o.document_id
            where o.version_id = m.version_id and n.state = 'approved' and ${tx.now}::timestamptz::date between n.valid_from and n.valid_to
            order by n.version_no desc limit 1), m.version_id)
   where m.state = 'failed' and ${'messageId' in which ? sql`m.message_id = ${which.messageId}::bigint` : sql`m.cascade_id = ${which.cascadeId}::bigint and m.fault = ${which.fault}`}`);

export type NewResponse = { readonly customerId: number; readonly messageId: number; readonly kind: string; readonly detail: string; readonly machine: boolean };

/** Says whether this is the first such response of a person; one that a machine gave before becomes hers. */
export const insertResponse = (tx: Tx, response: NewResponse): Promise<number> => tx.run(sql`
  insert into channels.response as r (customer_id, message_id, kind, detail, machine, responded_at)
  values (${response.customerId}::bigint, ${response.messageId}::bigint, ${response.kind}, ${response.detail}, ${response.machine}, ${tx.now}::timestamptz)
  on conflict (customer_id, message_id, kind, detail) do update
     set machine = false, responded_at = excluded.responded_at
   where r.machine and not excluded.machine`);

export const updateResponseInteraction = (tx: Tx, response: NewResponse, interactionId: number): Promise<number> => tx.run(sql`
  update channels.response set interaction_id = ${interactionId}::bigint
   where customer_id = ${response.customerId}::bigint and message_id = ${response.messageId}::bigint and kind = ${response.kind} and detail = ${response.detail}`);

export type NewInbound = {
  readonly customerId: number; readonly messageId: number | null; readonly internetId: string; readonly fromAddress: string; readonly subject: string;
  readonly words: string; readonly kind: InboundKind; readonly stopAsked: boolean;
};

/** Keeps a mail that came in; 0 when the same mail is there. */
export const insertInbound = (tx: Tx, inboundId: number, mail: NewInbound): Promise<number> => tx.run(sql`
  insert into channels.inbound (customer_id, inbound_id, message_id, internet_id, from_address, subject, words, kind, stop_asked, received_at)
  values (${mail.customerId}::bigint, ${inboundId}::bigint, ${mail.messageId}::bigint, ${mail.internetId}, ${mail.fromAddress}, ${mail.subject}, ${mail.words},
          ${mail.kind}, ${mail.stopAsked}, ${tx.now}::timestamptz)
  on conflict (customer_id, internet_id) do nothing`);

export const updateInboundInteraction = (tx: Tx, inbound: { readonly customerId: number; readonly inboundId: number }, interactionId: number): Promise<number> => tx.run(sql`
  update channels.inbound set interaction_id = ${interactionId}::bigint where customer_id = ${inbound.customerId}::bigint and inbound_id = ${inbound.inboundId}::bigint`);

export const nextInboundId = async (tx: Tx): Promise<number> =>
  (await tx.one<{ id: number }>(sql`select nextval('channels.message_number') as id`)).id;

/** Marks a message that had left as bounced, when the report comes later. */
export const updateBounced = (tx: Tx, messageId: number, reason: string): Promise<{ customerId: number }[]> => tx.rows(sql`
  update channels.message set state = 'bounced', failure = ${reason}, refusal = null, refusal_record = null
   where message_id = ${messageId}::bigint and state in ('sent', 'unknown', 'dispatching')
  returning customer_id`);

/** A person settles what became of a mail: it was sent, or it is to be sent again, unless its cascade was stopped meanwhile. */
export const updateSettled = (tx: Tx, messageId: number, wasSent: boolean): Promise<{ state: MessageState }[]> => tx.rows(sql`
  update channels.message
     set state = case when ${wasSent} then 'sent' when refusal is null then 'queued' else 'withdrawn' end, sent_at = case when ${wasSent} then intent_at end,
         refusal = case when ${wasSent} then null else refusal end, refusal_record = case when ${wasSent} then null else refusal_record end,
         not_before = case when ${wasSent} then not_before else ${tx.now}::timestamptz end, claimed_by = null
   where message_id = ${messageId}::bigint and state = 'unknown'
  returning state`);

export type MailboxMail = {
  readonly toAddress: string; readonly fromAddress: string; readonly subject: string; readonly html: string; readonly body: string;
  readonly headers: Readonly<Record<string, string>>; readonly internetId: string; readonly receivedAt: Instant;
};

export const insertMailbox = (tx: Tx, mails: readonly MailboxMail[]): Promise<number> => tx.run(sql`
  insert into channels.mailbox (to_address, from_address, subject, html, body, headers, internet_id, received_at)
  select x.to_address, x.from_address, x.subject, x.html, x.body, x.headers, x.internet_id, x.received_at
    from jsonb_to_recordset(${JSON.stringify(mails.map((mail) => ({
      to_address: mail.toAddress, from_address: mail.fromAddress, subject: mail.subject, html: mail.html, body: mail.body, headers: mail.headers,
      internet_id: mail.internetId, received_at: mail.receivedAt,
    })))}::jsonb) as x(to_address text, from_address text, subject text, html text, body text, headers jsonb, internet_id text, received_at timestamptz)
  on conflict do nothing`);
