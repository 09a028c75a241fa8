import assert from 'node:assert/strict';
import { get } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { ZodType } from 'zod';
import { setPost } from '#channels';
import { sql, type Role } from '#platform/db';
import type { Route } from '#platform/http';
import { routes as moduleRoutes } from './modules.ts';
import { isWrite, nameOf } from './leak/requests.ts';
import { ownRoutes } from './own-routes.ts';
import { policy } from './policy.ts';
import { openSignInWorld, PASSWORD, type Browser, type SignInWorld, type Somebody } from './sign-in-world.ts';

// What holds for every route alike, asked of the real server: each case is one request, so that hundreds of them take seconds.

let world: SignInWorld;
before(async () => {
  setPost({ identity: { secret: 'x'.repeat(64), mailFrom: 'ABC <hello@abc.example>', mailDomain: 'abc.example', ownUrl: 'http://localhost', company: { name: 'ABC', address: '1 Example Plaza' }, dkim: undefined }, builtIn: true, inboundPort: null });
  world = await openSignInWorld({ routes: moduleRoutes });
});
after(() => world[Symbol.asyncDispose]());

const all = (world: SignInWorld): readonly Route[] => [...ownRoutes({ policy, accounts: [], signIn: world.signIn, send: null, key: {} as never }), ...moduleRoutes];
const pathOf = ({ path }: Route) => path.replace(/:(\w+)/g, '1');

/** Sends bytes as they are; a client that is no browser writes what it likes. */
function raw(world: SignInWorld, text: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(world.address).port), '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.on('data', (chunk: Buffer) => { got += chunk.toString(); });
    socket.on('error', reject);
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(got)?.[1] ?? 0), body: got.slice(got.indexOf('\r\n\r\n') + 4) }));
  });
}

/** How many rows each table has: what was written by no route is seen here. */
async function sizes(world: SignInWorld): Promise<string> {
  const tables = await world.db.owner.rows<{ name: string }>(sql`
    select quote_ident(schemaname) || '.' || quote_ident(relname) as name from pg_stat_user_tables where schemaname !~ '^(graphile_worker|pg_|platform)' and schemaname || '.' || relname not in ('audit.link', 'audit.unsealed', 'audit.entry') order by 1`);
  const counts = sql.trusted(tables.map(({ name }) => `select '${name}' as t, count(*) as n, coalesce(md5(string_agg(r::text, '' order by r::text)), '') as h from ${name} r`).join(' union all '));
  return JSON.stringify(await world.db.owner.rows(sql`select * from (${counts}) c order by 1`));
}

/** What may not be in an answer, whatever was asked. */
const BETRAYS = /at (?:async )?[\w.]+ \(?(?:file:|\/|node:)|node_modules|\.ts:\d+|select .+ from|insert into|syntax error|relation "|PostgreSQL|pg_|stack|fastify|FST_|ECONN|violates/i;

test('a change that another site asks for, or that comes as a form or as text, is refused by every route; and no GET writes', async () => {
  const adam = await world.make('administrator');
  const browser = world.browser();
  await browser.enter(adam.email);
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
  const writes = all(world).filter(isWrite);
  assert.ok(writes.length > 80, `${writes.length} routes`);
  const before = await sizes(world);
  const foreign: readonly Readonly<Record<string, string>>[] = [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }];
  const faults: string[] = [];
  for (const origin of [`${world.address}.evil.example`, world.address.replace('localhost', 'localhost.'), world.address.replace(/\d$/, ''), 'nonsense', '']) assert.equal((await browser.ask('POST /sign-in/out', {}, { origin })).status, 403, origin);
  for (const route of writes.filter(({ crossSite }) => !crossSite)) {
    const answers = await Promise.all(foreign.map((headers) => fetch(`${world.address}/api${pathOf(route)}`, { method: route.method, headers: { cookie, 'content-type': 'application/json', ...headers }, body: '{}' })));
    answers.forEach((answer, i) => { if (answer.status !== 403) faults.push(`${nameOf(route)} ${JSON.stringify(foreign[i])}: ${answer.status}`); });
    if (route.stream) continue;
    const forms = await Promise.all(['text/plain', 'application/x-www-form-urlencoded'].map((type) => fetch(`${world.address}/api${pathOf(route)}`, { method: route.method, headers: { cookie, 'content-type': type }, body: '{"a":1}' })));
    forms.forEach((answer) => { if (answer.status < 400) faults.push(`${nameOf(route)} as a form: ${answer.status}`); });
  }
  for (const route of all(world).filter((one) => !isWrite(one))) { // a token in the path opens nothing here: it is a number
    const { status } = await browser.ask(`GET ${pathOf(route)}`);
    if (status >= 500) faults.push(`${nameOf(route)}: ${status}`);
  }
  assert.deepEqual(faults, []);
  assert.equal(await sizes(world), before, 'nothing was written');
});

