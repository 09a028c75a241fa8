import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { ENGINE, sql } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { IDENTITY, makeQueuedMessages, makeReaders, makeTemplate, messageStates, openFakeServer, until } from './makers.ts';
import { releaseMessages, withdrawMessages } from './queue-messages.ts';
import { listMessages, readOutbox } from './reads.ts';
import { sendAgain, sendAllAgain } from './send-again.ts';
import { claimMessages } from './sender/claim-messages.ts';
import { markMessages, writeIntents } from './sender/mark-messages.ts';
import { openSender } from './sender/open-sender.ts';
import { insertSender } from './sender/sender-sql.ts';
import { settleUnknown } from './settle-unknown.ts';
import type { Delivery } from './rules/classify-delivery.ts';
import { faultOf } from './rules/fault-of.ts';
import { hardnessOf } from './rules/hardness-of.ts';

async function sendAll(db: TestDatabase, answer?: (address: string) => { code: number; text: string } | null): Promise<void> {
  const server = await openFakeServer(answer ? { answer } : {});
  const sender = await openSender({ db, log: pino({ level: 'silent' }), identity: IDENTITY, transport: { url: server.url, builtIn: false }, lanes: 4 });
  await until(async () => (await db.owner.rows(sql`select 1 from channels.message where state in ('queued', 'claimed', 'dispatching') and not_before <= ${db.clock().toISOString()}::timestamptz`)).length === 0);
  await sender.close();
  await server.close();
}

const CAUSE = 'content.field_missing:payer.name';

test('a value that one recipient lacks fails her mail alone; once the text is mended all of that cause are sent again', async () => {
  await using db = await testDatabase({ max: 6 });
  const versionId = await makeTemplate(db, { subject: 'Covered by {{payer.name}}' });
  const ids = await makeReaders(db, { count: 4 });
  const messages = await makeQueuedMessages(db, ids, { versionId, cascadeId: 7 });
  await db.owner.run(sql`update channels.message set merge = '{"payer.name": "Empire Health"}' where customer_id = 1`);
  await sendAll(db);
  assert.deepEqual(await messageStates(db), { failed: 3, sent: 1 });
  const marketing = await makePerson(db, { role: 'marketing' });
  const { faults } = await db.read(marketing, readOutbox);
  assert.deepEqual(faults, [{ fault: CAUSE, cascadeId: 7, title: 'GLIDIM is now covered', count: 3 }]);
  const listed = await db.read(marketing, (tx) => listMessages(tx, { fault: CAUSE, cascadeId: 7, limit: 10 }));
  assert.deepEqual(listed.rows.map((row) => row.failure), Array.from({ length: 3 }, () => '{{payer.name}} has no value.'));
  // A next version of the same document does without the value.
  const { versionId: mended } = await db.owner.one<{ versionId: number }>(sql`
    insert into content.version (document_id, version_no, state, subject, body, choices, valid_from, valid_to, digest, created_at)
    select document_id, 2, 'approved', 'Covered', body, choices, valid_from, valid_to, 'd2', created_at from content.version where version_id = ${versionId} returning version_id`);
  assert.deepEqual(await sendAllAgain(db, marketing, { cascadeId: 7, fault: CAUSE, reason: 'the text no longer asks for it' }), { queued: 3 });
  await assert.rejects(sendAllAgain(db, marketing, { cascadeId: 7, fault: CAUSE, reason: 'again' }), { code: 'channels.not_failed' });
  await sendAll(db);
  assert.deepEqual(await messageStates(db), { sent: 4 });
  assert.deepEqual(await db.owner.rows(sql`select version_id, fault, failure from channels.message where message_id = ${messages[3]}`), [{ versionId: mended, fault: null, failure: null }]);
  const [entry] = await db.owner.rows<{ rows: number; reason: string }>(sql`select rows, reason from audit.entry where action = 'channels.send_again'`);
  assert.deepEqual(entry, { rows: 3, reason: 'the text no longer asks for it' });
});

test('a mail sent again passes the gate again', async () => {
  await using db = await testDatabase({ max: 6 });
  const [messageId] = await makeQueuedMessages(db, await makeReaders(db)) as [number];
  await sendAll(db, () => ({ code: 554, text: '5.7.1 not today' }));
  assert.deepEqual(await db.owner.rows(sql`select state, fault from channels.message`), [{ state: 'failed', fault: 'channels.server_refused' }]);
  await db.owner.run(sql`insert into consent.restriction (customer_id, kind, reason, source, valid_from) values (1, 'do_not_contact', 'asked', 'test', '2026-01-01')`);
  await sendAgain(db, await makePerson(db, { role: 'marketing' }), { messageId, reason: 'their server is mended' });
  await sendAll(db);
  assert.deepEqual(await db.owner.rows(sql`select state, refusal from channels.message`), [{ state: 'refused', refusal: 'do_not_contact' }]);
});

