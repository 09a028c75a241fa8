import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import type { Policy, SignIn } from '#platform/auth';
import { sql } from '#platform/db';
import { buildServer } from '#platform/http';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { visibleCustomers } from '#customers';
import { routes, setPost } from './index.ts';
import { IDENTITY, makeReaders, makeSentMessage, messageStates } from './makers.ts';
import { getPost } from './post.ts';
import type { TokenPurpose } from './tokens.ts';

const policy: Policy = {
  tables: {}, fields: {}, classes: { marketing: ['open', 'contact'], visitor: [] } as unknown as Policy['classes'],
  permissions: Object.fromEntries(routes.map((one) => [one.permission, one.permission === 'channels:replies' ? ['contact_centre'] : ['marketing']])) as Policy['permissions'],
};

async function serve(db: TestDatabase) {
  setPost({ identity: IDENTITY, builtIn: true, inboundPort: null });
  const marketing = await makePerson(db, { role: 'marketing' });
  const signIn = { findSession: async (headers: Headers) => (headers.get('x-signed-in') ? { actor: marketing, person: { role: 'marketing' } } : null) } as unknown as SignIn;
  const app = await buildServer({ db, routes, policy, signIn, visibleCustomers, log: pino({ level: 'silent' }) });
  const link = (path: string, purpose: TokenPurpose, messageId: number, detail = '') => `/api/channels/${path}/${getPost().tokens.make(purpose, { messageId, detail }, db.clock())}`;
  return { app, link, [Symbol.asyncDispose]: () => app.close() };
}

const FOREIGN = { 'user-agent': 'Mozilla/5.0 Safari/605', origin: 'https://mail.example', 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' };

test('one click in a mail program unsubscribes, as RFC 8058 has it; following the link only asks', async () => {
  await using db = await testDatabase({ max: 6 });
  const [customerId] = await makeReaders(db) as [number];
  const messageId = await makeSentMessage(db, customerId);
  await using served = await serve(db);
  const { app, link } = served;
  const url = link('unsubscribe', 'unsubscribe', messageId);
  const page = await app.inject({ method: 'GET', url, headers: { 'user-agent': 'scanner' } });
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /<form method="post" action="\?scope=product"><button>End mail about GLIDIM<\/button>/);
  assert.match(String(page.headers['content-security-policy']), /default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/);
  assert.equal((await db.owner.rows(sql`select 1 from consent.decision where not granted`)).length, 0);
  const done = await app.inject({ method: 'POST', url, headers: FOREIGN, payload: 'List-Unsubscribe=One-Click' });
  assert.equal(done.statusCode, 200);
  assert.match(done.body, /You get no more of this mail/);
  assert.equal((await db.owner.rows(sql`select 1 from consent.decision where not granted`)).length, 1);
});

test('a choice is asked for by GET and sent by POST; a link leads out; an altered link is a page that says so and changes nothing', async () => {
  await using db = await testDatabase({ max: 6 });
  const [customerId] = await makeReaders(db) as [number];
  const messageId = await makeSentMessage(db, customerId);
  await using served = await serve(db);
  const { app, link } = served;
  const choice = link('choice', 'choice', messageId, '1');
  assert.match((await app.inject({ method: 'GET', url: choice })).body, /<h1>I would like a visit<\/h1>/);
  assert.equal((await db.owner.rows(sql`select 1 from channels.response`)).length, 0);
  assert.match((await app.inject({ method: 'POST', url: choice, headers: FOREIGN, payload: '' })).body, /We have your answer/);
  const click = await app.inject({ method: 'GET', url: link('c', 'click', messageId, '0'), headers: { 'user-agent': FOREIGN['user-agent'] } });
  assert.deepEqual([click.statusCode, click.headers['location']], [302, 'https://www.abc.example/glidim?a=1&b=2']);
  const pixel = await app.inject({ method: 'GET', url: link('o', 'open', messageId), headers: { 'user-agent': FOREIGN['user-agent'] } });
  assert.equal(pixel.headers['content-type'], 'image/gif');
  assert.equal((await db.owner.rows(sql`select 1 from channels.response`)).length, 3);
  for (const url of [`${choice}0`, choice.replace('choice', 'c'), choice.replace('choice', 'unsubscribe')]) {
    const refused = await app.inject({ method: 'GET', url, headers: { 'user-agent': FOREIGN['user-agent'] } });
    assert.deepEqual([refused.statusCode, /This link is not valid/.test(refused.body)], [404, true], url);
  }
  assert.equal((await db.owner.rows(sql`select 1 from channels.response`)).length, 3);
});

test('a mail of which nobody can know is settled by a person, once, with a reason', async () => {
  await using db = await testDatabase({ max: 6 });
  const ids = await makeReaders(db, { count: 2 }) as [number, number];
  const [first, second] = [await makeSentMessage(db, ids[0]), await makeSentMessage(db, ids[1])];
  await db.owner.run(sql`update channels.message set state = 'unknown', sent_at = null`);
  await using served = await serve(db);
  const { app } = served;
  const headers = { 'x-signed-in': '1', 'content-type': 'application/json' };
  const settle = (messageId: number, outcome: string, reason = 'Their log has it') => app.inject({ method: 'POST', url: `/api/channels/unknown/${messageId}/settlement`, headers, payload: { outcome, reason } });
  assert.equal((await app.inject({ method: 'GET', url: '/api/channels/unknown', headers })).json().rows.length, 2);
  assert.equal((await settle(first, 'was_sent', '')).statusCode, 400);
  assert.deepEqual((await settle(first, 'was_sent')).json(), { messageId: first, state: 'sent' });
  assert.deepEqual((await settle(second, 'send_again')).json(), { messageId: second, state: 'queued' });
  assert.equal((await settle(first, 'send_again')).statusCode, 409);
  assert.deepEqual(await messageStates(db), { queued: 1, sent: 1 });
  assert.deepEqual(await db.owner.rows(sql`select action, reason from audit.entry where action in ('channels.settle_as_sent', 'channels.send_again') order by entry_id`), [
    { action: 'channels.settle_as_sent', reason: 'Their log has it' }, { action: 'channels.send_again', reason: 'Their log has it' },
  ]);
  assert.equal((await db.owner.rows(sql`select 1 from interactions.interaction where kind = 'email_sent'`)).length, 1);
  const outbox = (await app.inject({ method: 'GET', url: '/api/channels/outbox', headers })).json();
  assert.deepEqual([outbox.states, outbox.senders], [[{ state: 'queued', count: 1 }, { state: 'sent', count: 1 }], null]);
  assert.equal((await app.inject({ method: 'GET', url: '/api/channels/inbound', headers })).statusCode, 403);
});