test('no other origin may read, every answer carries its headers, and what is personal is kept in no cache', async () => {
  for (const origin of ['https://evil.example', 'null', world.address]) {
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await fetch(`${world.address}/api/session`, { method, headers: { origin, 'access-control-request-method': 'POST' } });
      assert.deepEqual([...headers.keys()].filter((name) => name.startsWith('access-control-')), [], `${method} ${origin}`);
    }
  }
  const { email } = await world.make('marketing');
  const browser = world.browser();
  const { headers } = await browser.enter(email);
  for (const cookie of headers.getSetCookie()) assert.match(cookie, /^tutti_\w+=[\w-]*; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
  for (const path of ['/session', '/account', '/persons', '/nothing', '/sign-in/ways', '/openapi.json']) {
    const answer = await browser.ask(`GET ${path}`);
    const one = (name: string) => answer.headers.get(name) ?? '';
    const rules = one('content-security-policy').split(';');
    for (const rule of ["default-src 'self'", "script-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "require-trusted-types-for 'script'", 'trusted-types default']) assert.ok(rules.includes(rule), `${path}: ${rule}`);
    assert.doesNotMatch(rules.find((rule) => rule.startsWith('script-src ')) ?? '', /unsafe|http|\*|data:/, path);
    assert.deepEqual([one('x-content-type-options'), one('referrer-policy'), one('cross-origin-opener-policy'), one('cross-origin-resource-policy'), one('x-frame-options')], ['nosniff', 'no-referrer', 'same-origin', 'same-origin', 'DENY'], path);
    assert.equal(one('strict-transport-security'), '', 'said over TLS alone');
    if (answer.status === 200 && path !== '/openapi.json') assert.equal(one('cache-control'), 'no-store', path);
    assert.equal(one('x-powered-by') + one('server'), '', path);
  }
});

type Columns = { readonly table: string; readonly columns: readonly string[] };

test('no route takes a field that it does not name: neither a column of a table nor what changes an object', async () => {
  const { columns } = await world.db.owner.one<Columns>(sql`select array_agg(distinct column_name::text) as columns from information_schema.columns where table_schema !~ '^(pg_|information_schema|graphile_worker|platform)'`);
  const camel = columns.map((name) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));
  const extra = [...new Set([...columns, ...camel, 'constructor', 'prototype', 'tenant_id', 'tenantId', 'id', 'isAdmin'])];
  const faults: string[] = [];
  for (const route of all(world).filter(isWrite)) {
    const named = Object.keys(route.input.shape);
    const strict = route.input.strict() as ZodType;
    const foreign = extra.filter((one) => !named.includes(one));
    const parsed = strict.safeParse(Object.fromEntries(foreign.map((name) => [name, 1])));
    const refused = new Set(parsed.error?.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [])));
    faults.push(...foreign.filter((name) => !refused.has(name)).map((name) => `${nameOf(route)} takes ${name}`));
    for (const own of ['createdBy', 'created_by', 'actorId', 'actorRole']) if (named.includes(own)) faults.push(`${nameOf(route)} lets the caller say ${own}`);
    const evil = strict.safeParse(JSON.parse('{"__proto__":{"polluted":1}}'));
    if (evil.success && (evil.data as { polluted?: number }).polluted) faults.push(`${nameOf(route)} takes a prototype`);
  }
  assert.deepEqual(faults, []);
  assert.equal(({} as { polluted?: number }).polluted, undefined);
  const answer = await fetch(`${world.address}/api/sign-in/password`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"email":"a@abc.example","password":"x","__proto__":{"role":"administrator"}}' });
  assert.equal(answer.status, 400);
});