test('what nobody knows of, what was sent and what is held is not sent again', async () => {
  await using db = await testDatabase();
  const ids = await makeReaders(db, { count: 3 });
  const [unknown, sent, failed] = await makeQueuedMessages(db, ids, { cascadeId: 7 }) as [number, number, number];
  await db.owner.run(sql`update channels.message set state = case message_id when ${unknown} then 'unknown' when ${sent} then 'sent' else 'failed' end, fault = case message_id when ${failed} then 'channels.gave_up' end`);
  const marketing = await makePerson(db, { role: 'marketing' });
  const again = (messageId: number) => sendAgain(db, marketing, { messageId, reason: 'try again' });
  await assert.rejects(again(unknown), { code: 'channels.unsettled' });
  await assert.rejects(again(sent), { code: 'channels.not_failed' });
  await db.transaction(ENGINE, (tx) => withdrawMessages(tx, { cascadeId: 7 }, { code: 'held' }));
  await assert.rejects(again(failed), { code: 'channels.not_failed' });
  await db.transaction(ENGINE, (tx) => releaseMessages(tx, { cascadeId: 7 }));
  assert.deepEqual(await messageStates(db), { failed: 1, sent: 1, unknown: 1 }, 'what had failed before a hold is failed after it');
  assert.equal((await again(failed)).state, 'queued');
  await assert.rejects(sendAgain(db, await makePerson(db, { role: 'contact_centre' }), { messageId: 999_999, reason: 'no such mail' }), { code: 'request.not_found' });
});

test('a dead address is told from one that may get through another day, and a fault of ours from one of the mail', () => {
  for (const dead of ['550 5.1.1 nobody here', 'smtp; 550 5.1.10 no such recipient', '5.1.1', '550 user unknown', '5.2.1 disabled']) assert.equal(hardnessOf(dead), 'hard', dead);
  for (const alive of ['552 5.2.2 mailbox full', '550 5.7.1 blocked by policy', '4.2.2', 'smtp; 554 5.4.7 timed out']) assert.equal(hardnessOf(alive), 'soft', alive);
  assert.equal(faultOf(Object.assign(new Error('x'), { code: 'content.field_missing', details: { field: 'plan.name' } })), 'content.field_missing:plan.name');
  assert.equal(faultOf(new TypeError('x')), 'channels.not_composed');
  for (const code of ['57P01', 'ECONNRESET', '08006']) assert.equal(faultOf(Object.assign(new Error('x'), { code })), null, code);
});

test('when the due mail of a cascade has left, that is told once; what waits for the morning does not keep it back', async () => {
  await using db = await testDatabase({ max: 6 });
  await makeQueuedMessages(db, await makeReaders(db, { count: 12 }), { cascadeId: 7 });
  await db.owner.run(sql`update channels.message set not_before = ${new Date(db.clock().getTime() + 3_600_000).toISOString()}::timestamptz where customer_id = 12`);
  await sendAll(db);
  assert.deepEqual(await messageStates(db), { queued: 1, sent: 11 });
  assert.deepEqual(await db.owner.rows(sql`select customer_id, data from events.event where type = 'message.left'`), [{ customerId: 0, data: { cascadeId: 7 } }]);
});

test('a mail to an address that came back is refused by that address at the claim', async () => {
  await using db = await testDatabase({ max: 6 });
  const [customerId] = await makeReaders(db) as [number];
  await makeQueuedMessages(db, [customerId]);
  const { contactPointId } = await db.owner.one<{ contactPointId: number }>(sql`update customers.contact_point set state = 'bounced', state_at = '2026-11-20' where customer_id = ${customerId} returning contact_point_id`);
  await sendAll(db);
  assert.deepEqual(await db.owner.rows(sql`select state, refusal, refusal_record from channels.message`), [{ state: 'refused', refusal: 'address_bounced', refusalRecord: `customers.contact_point:${contactPointId}` }]);
});

test('a mail that was on its way when its cascade was stopped is not tried again, whoever brings it back', async () => {
  await using db = await testDatabase({ max: 6 });
  const ids = await makeReaders(db, { count: 4 });
  const [deferred, , , person] = await makeQueuedMessages(db, ids, { cascadeId: 7 }) as [number, number, number, number];
  const senderId = 1;
  await db.transaction(ENGINE, (tx) => insertSender(tx, { senderId, host: 'here', transport: 'built_in' }).then(() => tx.markAudited()));
  const claimed = await claimMessages(db, senderId, 10);
  await writeIntents(db, senderId, claimed.map((message) => ({ message, internetId: `<${message.messageId}@test>` })));
  assert.equal(await db.transaction(ENGINE, (tx) => withdrawMessages(tx, { cascadeId: 7 }, { code: 'held' })), 0, 'all are on their way');
  const deliveries: Delivery[] = [{ kind: 'deferred', reason: '451 later' }, { kind: 'failed', reason: '554 no', fault: 'channels.server_refused' }, { kind: 'sent' }, { kind: 'unknown', reason: 'no answer' }];
  await markMessages(db, senderId, claimed.map((message, index) => ({ message, delivery: deliveries[index] as Delivery })));
  assert.deepEqual(await messageStates(db), { sent: 1, unknown: 1, withdrawn: 2 });
  assert.equal((await settleUnknown(db, await makePerson(db, { role: 'contact_centre' }), { messageId: person, outcome: 'send_again', reason: 'their log has nothing' })).state, 'withdrawn');
  await db.transaction(ENGINE, (tx) => releaseMessages(tx, { cascadeId: 7 }));
  assert.deepEqual(await messageStates(db), { failed: 1, queued: 2, sent: 1 });
  assert.deepEqual(await db.owner.rows(sql`select message_id from channels.message where state = 'queued' order by 1`), [{ messageId: deferred }, { messageId: person }]);
  assert.deepEqual(await db.owner.rows(sql`select 1 from channels.message where refusal is not null`), []);
});
