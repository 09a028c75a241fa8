import { sql, type Instant, type Tx } from '#platform/db';
import { fromCursor, toPage } from '#platform/http';
import { instantAfter } from '#platform/time';
import type { Choice, InboundKind, MessageState } from './types.ts';

export type MailVersion = { readonly versionId: number; readonly subject: string; readonly body: string; readonly choices: readonly Choice[]; readonly citation: string };

/** The text that a mail is made of. */
export const findVersion = (tx: Tx, versionId: number): Promise<MailVersion> => tx.one(sql`
  select version_id, coalesce(subject, '') as subject, body, choices, citation from content.v_version where version_id = ${versionId}::integer`);

export type LinkedMessage = {
  readonly customerId: number; readonly messageId: number; readonly actionId: number | null; readonly cascadeId: number | null; readonly channel: string; readonly function: string; readonly purpose: string;
  readonly productId: number | null; readonly productName: string | null; readonly market: string; readonly versionId: number; readonly state: MessageState;
  readonly address: string; readonly sentAt: Instant | null; readonly intentAt: Instant | null; readonly interactionId: number | null; readonly title: string; readonly body: string; readonly choices: readonly Choice[];
};

/** The message behind a link. */
export const findLinked = (tx: Tx, messageId: number): Promise<LinkedMessage | undefined> => tx.maybe(sql`
  select m.customer_id, m.message_id, m.action_id, m.cascade_id, m.channel, m.function, m.purpose, m.product_id, p.name as product_name, m.market, m.version_id, m.state,
         m.address, m.sent_at, m.intent_at, m.interaction_id, v.title, v.body, v.choices
    from channels.message m
    join content.v_version v on v.version_id = m.version_id
    left join products.v_product p on p.product_id = m.product_id
   where m.message_id = ${messageId}::bigint`);

/** Which of our messages carry one of these Message-IDs. */
export const findByInternetIds = (tx: Tx, ids: readonly string[]): Promise<{ messageId: number }[]> => tx.rows(sql`
  select message_id from channels.message where internet_id = any(${ids}::text[]) order by message_id desc limit 1`);

/** Whose address it is; the oldest record when several share it. */
export const findByAddress = (tx: Tx, address: string): Promise<{ customerId: number } | undefined> => tx.maybe(sql`
  select c.customer_id from customers.ids_by_email(${address}) k join customers.v_customer c using (customer_id)
   where c.status = 'active' order by c.customer_id limit 1`);

export const findContactPoint = (tx: Tx, customerId: number, address: string): Promise<{ contactPointId: number } | undefined> => tx.maybe(sql`
  select contact_point_id from customers.v_contact_point where customer_id = ${customerId}::bigint and kind = 'email' and lower(value) = lower(${address}) limit 1`);

export const findOwner = (tx: Tx, customerId: number, fn: string): Promise<{ userId: number } | undefined> => tx.maybe(sql`
  select o.user_id from customers.v_owner o join access.v_person p using (user_id)
   where o.customer_id = ${customerId}::bigint and o.function = ${fn} and p.state = 'active'`);

export type MessageRow = {
  readonly customerId: number; readonly messageId: number; readonly customerName: string | null; readonly cascadeId: number | null; readonly function: string; readonly purpose: string;
  readonly productId: number | null; readonly productName: string | null; readonly versionId: number; readonly title: string; readonly state: MessageState; readonly refusal: string | null;
  readonly refusalRecord: string | null; readonly failure: string | null; readonly fault: string | null; readonly tries: number; readonly queuedAt: Instant; readonly notBefore: Instant; readonly intentAt: Instant | null; readonly sentAt: Instant | null;
};

export type MessageQuery = {
  readonly state?: MessageState; readonly refusal?: string; readonly fault?: string; readonly cascadeId?: number; readonly customerId?: number; readonly limit: number; readonly cursor?: string;
};

