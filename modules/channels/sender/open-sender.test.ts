import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { ENGINE, sql } from '#platform/db';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { recordDecisions } from '#consent';
import { IDENTITY, makeQueuedMessages, makeReaders, makeTemplate, messageStates, openFakeServer, until, type FakeServer } from '../makers.ts';
import { openTokens } from '../tokens.ts';
import type { ClaimedMessage } from '../types.ts';
import { composeMail } from './compose-mail.ts';
import { openSender } from './open-sender.ts';

const log = pino({ level: 'silent' });
const open = (db: TestDatabase, server: FakeServer) => openSender({ db, log, identity: IDENTITY, transport: { url: server.url, builtIn: false }, lanes: 4 });
const settled = async (db: TestDatabase) => (await db.owner.rows(sql`select 1 from channels.message where state in ('queued', 'claimed', 'dispatching') and not_before <= ${db.clock().toISOString()}::timestamptz`)).length === 0;

test('queued mail leaves once, with its headers, and stands on the timeline as one touch', async () => {
  await using db = await testDatabase({ max: 6 });
  const server = await openFakeServer({ keep: true });
  await makeQueuedMessages(db, await makeReaders(db, { count: 30 }));
  const sender = await open(db, server);
  await until(() => settled(db));
  await sender.close();
  await server.close();
  assert.deepEqual(await messageStates(db), { sent: 30 });
  assert.deepEqual([server.accepted.size, ...new Set(server.accepted.values())], [30, 1]);
  const touches = await db.owner.rows(sql`select 1 from interactions.interaction i join channels.message m using (customer_id, interaction_id) where i.kind = 'email_sent' and i.headline = 'GLIDIM is now covered'`);
  assert.equal(touches.length, 30);
  const mail = server.mails[0] as string;
  assert.match(mail, /^List-Unsubscribe:\s+<http:\/\/127\.0\.0\.1:8080\/api\/channels\/unsubscribe\/[0-9a-z_-]+>,\s+<mailto:reply\+/m);
  assert.match(mail, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
  assert.match(mail, /^Reply-To: reply\+[0-9a-z-]+@abc\.example/m);
  assert.match(mail, /^Message-ID: <[0-9a-z]+\.[0-9a-f]{16}@abc\.example>/m);
});

test('what the gate refuses at the last moment does not leave and keeps its record', async () => {
  await using db = await testDatabase({ max: 6 });
  const server = await openFakeServer();
  const versionId = await makeTemplate(db);
  const ids = await makeReaders(db, { count: 4 });
  const strangers = await makeReaders(db, { count: 1, from: 100, consent: false });
  await makeQueuedMessages(db, [...ids, ...strangers], { versionId });
  const withdrawn = await db.transaction(ENGINE, (tx) => recordDecisions(tx, [{ customerId: 1, channel: 'email', purpose: 'promotion', granted: false, source: 'form' }]));
  const dead = await db.owner.maybe<{ contactPointId: number }>(sql`update customers.contact_point set state = 'bounced' where customer_id = 2 returning contact_point_id`);
  await db.owner.run(sql`insert into consent.restriction (customer_id, kind, reason, source, valid_from) values (3, 'do_not_contact', 'asked', 'test', '2026-01-01')`);
  const sender = await open(db, server);
  await until(() => settled(db));
  await sender.close();
  await server.close();
  const rows = await db.owner.rows(sql`select customer_id, state, refusal, refusal_record from channels.message order by customer_id`);
  const restriction = await db.owner.one<{ restrictionId: number }>(sql`select restriction_id from consent.restriction`);
  assert.deepEqual(rows, [
    { customerId: 1, state: 'withdrawn', refusal: 'consent_withdrawn', refusalRecord: `consent.decision:${withdrawn[0]}` },
    { customerId: 2, state: 'refused', refusal: 'address_bounced', refusalRecord: `customers.contact_point:${dead?.contactPointId}` },
    { customerId: 3, state: 'refused', refusal: 'do_not_contact', refusalRecord: `consent.restriction:${restriction.restrictionId}` },
    { customerId: 4, state: 'sent', refusal: null, refusalRecord: null },
    { customerId: 100, state: 'refused', refusal: 'no_consent', refusalRecord: 'customers.customer:100' },
  ]);
  assert.equal(server.accepted.size, 1);
});

test('a cap holds although two mails to one customer wait together', async () => {
  await using db = await testDatabase({ max: 6 });
  const server = await openFakeServer();
  await db.owner.run(sql`insert into consent.rule (kind, channel, max_touches, window_days, sentence, source, valid_from) values ('cap', 'any', 2, 30, 'At most two.', 's', '2020-01-01')`);
  const ids = await makeReaders(db, { count: 3 });
  for (let round = 0; round < 4; round += 1) await makeQueuedMessages(db, ids);
  const senders = await Promise.all([open(db, server), open(db, server)]);
  await until(() => settled(db));
  await Promise.all(senders.map((sender) => sender.close()));
  await server.close();
  assert.deepEqual(await messageStates(db), { refused: 6, sent: 6 });
});

test('mail that the other side puts off waits, mail to nobody bounces, and a text with a value missing stays here', async () => {
  await using db = await testDatabase({ max: 6 });
  const answers: Record<string, { code: number; text: string }> = { 'doctor1@practice.example': { code: 451, text: '4.7.1 later' }, 'doctor2@practice.example': { code: 550, text: '5.1.1 nobody here' } };
  const server = await openFakeServer({ answer: (address) => answers[address] ?? null });
  await makeQueuedMessages(db, await makeReaders(db, { count: 3 }));
  await makeQueuedMessages(db, [3], { versionId: await makeTemplate(db, { subject: 'Covered by {{payer.name}}' }) });
  const sender = await open(db, server);
  await until(() => settled(db));
  await sender.close();
  await server.close();
  const rows = await db.owner.rows<{ customerId: number; state: string; tries: number; waits: boolean }>(sql`select customer_id, state, tries, not_before > ${db.clock().toISOString()}::timestamptz as waits from channels.message order by message_id`);
  assert.deepEqual(rows, [
    { customerId: 1, state: 'queued', tries: 1, waits: true }, { customerId: 2, state: 'bounced', tries: 1, waits: false },
    { customerId: 3, state: 'sent', tries: 1, waits: false }, { customerId: 3, state: 'failed', tries: 0, waits: false },
  ]);
  assert.equal((await db.owner.rows(sql`select 1 from events.event where type = 'message.bounced' and customer_id = 2`)).length, 1);
});

test('while the mail server is away nothing is lost, counted or guessed', async () => {
  await using db = await testDatabase({ max: 6 });
  const server = await openFakeServer();
  await server.close();
  await makeQueuedMessages(db, await makeReaders(db, { count: 5 }));
  const sender = await open(db, server);
  await until(async () => (await db.owner.rows(sql`select 1 from channels.message where failure is not null`)).length > 0);
  await sender.close();
  assert.deepEqual(await messageStates(db), { queued: 5 });
  assert.deepEqual(await db.owner.rows(sql`select distinct tries from channels.message`), [{ tries: 0 }]);
});

test('no value breaks out of a header, whatever it holds', async () => {
  const tokens = openTokens(IDENTITY.secret);
  const message: ClaimedMessage = {
    customerId: 1, messageId: 7, actionId: null, function: 'marketing', productId: null, versionId: 1, address: 'doctor@practice.example', tries: 0, consentsSeen: 0,
    givenName: 'A', familyName: 'B', credential: null, customerName: 'A B', city: null, merge: {}, productName: null, title: 'T',
  };
  const compose = (change: Partial<ClaimedMessage>, subject = 'S') => composeMail({ ...message, ...change }, { subject, html: '<p>x</p>', text: 'x' }, { tokens, identity: IDENTITY, now: new Date('2026-11-23T14:00:00Z') });
  const headersOf = (text: Buffer) => text.toString('latin1').split('\r\n\r\n')[0] as string;
  for (const bad of ['\r\nBcc: x@y.example', '\nBcc: x@y.example', '\0', '\u2028Bcc: x', '\u0085Bcc: x', '\r']) {
    await assert.rejects(compose({}, `S${bad}`), /line break/);
    await assert.rejects(compose({ address: `doctor${bad}@practice.example` }), /plain mail address/);
    assert.doesNotMatch(headersOf((await compose({ customerName: `A${bad}` })).text), /bcc/i);
  }
  await assert.rejects(compose({ address: 'a@b.example,c@d.example' }), /plain mail address/);
  assert.match(headersOf((await compose({ customerName: 'Müller, "A" <x@y.example>' })).text), /^To: [^\r]*(\r\n [^\r]*)*<doctor@practice\.example>\r$/m);
});
