import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { z } from 'zod';
import type { Policy } from '#platform/auth';
import { audit } from '#platform/audit';
import { ROLES, sql, type Actor, type Role } from '#platform/db';
import { Problem } from '#platform/problem';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { buildServer, clearAnswers, route } from './index.ts';

const person = z.object({ name: z.string(), email: z.string(), version: z.number() }).meta({ resource: 'access.person' });
const policy: Policy = {
  permissions: { 'people:read': ['administrator', 'field', 'marketing'], 'people:change': ['administrator'] },
  classes: Object.fromEntries(ROLES.map((role) => [role, role === 'administrator' ? ['open', 'contact'] : ['open']])) as unknown as Policy['classes'],
  tables: {}, fields: { 'access.person': { email: 'contact' } },
};

const routes = [
  route({
    method: 'GET', path: '/people/me', permission: 'people:read', summary: 'Who asks', input: z.object({ wait: z.coerce.number().max(1).default(0) }), output: z.object({ userId: z.number().nullable(), role: z.string(), me: person }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const seen = await tx.one<{ userId: number; role: string }>(sql`select access.user_id() as user_id, current_user::text as role, pg_sleep(${input.wait})::text as waited`);
      if (input.wait > 0) throw new Problem('request.not_found'); // the transaction ends in the middle
      return { ...seen, me: { name: 'Me', email: 'me@abc.example', version: 1, secret: 'never declared, never sent' } };
    }),
  }),
  route({
    method: 'POST', path: '/people/notes', permission: 'people:change', summary: 'A note', status: 201, input: z.object({ text: z.string().max(20) }), output: z.object({ entries: z.number() }),
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      await audit(tx, { action: 'people.note', resource: 'access.person', after: input });
      return tx.one<{ entries: number }>(sql`select count(*)::integer as entries from audit.entry`);
    }),
  }),
  route({
    method: 'POST', path: '/people/notes/slow', permission: 'people:change', summary: 'A note that takes a while', status: 201, input: z.object({ text: z.string() }), output: z.object({}),
    handle: ({ db, actor }) => db.transaction(actor, async (tx) => {
      await audit(tx, { action: 'people.note', resource: 'access.person' });
      return tx.one(sql`select pg_sleep(0.3)::text as slept`);
    }),
  }),
];

async function serve(db: TestDatabase) {
  const signIn = {
    findSession: async (headers: Headers) => {
      const [role, userId] = (headers.get('x-as') ?? '').split(':');
      return role ? { actor: { kind: 'person', role: role as Role, userId: Number(userId) } satisfies Actor, person: { userId: Number(userId) } } : null;
    },
    handle: async () => new Response(null, { status: 404 }),
  };
  const app = await buildServer({ db, routes, policy, signIn: signIn as never, visibleCustomers: async () => new Set(), log: pino({ level: 'silent' }) });
  const ask = (as: string, { method = 'GET', url = '/api/people/me', headers = {}, payload }: { method?: 'GET' | 'POST'; url?: string; headers?: Record<string, string>; payload?: object | string } = {}) =>
    app.inject({ method, url, headers: { 'x-as': as, ...headers }, ...(payload === undefined ? {} : { payload }) });
  return { app, ask, [Symbol.asyncDispose]: () => app.close() };
}

test('requests of many people over two connections, some ended in the middle, never act as somebody else', async () => {
  await using db = await testDatabase({ max: 2 });
  await using served = await serve(db);
  const asked = Array.from({ length: 400 }, (_, index) => ({ userId: 1 + (index % 50), role: (['administrator', 'field', 'marketing'] as const)[index % 3] as Role, ends: index % 20 === 7 }));
  const answers = await Promise.all(asked.map(({ userId, role, ends }) => served.ask(`${role}:${userId}`, { url: `/api/people/me${ends ? '?wait=0.001' : ''}` })));
  for (const [index, { userId, role, ends }] of asked.entries()) {
    const answer = answers[index]!;
    if (ends) assert.equal(answer.statusCode, 404);
    else assert.deepEqual([answer.json().userId, answer.json().role], [userId, `tutti_${role}`]);
  }
});

test('a field leaves only when the schema knows it and the role may see its class', async () => {
  await using db = await testDatabase();
  await using served = await serve(db);
  assert.deepEqual((await served.ask('administrator:1')).json().me, { name: 'Me', email: 'me@abc.example', version: 1 });
  assert.deepEqual((await served.ask('field:1')).json().me, { name: 'Me', version: 1 });
});