/** The outbox, newest first. */
export async function listMessages(tx: Tx, query: MessageQuery): Promise<{ rows: MessageRow[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 1);
  const rows = await tx.rows<MessageRow>(sql`
    select m.customer_id, m.message_id, c.name as customer_name, m.cascade_id, m.function, m.purpose, m.product_id, p.name as product_name, m.version_id, v.title, m.state, m.refusal,
           m.refusal_record, m.failure, m.fault, m.tries, m.queued_at, m.not_before, m.intent_at, m.sent_at
      from channels.message m
      join content.v_version v on v.version_id = m.version_id
      left join customers.v_customer c on c.customer_id = m.customer_id
      left join products.v_product p on p.product_id = m.product_id
     where (${query.state ?? null}::text is null or m.state = ${query.state ?? null})
       and (${query.refusal ?? null}::text is null or m.refusal = ${query.refusal ?? null})
       and (${query.fault ?? null}::text is null or m.fault = ${query.fault ?? null})
       and (${query.cascadeId ?? null}::bigint is null or m.cascade_id = ${query.cascadeId ?? null}::bigint)
       and (${query.customerId ?? null}::bigint is null or m.customer_id = ${query.customerId ?? null}::bigint)
       and (${after?.[0] ?? null}::bigint is null or m.message_id < ${after?.[0] ?? null}::bigint)
     order by m.message_id desc limit ${query.limit + 1}::integer`);
  return toPage(rows, query.limit, (row) => [row.messageId]);
}

export type OutboxFigures = {
  readonly states: readonly { readonly state: MessageState; readonly count: number }[];
  readonly refusals: readonly { readonly refusal: string; readonly count: number }[];
  readonly faults: readonly { readonly fault: string; readonly cascadeId: number | null; readonly title: string; readonly count: number }[];
  readonly responses: readonly { readonly kind: string; readonly machine: boolean; readonly count: number }[];
  readonly oldestDueAt: Instant | null;
  readonly lastSentAt: Instant | null;
  readonly senders: readonly { readonly senderId: number; readonly host: string; readonly transport: string; readonly startedAt: Instant }[] | null; // for the administrator
  readonly since: Instant;
};

const WINDOW_DAYS = 30; // what a page counts is bounded

/** Delivery over the last 30 days, in counts. */
export async function readOutbox(tx: Tx): Promise<OutboxFigures> {
  const since = instantAfter(tx.now, -WINDOW_DAYS);
  const states = await tx.rows<{ state: MessageState; count: number }>(sql`
    select state, count(*) as count from channels.message
     where queued_at > ${since}::timestamptz or state in ('queued', 'claimed', 'dispatching', 'unknown', 'failed') group by state order by state`);
  const refusals = await tx.rows<{ refusal: string; count: number }>(sql`
    select refusal, count(*) as count from channels.message
     where queued_at > ${since}::timestamptz and state in ('refused', 'withdrawn') and refusal is not null group by refusal order by count desc, refusal limit 20`);
  // What failed stays listed until somebody sends it again or takes it back, however long that takes.
  const faults = await tx.rows<OutboxFigures['faults'][number]>(sql`
    select m.fault, m.cascade_id, string_agg(distinct v.title, ', ') as title, count(*) as count
      from channels.message m join content.v_version v on v.version_id = m.version_id
     where m.state = 'failed' and m.fault is not null group by m.fault, m.cascade_id order by count(*) desc, m.fault limit 20`);
  const responses = await tx.rows<{ kind: string; machine: boolean; count: number }>(sql`
    select kind, machine, count(distinct message_id) as count from channels.response where responded_at > ${since}::timestamptz group by kind, machine order by kind, machine`);
  const { oldestDueAt, lastSentAt } = await tx.one<{ oldestDueAt: Instant | null; lastSentAt: Instant | null }>(sql`
    select (select min(not_before) from channels.message where state = 'queued' and not_before <= ${tx.now}::timestamptz) as oldest_due_at,
           (select max(sent_at) from channels.message where state = 'sent' and queued_at > ${since}::timestamptz) as last_sent_at`);
  const senders = tx.actor.role === 'administrator'
    ? await tx.rows<NonNullable<OutboxFigures['senders']>[number]>(sql`select sender_id, host, transport, started_at from channels.sender where ended_at is null order by sender_id`)
    : null;
  return { states, refusals, faults, responses, oldestDueAt, lastSentAt, senders, since };
}

