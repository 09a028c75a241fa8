import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { ENGINE, sql } from '#platform/db';
import type { StoredEvent } from '#platform/events';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { recordDecisions } from '#consent';
import { handlers } from './events.ts';
import { IDENTITY, makeQueuedMessages, makeReaders, makeSentMessage, makeTemplate, messageStates } from './makers.ts';
import { findChoice, findUnsubscription, recordChoice, recordClick, recordOpen, unsubscribe } from './record-response.ts';
import { openTokens, type TokenPurpose } from './tokens.ts';

const tokens = openTokens(IDENTITY.secret);
const HUMAN = { userAgent: 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Safari/605.1.15', purpose: '' };
const make = (db: TestDatabase, purpose: TokenPurpose, messageId: number, detail = '') => tokens.make(purpose, { messageId, detail }, db.clock());
const touches = (db: TestDatabase) => db.owner.rows<{ kind: string }>(sql`select kind, headline from interactions.interaction order by interaction_id`);
const deliver = async (db: TestDatabase, type: string) => {
  const events = await db.owner.rows<StoredEvent>(sql`select event_id, customer_id, type, data from events.event where type = ${type} order by event_id`);
  for (const event of events) for (const handler of handlers.filter((one) => one.types.includes(type))) await handler.handle({ db, log: pino({ level: 'silent' }), signal: new AbortController().signal }, event);
  return events;
};

test('an opening counts once, and never when a proxy or a scanner fetched the picture', async () => {
  await using db = await testDatabase();
  const [customerId] = await makeReaders(db) as [number];
  const messageId = await makeSentMessage(db, customerId);
  const token = make(db, 'open', messageId);
  await recordOpen(db, tokens, { token, fetch: { ...HUMAN, userAgent: 'Mozilla/5.0 (via ggpht.com GoogleImageProxy)' } });
  assert.deepEqual(await touches(db), []);
  for (let time = 0; time < 3; time += 1) await recordOpen(db, tokens, { token, fetch: HUMAN });
  assert.deepEqual(await touches(db), [{ kind: 'email_opened', headline: 'Opened the mail' }]);
  assert.equal((await db.owner.rows(sql`select 1 from events.event where type = 'message.opened'`)).length, 1);
});

test('a link leads where the text on file says, and an altered one leads nowhere and records nothing', async () => {
  await using db = await testDatabase();
  const [customerId] = await makeReaders(db) as [number];
  const messageId = await makeSentMessage(db, customerId);
  assert.equal(await recordClick(db, tokens, { token: make(db, 'click', messageId, '0'), fetch: HUMAN }), 'https://www.abc.example/glidim?a=1&b=2');
  const before = (await db.owner.rows(sql`select 1 from channels.response`)).length;
  for (const token of [make(db, 'click', messageId, '7'), make(db, 'open', messageId), make(db, 'click', messageId + 1, '0'), '//evil.example', 'x']) {
    await assert.rejects(recordClick(db, tokens, { token, fetch: HUMAN }), { code: 'channels.link_invalid' });
  }
  assert.equal((await db.owner.rows(sql`select 1 from channels.response`)).length, before);
});

test('looking at a choice changes nothing; sending it puts it on her timeline, as her wish, and before the desk, once', async () => {
  await using db = await testDatabase();
  const [customerId, other] = await makeReaders(db, { count: 2 }) as [number, number];
  const owner = await makePerson(db, { role: 'field' });
  await db.owner.run(sql`insert into customers.owner (customer_id, function, user_id) values (${customerId}::bigint, 'sales', ${owner.userId}::integer)`);
  const versionId = await makeTemplate(db);
  const messageId = await makeSentMessage(db, customerId, { versionId });
  const token = make(db, 'choice', messageId, '1');
  assert.equal((await findChoice(db, tokens, token)).label, 'I would like a visit');
  assert.deepEqual(await touches(db), []);
  await recordChoice(db, tokens, token);
  await recordChoice(db, tokens, token);
  await recordChoice(db, tokens, make(db, 'choice', await makeSentMessage(db, other, { versionId }), '2'));
  assert.deepEqual(await touches(db), [{ kind: 'choice', headline: 'Chose “I would like a visit”' }, { kind: 'choice', headline: 'Chose “I have a question”' }]);
  assert.deepEqual(await db.owner.rows(sql`select customer_id, kind, channel from interactions.wish`), [{ customerId, kind: 'visit_requested', channel: 'visit' }]);
  assert.equal((await deliver(db, 'message.choice')).length, 2);
  await deliver(db, 'message.choice');
  assert.deepEqual(await db.owner.rows(sql`select customer_id, kind, owner_id, title from work.task`), [{ customerId, kind: 'visit_request', ownerId: owner.userId, title: 'Plan a visit' }]);
  assert.deepEqual(await db.owner.rows(sql`select customer_id, kind, function from work."case"`), [{ customerId: other, kind: 'question', function: 'contact_centre' }]);
});

test('unsubscribing withdraws consent at once and stops what is queued, for the product or for all; looking does not', async () => {
  await using db = await testDatabase();
  const [customerId, other] = await makeReaders(db, { count: 2 }) as [number, number];
  const messageId = await makeSentMessage(db, customerId);
  await makeQueuedMessages(db, [customerId, other]);
  await makeQueuedMessages(db, [customerId], { productId: null });
  const token = make(db, 'unsubscribe', messageId);
  await findUnsubscription(db, tokens, token);
  assert.deepEqual(await messageStates(db), { queued: 3, sent: 1 });
  await unsubscribe(db, tokens, { token, scope: 'product' });
  assert.deepEqual(await messageStates(db), { queued: 2, sent: 1, withdrawn: 1 });
  await unsubscribe(db, tokens, { token, scope: 'product' });
  assert.equal((await db.owner.rows(sql`select 1 from consent.decision where not granted`)).length, 1);
  await unsubscribe(db, tokens, { token, scope: 'all' });
  assert.deepEqual(await messageStates(db), { queued: 1, sent: 1, withdrawn: 2 });
  assert.equal((await db.owner.rows(sql`select 1 from events.event where type = 'message.unsubscribed'`)).length, 2);
  // She may allow it again, and the same old link must then work again.
  db.setNow('2026-11-24T14:00:00.000Z');
  await db.transaction(ENGINE, (tx) => recordDecisions(tx, [{ customerId, channel: 'email', purpose: 'promotion', granted: true, source: 'form' }]));
  db.setNow('2026-11-25T14:00:00.000Z');
  await unsubscribe(db, tokens, { token, scope: 'all' });
  assert.deepEqual(await db.owner.rows(sql`select granted from consent.decision where customer_id = ${customerId}::bigint and product_id is null order by decision_id desc limit 1`), [{ granted: false }]);
});

test('an answer in the mail that ends mail withdraws consent at once, and is no case', async () => {
  await using db = await testDatabase();
  const [customerId] = await makeReaders(db) as [number];
  const versionId = await makeTemplate(db, { choices: [{ code: 'visit', label: 'Visit' }, { code: 'no_email', label: 'No more e-mail about GLIDIM', desk: 'marketing' }] });
  const messageId = await makeSentMessage(db, customerId, { versionId });
  await makeQueuedMessages(db, [customerId], { versionId: await makeTemplate(db) });
  await recordChoice(db, tokens, make(db, 'choice', messageId, '2'));
  await deliver(db, 'message.choice');
  assert.deepEqual(await db.owner.rows(sql`select granted, source from consent.decision where source <> 'form'`), [{ granted: false, source: 'choice_in_mail' }]);
  assert.deepEqual([await messageStates(db), await db.owner.rows(sql`select 1 from work."case"`)], [{ sent: 1, withdrawn: 1 }, []]);
});

test('consent withdrawn by any door stops queued mail', async () => {
  await using db = await testDatabase();
  const ids = await makeReaders(db, { count: 2 });
  await makeQueuedMessages(db, ids);
  const marketing = await makePerson(db, { role: 'marketing' });
  await db.transaction(marketing, (tx) => recordDecisions(tx, [{ customerId: ids[0] as number, channel: 'any', purpose: 'any', granted: false, source: 'phone' }]));
  await deliver(db, 'consent.withdrawn');
  assert.deepEqual(await messageStates(db), { queued: 1, withdrawn: 1 });
});