test('guard and handler read every request alike: types, doubled keys, odd targets and lines lead to one verdict', async () => {
  const ada = await world.make('field');
  const browser = world.browser();
  await browser.enter(ada.email);
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
  const ask = (line: string, { headers = '', body = '' } = {}) => raw(world, `${line} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nConnection: close\r\n${headers}${body ? `Content-Length: ${Buffer.byteLength(body)}\r\n` : ''}\r\n${body}`);
  for (const target of ['/api/sign-in/locks', '/api//sign-in/locks', '//api/sign-in/locks', '/api/sign-in/./locks', '/api/x/../sign-in/locks', '/api/sign-in%2Flocks', '/api/sign-in/locks/', '/api/sign-in/locks;a=b', '/api/SIGN-IN/LOCKS', '/api/sign-in/%6cocks', '/api/sign-in/locks%00', '/api/sign-in/locks?x=1', 'http://evil.example/api/sign-in/locks', '/api\\sign-in\\locks']) {
    const { status, body } = await ask(`GET ${target}`);
    assert.ok([400, 403, 404].includes(status), `${target}: ${status}`);
    assert.doesNotMatch(body, BETRAYS, target);
  }
  const wrongTypes = ['application/json ; charset=utf-8', ' application/json', 'application/json\t', 'application/json;', 'application/json; charset=utf-7', 'Application/JSON', 'application/jsonx', 'application/json, text/plain', 'application/problem+json', 'x/y', ''];
  const before = await sizes(world);
  for (const type of wrongTypes) {
    const { status } = await ask('POST /api/account/keys', { headers: `Content-Type: ${type}\r\n`, body: '{"name":"x","scopes":["persons:read"],"days":1,"userId":1}' });
    assert.ok(status >= 400 && status < 500, `${JSON.stringify(type)}: ${status}`); // refused as a type, as a field too many, or for want of a proof: never taken
  }
  assert.equal(await sizes(world), before);
  for (const body of ['{"sessionId":"a","sessionId":1}', '{"sessionId":["a"]}', '{"sessionId":{"$ne":""}}', '[]', '"x"', 'null', '{', '{"a":1}{"b":2}', '\u0000']) {
    const { status, body: said } = await ask('POST /api/account/sessions/end', { headers: 'Content-Type: application/json\r\n', body });
    assert.ok(status < 500, `${body}: ${status} ${said}`);
  }
  assert.equal((await ask('GET /api/persons?limit=1&limit=9999')).status, 400, 'a parameter that stands twice is no number');
  assert.equal((await ask('GET /api/persons?limit=1000')).status, 400);
  const twice = await raw(world, `GET /api/persons HTTP/1.1\r\nHost: localhost\r\nCookie: tutti_session=${'A'.repeat(43)}; ${cookie}\r\nConnection: close\r\n\r\n`);
  assert.equal(twice.status, 401, 'two sessions at once are none');
  assert.equal((await raw(world, `POST /api/account/sessions/end HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET /api/account HTTP/1.1\r\nHost: localhost\r\n\r\n`)).status, 400, 'two lengths are none');
});

test('whatever is sent to a route, the answer betrays nothing of the inside, and the log holds no secret', async () => {
  const ada = await world.make('contact_centre');
  const seeds = { password: 'SEED-password-47a1 of hers', code: 'SEED-code-9c22', header: 'SEED-header-aa81', query: 'SEED-query-1f0d' };
  const faults: string[] = [];
  const junk: readonly unknown[] = [{ '\u0000': '\u0000' }, { name: '\r\nlevel: 60 forged' }, Object.fromEntries(['customerId', 'q', 'text', 'reason', 'name', 'email', 'limit', 'cursor', 'token', 'userId'].map((key) => [key, `${seeds.password}'"\u0000<script>%00`]))];
  const roles: readonly Role[] = ['administrator', 'contact_centre', 'marketing', 'medical', 'field', 'safety', 'steward', 'reviewer'];
  const browsers = new Map<Role, Browser>();
  for (const role of roles) {
    const browser = world.browser({ 'x-seed': seeds.header });
    await browser.enter((await world.make(role)).email);
    browsers.set(role, browser);
  }
  await Promise.all(all(world).map(async (route) => {
    const browser = browsers.get(roles.find((role) => route.permission === 'public' || policy.permissions[route.permission]?.includes(role)) ?? 'administrator')!;
    const odd = route.path.includes(':') ? [route.path.replace(/:\w+/g, '%27%22%00'), route.path.replace(/:\w+/g, '99999999999999999999')] : [];
    const answers = await Promise.all([
      ...odd.map((path) => browser.ask(`${route.method} ${path}`, isWrite(route) ? {} : undefined)),
      ...(isWrite(route) ? junk.map((body) => browser.ask(`${route.method} ${pathOf(route)}`, body)) : [browser.ask(`GET ${pathOf(route)}?q=${seeds.query}%00%27&cursor=${seeds.query}&limit=-1&customerId=x`)]),
    ]);
    for (const { status, body } of answers) {
      const said = JSON.stringify(body);
      if (status >= 500 || (status >= 400 && BETRAYS.test(said))) faults.push(`${nameOf(route)}: ${status} ${said.slice(0, 300)}`);
    }
  }));
  assert.deepEqual(faults, []);
  const visitor = world.browser();
  await visitor.ask('POST /sign-in/password', { email: ada.email, password: seeds.password });
  await visitor.ask('POST /sign-in/code', { code: seeds.code });
  await visitor.ask('POST /sign-in/invitation', { token: 'SEED-token-55e0-0123456789' });
  await visitor.ask('GET /persons', undefined, { authorization: `Bearer tutti_SEED${'x'.repeat(39)}` });
  await pause(50);
  const log = world.logged.join('\n');
  for (const seed of [...Object.values(seeds), 'SEED-token-55e0', 'tutti_SEED', PASSWORD, ada.email]) assert.ok(!log.includes(seed), `the log holds ${seed}`);
  assert.ok(world.logged.every((line) => { JSON.parse(line); return !line.includes('forged'); }), 'one line an entry, made by nobody else');
});