test('who has an answer already is told so by its tag, and a tag of another role’s answer does not fit', async () => {
  await using db = await testDatabase();
  await using served = await serve(db);
  const tag = String((await served.ask('administrator:1')).headers['etag']);
  const again = await served.ask('administrator:1', { headers: { 'if-none-match': `"other", W/${tag}` } });
  assert.deepEqual([again.statusCode, again.body], [304, '']);
  assert.equal((await served.ask('field:1', { headers: { 'if-none-match': tag } })).statusCode, 200);
});

test('the same change asked for twice with its key is made once; another content under the key is refused', async () => {
  await using db = await testDatabase({ max: 4 });
  await using served = await serve(db);
  const note = (text: string, key: string) => served.ask('administrator:1', { method: 'POST', url: '/api/people/notes', headers: { 'idempotency-key': key }, payload: { text } });
  const [first, second] = await Promise.all([note('hello', 'k1'), note('hello', 'k1')]);
  const statuses = [first.statusCode, second.statusCode];
  assert.ok(statuses.includes(201) && statuses.every((status) => status === 201 || status === 409), `one that comes while the other is under way is told so: ${statuses.join()}`);
  const later = await note('hello', 'k1');
  assert.deepEqual([later.statusCode, later.json()], [201, { entries: 1 }]);
  assert.equal((await note('another', 'k1')).json().code, 'request.key_reused');
  assert.equal((await served.ask('administrator:2', { method: 'POST', url: '/api/people/notes', headers: { 'idempotency-key': 'k1' }, payload: { text: 'theirs' } })).statusCode, 201, 'a key is one’s own');
  assert.equal((await db.owner.rows(sql`select from audit.entry`)).length, 2);
  db.setNow('2027-03-01T00:00:00Z');
  assert.equal(await clearAnswers(db), 2);
});

test('of two that take a request up again whose first try died, one alone runs', async () => {
  await using db = await testDatabase({ max: 6 });
  await using served = await serve(db);
  const note = () => served.ask('administrator:1', { method: 'POST', url: '/api/people/notes/slow', headers: { 'idempotency-key': 'k1' }, payload: { text: 'hello' } });
  await note();
  await db.owner.run(sql`update http.answer set status = null, body = null, created_at = '-infinity'`); // as a process leaves it that died
  const statuses = (await Promise.all([note(), note(), note(), note()])).map((answer) => answer.statusCode);
  assert.ok(statuses.every((status) => status === 201 || status === 409), statuses.join());
  assert.equal((await db.owner.rows(sql`select from audit.entry`)).length, 2, 'the one that died and one more');
});

test('a request that is not allowed, not ours or not in shape says so and changes nothing', async () => {
  await using db = await testDatabase();
  await using served = await serve(db);
  const post = (as: string, headers: Record<string, string>, payload: object | string) => served.ask(as, { method: 'POST', url: '/api/people/notes', headers, payload });
  const code = async (answer: Promise<{ statusCode: number; json(): { code: string } }>) => { const got = await answer; return [got.statusCode, got.json().code]; };
  assert.deepEqual(await code(post('', {}, { text: 'x' })), [401, 'request.not_signed_in']);
  assert.deepEqual(await code(post('field:2', {}, { text: 'x' })), [403, 'request.not_allowed']);
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'no url at all' }, { 'sec-fetch-site': 'cross-site' }]) {
    assert.deepEqual(await code(post('administrator:1', headers as unknown as Record<string, string>, { text: 'x' })), [403, 'request.cross_site'], JSON.stringify(headers));
  }
  const unknown = await post('administrator:1', {}, { text: 'x', created_by: 9 });
  assert.deepEqual([unknown.statusCode, unknown.json().fields[0].field], [400, 'created_by']);
  const long = await post('administrator:1', {}, { text: 'x'.repeat(21) });
  assert.deepEqual([long.statusCode, long.json().fields[0].field], [400, 'text']);
  assert.equal((await post('administrator:1', { 'content-type': 'text/plain' }, '{"text":"x"}')).statusCode, 400);
  assert.equal((await post('administrator:1', { 'content-type': 'application/json' }, '{"text":')).statusCode, 400);
  assert.equal((await db.owner.rows(sql`select from audit.entry`)).length, 0);
});

test('an address that is none is answered as every other that is not there', async () => {
  await using db = await testDatabase();
  await using served = await serve(db);
  const [broken, missing] = await Promise.all([served.ask('marketing:1', { url: '/api/people/%' }), served.ask('marketing:1', { url: '/api/people/nowhere' })]);
  assert.equal(broken.statusCode, 404);
  assert.match(String(broken.headers['content-type']), /^application\/problem\+json/);
  assert.equal(broken.json().code, missing.json().code);
});