export type InboundRow = {
  readonly customerId: number; readonly inboundId: number; readonly customerName: string | null; readonly messageId: number | null; readonly kind: InboundKind; readonly subject: string;
  readonly words: string; readonly fromAddress: string; readonly stopAsked: boolean; readonly receivedAt: Instant;
};

/** Mail that came in, newest first; `words` are what was written. */
export async function listInbound(tx: Tx, query: { kind?: InboundKind; limit: number; cursor?: string }): Promise<{ rows: InboundRow[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 1);
  const rows = await tx.rows<InboundRow>(sql`
    select i.customer_id, i.inbound_id, c.name as customer_name, i.message_id, i.kind, i.subject, i.words, i.from_address, i.stop_asked, i.received_at
      from channels.inbound i left join customers.v_customer c on c.customer_id = i.customer_id
     where (${query.kind ?? null}::text is null or i.kind = ${query.kind ?? null}) and (${after?.[0] ?? null}::bigint is null or i.inbound_id < ${after?.[0] ?? null}::bigint)
     order by i.inbound_id desc limit ${query.limit + 1}::integer`);
  return toPage(rows, query.limit, (row) => [row.inboundId]);
}

export type MailboxRow = { readonly mailboxId: number; readonly toAddress: string; readonly fromAddress: string; readonly subject: string; readonly customerId: number | null; readonly customerName: string | null; readonly receivedAt: Instant };
export type MailboxMailRow = MailboxRow & { readonly html: string; readonly body: string; readonly headers: Readonly<Record<string, string>>; readonly internetId: string };

const OF_WHOM = sql.trusted(`left join lateral (
  select c.customer_id, c.name from customers.ids_by_email(b.to_address) k join customers.v_customer c using (customer_id) order by c.customer_id limit 1) c on true`);

/** The built-in mailbox, newest first; `address` keeps one doctor's. */
export async function listMailbox(tx: Tx, query: { address?: string; limit: number; cursor?: string }): Promise<{ rows: MailboxRow[]; nextCursor: string | null }> {
  const after = fromCursor(query.cursor, 1);
  const rows = await tx.rows<MailboxRow>(sql`
    select b.mailbox_id, b.to_address, b.from_address, b.subject, b.received_at, c.customer_id, c.name as customer_name
      from (select mailbox_id, to_address, from_address, subject, received_at from channels.mailbox
             where (${query.address ?? null}::text is null or lower(to_address) like lower(${query.address ?? ''}) || '%')
               and (${after?.[0] ?? null}::bigint is null or mailbox_id < ${after?.[0] ?? null}::bigint)
             order by mailbox_id desc limit ${query.limit + 1}::integer) b
      ${OF_WHOM}
     order by b.mailbox_id desc`);
  return toPage(rows, query.limit, (row) => [row.mailboxId]);
}

export const findMailboxMail = (tx: Tx, mailboxId: number): Promise<MailboxMailRow | undefined> => tx.maybe(sql`
  select b.mailbox_id, b.to_address, b.from_address, b.subject, b.html, b.body, b.headers, b.internet_id, b.received_at, c.customer_id, c.name as customer_name
    from channels.mailbox b ${OF_WHOM}
   where b.mailbox_id = ${mailboxId}::bigint`);

export type WithdrawalScope = { readonly customerId: number; readonly purpose: string; readonly productId: number | null; readonly market: string };

/** Whether the newest decision of exactly this scope is a withdrawal already. */
export const hasWithdrawn = async (tx: Tx, scope: WithdrawalScope): Promise<boolean> => {
  const newest = await tx.maybe<{ granted: boolean }>(sql`
    select granted from consent.v_decision
     where customer_id = ${scope.customerId}::bigint and channel = 'email' and purpose = ${scope.purpose} and product_id is not distinct from ${scope.productId}::integer
       and market = ${scope.market} and effective_at <= ${tx.now}::timestamptz and (expires_at is null or expires_at > ${tx.now}::timestamptz)
     order by effective_at desc, granted, decision_id desc limit 1`);
  return newest?.granted === false;
};