test('fifty sign-ins at once are all answered, and other requests meanwhile: how soon is measured, since tests share their machine', async (t) => {
  await world.db.owner.run(sql`delete from auth.guess`);
  const people: Somebody[] = [];
  for (let i = 0; i < 12; i += 1) people.push(await world.make('field'));
  const [reader] = people;
  const browser = world.browser();
  await browser.enter(reader!.email);
  for (let i = 0; i < 20; i += 1) await browser.ask('GET /session'); // warm
  let busy = true;
  const storm = Promise.all(Array.from({ length: 48 }, (_, i) => world.browser().enter(people[i % 12]!.email))).then((answers) => { busy = false; return answers; });
  const took: number[] = [];
  while (busy) { const at = performance.now(); await browser.ask('GET /session'); took.push(performance.now() - at); await pause(5); }
  assert.ok((await storm).every(({ status }) => status === 200 || status === 429));
  const sorted = took.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)]!;
  t.diagnostic(`${took.length} requests meanwhile, p50 ${sorted[sorted.length >> 1]!.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
});

type Reading = { readonly lastAt: () => number; readonly size: () => number; readonly ended: Promise<void>; readonly began: Promise<void>; readonly goOn: () => void };

/** Begins to read, and keeps when the last byte came; a file waits after its first bytes until it goes on. */
async function beginReading(world: SignInWorld, browser: Browser, path: string): Promise<Reading> {
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
  let [lastAt, size] = [0, 0];
  const [began, ended, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  get(`${world.address}/api${path}`, { headers: { cookie } }, (answer) => {
    answer.on('data', (chunk: Buffer) => {
      [lastAt, size] = [performance.now(), size + chunk.length];
      if (path !== '/live' && size === chunk.length) { answer.pause(); void going.promise.then(() => answer.resume()); }
      began.resolve();
    });
    answer.on('close', () => { began.resolve(); ended.resolve(); });
    answer.on('error', () => undefined);
  });
  return { lastAt: () => lastAt, size: () => size, began: began.promise, ended: ended.promise, goOn: going.resolve };
}

test('who loses the right while a file and a live page are open is sent no more of either: put out of work, in another role, or with the session ended', async (t) => {
  const at = world.db.clock().toISOString();
  const [rows, long] = [30_000, 'Long Name '.repeat(60)]; // more than the buffers of two sockets hold
  await world.db.owner.run(sql`insert into customers.customer (kind, name, sort_name, specialty_name, source, created_at, updated_at) select 'hcp', 'Dr ' || n, 'dr ' || lpad(n::text, 6, '0'), ${long}, 'test', ${at}::timestamptz, ${at}::timestamptz from generate_series(1, ${rows}::integer) n`);
  const ways: Readonly<Record<string, (somebody: Somebody) => Promise<unknown>>> = {
    'put out of work': ({ userId }) => world.db.owner.run(sql`update access.person set state = 'inactive' where user_id = ${userId}`),
    'in another role': ({ userId }) => world.db.owner.run(sql`update access.person set role = 'safety' where user_id = ${userId}`),
    'session ended': ({ accountId }) => world.db.owner.run(sql`delete from auth.session where account_id = ${accountId}`),
  };
  const readers = [];
  for (const [way, revoke] of Object.entries(ways)) {
    const somebody = await world.make('marketing');
    const browser = world.browser();
    await browser.enter(somebody.email);
    const [file, live] = [await beginReading(world, browser, '/lists/export?list=/customers&format=ndjson'), await beginReading(world, browser, '/live')];
    await Promise.all([file.began, live.began]);
    readers.push({ way, revoke, somebody, file, live });
  }
  for (const { revoke, somebody } of readers) await revoke(somebody);
  const committed = performance.now();
  await pause(5_000);
  readers.forEach(({ file }) => file.goOn());
  await Promise.all(readers.flatMap(({ file, live }) => [file.ended, live.ended]));
  for (const { way, file } of readers) assert.ok(file.size() > 0 && file.size() < rows * long.length, `${way}: the file broke off, ${file.size()} bytes`);
  t.diagnostic(`A10: ${readers.map(({ way, live, file }) => `${way}: the live page's last byte ${Math.max(0, Math.round(live.lastAt() - committed))} ms after the commit, the file broke off at ${(file.size() / 1e6).toFixed(1)} of ${(rows * long.length / 1e6).toFixed(0)} MB`).join('; ')}`);
  if (process.env['TUTTI_THOROUGH'] === '1') assert.ok(readers.every(({ live }) => live.lastAt() - committed <= 5_000)); // eslint-disable-line -- time is judged in the thorough run alone
});
