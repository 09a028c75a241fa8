import { SMTPServer } from 'smtp-server';
import { ENGINE, sql } from '#platform/db';
import { makeProduct, type TestDatabase } from '#platform/testing';
import { queueMessagesFrom } from './queue-messages.ts';
import { openTokens } from './tokens.ts';
import type { Choice, MailIdentity } from './types.ts';

export const IDENTITY: MailIdentity = {
  secret: 's'.repeat(64), mailFrom: 'ABC Pharmaceuticals <hello@abc.example>', mailDomain: 'abc.example', ownUrl: 'http://127.0.0.1:8080',
  company: { name: 'ABC Pharmaceuticals', address: '1 Test Street, New York, NY 10001' },
};

const CHOICES: readonly Choice[] = [
  { code: 'visit', label: 'I would like a visit', desk: 'sales' }, { code: 'question', label: 'I have a question', desk: 'contact_centre' },
];

const BODY = `<mjml><mj-body><mj-section><mj-column>
<mj-text>Dear {{customer.salutation}}, {{product.name}} is covered. <a href="https://www.abc.example/glidim?a=1&amp;b=2">Read more</a></mj-text>
<mj-button href="{{links.choice.1}}">I would like a visit</mj-button><mj-button href="{{links.choice.2}}">I have a question</mj-button>
<mj-text>{{company.name}}, {{company.address}}. <a href="{{links.unsubscribe}}">Unsubscribe</a></mj-text>
</mj-column></mj-section></mj-body></mjml>`;

/** An approved mail text; returns its version. */
export async function makeTemplate(db: TestDatabase, given: { body?: string; subject?: string; title?: string; choices?: readonly Choice[] } = {}): Promise<number> {
  const now = db.clock().toISOString();
  const { body = BODY, subject = 'GLIDIM is covered', title = 'GLIDIM is now covered', choices = CHOICES } = given;
  const { versionId } = await db.owner.one<{ versionId: number }>(sql`
    with d as (insert into content.document (code, kind, title, function) values (gen_random_uuid()::text, 'email_template', ${title}, 'marketing') returning document_id)
    insert into content.version (document_id, version_no, state, subject, body, choices, valid_from, valid_to, digest, created_at)
    select document_id, 1, 'approved', ${subject}, ${body}, ${JSON.stringify(choices)}::jsonb, '2026-01-01', '2027-12-31', 'd', ${now}::timestamptz from d returning version_id`);
  return versionId;
}

/** Prescribers who allow e-mail, with an address each: customer ids from `from` on. */
export async function makeReaders(db: TestDatabase, { count = 1, from = 1, consent = true }: { count?: number; from?: number; consent?: boolean } = {}): Promise<number[]> {
  const now = db.clock().toISOString();
  const ids = Array.from({ length: count }, (_, index) => from + index);
  await db.owner.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, given_name, family_name, source, created_at, updated_at)
    select id, 'hcp', 'Dr Test ' || id, 'test ' || id, 'Test', 'Number ' || id, 'test', ${now}::timestamptz, ${now}::timestamptz from unnest(${ids}::bigint[]) id`);
  await db.owner.run(sql`insert into customers.contact_point (customer_id, kind, value, source, recorded_at)
    select id, 'email', 'doctor' || id || '@practice.example', 'test', ${now}::timestamptz from unnest(${ids}::bigint[]) id`);
  if (consent) {
    await db.owner.run(sql`insert into consent.decision (customer_id, channel, purpose, granted, basis, source, effective_at, recorded_at)
      select id, 'email', 'promotion', true, 'consent', 'form', '2026-01-01', '2026-01-01' from unnest(${ids}::bigint[]) id`);
  }
  return ids;
}

/** One queued mail for each of these customers; returns the message ids in their order. */
export async function makeQueuedMessages(db: TestDatabase, customerIds: readonly number[], given: { versionId?: number; productId?: number | null; cascadeId?: number } = {}): Promise<number[]> {
  const versionId = given.versionId ?? await makeTemplate(db);
  const productId = given.productId === undefined ? await makeProduct(db) : given.productId;
  await db.transaction(ENGINE, (tx) => queueMessagesFrom(tx, sql`
    select c.customer_id, null::bigint as action_id, ${given.cascadeId ?? null}::bigint as cascade_id, 'marketing' as function, 'promotion' as purpose, ${productId}::integer as product_id,
           'US' as market, ${versionId}::integer as version_id, p.value as address, null::timestamptz as not_before, null::jsonb as merge
      from unnest(${customerIds}::bigint[]) with ordinality c(customer_id, place)
      join customers.v_contact_point p on p.customer_id = c.customer_id and p.kind = 'email'
     order by c.place`));
  const rows = await db.owner.rows<{ messageId: number }>(sql`select message_id from channels.message where customer_id = any(${customerIds}::bigint[]) and version_id = ${versionId}::integer order by message_id`);
  return rows.map((row) => row.messageId);
}

export const messageStates = async (db: TestDatabase): Promise<Record<string, number>> => Object.fromEntries(
  (await db.owner.rows<{ state: string; count: number }>(sql`select state, count(*) as count from channels.message group by state order by state`)).map((row) => [row.state, row.count]));

export type FakeServer = {
  readonly url: string;
  /** Message-ID → how often it was accepted. */
  readonly accepted: Map<string, number>;
  readonly mails: string[];
  close(): Promise<void>;
};

/** A mail server of the outside world that counts what it accepts. `answer` may refuse by address. */
export async function openFakeServer({ answer, slowMs = 0, keep = false }: { answer?: (address: string) => { code: number; text: string } | null; slowMs?: number; keep?: boolean } = {}): Promise<FakeServer> {
  const accepted = new Map<string, number>();
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false, closeTimeout: 200,
    onRcptTo({ address }, _session, done) {
      const refused = answer?.(address);
      done(refused ? Object.assign(new Error(refused.text), { responseCode: refused.code }) : null);
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => setTimeout(() => {
        const text = Buffer.concat(chunks).toString('latin1');
        const id = /^Message-ID:\s*(<[^>]+>)/im.exec(text)?.[1] ?? '';
        accepted.set(id, (accepted.get(id) ?? 0) + 1);
        if (keep) mails.push(text);
        done();
      }, slowMs));
    },
  });
  server.on('error', () => undefined); // a killed client resets its connection
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
  const { port } = server.server.address() as { port: number };
  return { url: `smtp://127.0.0.1:${port}?ignoreTLS=true`, accepted, mails, close: () => new Promise((resolve) => { server.close(() => resolve()); }) };
}

/** Waits until something holds; fails after `ms`. */
export async function until(holds: () => Promise<boolean> | boolean, ms = 8_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!await holds()) {
    if (Date.now() > deadline) throw new Error('It did not come about in time');
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

/** A mail that left an hour ago; returns its number. */
export async function makeSentMessage(db: TestDatabase, customerId: number, given: { versionId?: number; productId?: number | null } = {}): Promise<number> {
  const [messageId] = await makeQueuedMessages(db, [customerId], given) as [number];
  const sentAt = new Date(db.clock().getTime() - 3_600_000).toISOString();
  await db.owner.run(sql`update channels.message set state = 'sent', sent_at = ${sentAt}::timestamptz, intent_at = ${sentAt}::timestamptz,
    internet_id = ${openTokens(IDENTITY.secret).internetId(messageId, IDENTITY.mailDomain)} where message_id = ${messageId}::bigint`);
  return messageId;
}
