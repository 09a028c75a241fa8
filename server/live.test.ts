import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { visibleCustomers } from '#customers';
import { ENGINE, sql, type Actor } from '#platform/db';
import { emit } from '#platform/events';
import { announce, buildServer } from '#platform/http';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { policy } from './policy.ts';

const TERRITORY = 10;
const ELSEWHERE = 20;

type Listener = { readonly topics: string[]; readonly ended: Promise<void>; until(topic: string): Promise<void>; close(): void };

/** Listens like a page does, over a real connection. */
async function listen(address: string, who: string): Promise<Listener> {
  const stop = new AbortController();
  const response = await fetch(`${address}/api/live`, { headers: { 'x-who': who }, signal: stop.signal });
  assert.equal(response.status, 200);
  const topics: string[] = [];
  const waiting: (() => void)[] = [];
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      for (const [, topic = ''] of value.matchAll(/"topic":"([^"]+)"/g)) topics.push(topic);
      for (const wake of waiting.splice(0)) wake();
    }
  };
  const ended = read().catch(() => undefined);
  return {
    topics, ended, close: () => stop.abort(),
    async until(topic) {
      while (!topics.includes(topic)) await new Promise<void>((resolve) => { waiting.push(resolve); });
    },
  };
}

/** The program's HTTP side, with sessions that the test may revoke. */
async function serve(db: TestDatabase) {
  const [administrator, field] = [await makePerson(db, { role: 'administrator' }), await makePerson(db, { role: 'field' })];
  await db.owner.run(sql`insert into customers.customer (customer_id, kind, name, sort_name, source, created_at, updated_at)
    select n, 'hcp', 'Dr ' || n, 'dr ' || n, 'test', ${db.clock().toISOString()}::timestamptz, ${db.clock().toISOString()}::timestamptz from unnest(array[${TERRITORY}, ${ELSEWHERE}]::bigint[]) n`);
  await db.owner.run(sql`insert into access.membership (user_id, customer_id) values (${field.userId}, ${TERRITORY})`);
  const sessions = new Map<string, Actor>([['administrator', administrator], ['field', field]]);
  const signIn = { findSession: async (headers: Headers) => { const actor = sessions.get(headers.get('x-who') ?? ''); return actor ? { actor } : null; }, handle: async () => new Response(null, { status: 404 }) };
  const app = await buildServer({ db, routes: [], policy, signIn: signIn as never, visibleCustomers, log: pino({ level: 'silent' }) });
  const address = await app.listen({ port: 0 });
  return { address, sessions, [Symbol.asyncDispose]: () => app.close() };
}

test('a page hears of what its reader may see, and of nothing else', async () => {
  await using db = await testDatabase({ max: 6 });
  await using served = await serve(db);
  const [all, territory] = [await listen(served.address, 'administrator'), await listen(served.address, 'field')];
  await db.transaction(ENGINE, async (tx) => {
    await announce(tx, { topic: 'consent.elsewhere', customerId: ELSEWHERE, permission: 'consent:read' });
    await emit(tx, { type: 'thing.elsewhere', customerId: ELSEWHERE, key: 'a' });
  });
  await db.transaction(ENGINE, async (tx) => {
    await announce(tx, { topic: 'consent.mine', customerId: TERRITORY, permission: 'consent:read' });
    await announce(tx, { topic: 'people.changed', permission: 'audit:read' });
    await emit(tx, { type: 'thing.mine', customerId: TERRITORY, key: 'b' });
  });
  await Promise.all([territory.until('consent.mine'), territory.until('thing.mine'), all.until('thing.elsewhere'), all.until('people.changed')]);
  assert.deepEqual(territory.topics.toSorted(), ['consent.mine', 'thing.mine']);
  all.close();
  territory.close();
});

test('pages hear on after their connection to the database was lost, over one connection and no more', async () => {
  await using db = await testDatabase({ max: 6 });
  await using served = await serve(db);
  const page = await listen(served.address, 'administrator');
  const listening = async () => (await db.owner.rows<{ pid: number }>(sql`select pid from pg_stat_activity where datname = current_database() and query like 'listen tutti%'`)).map((row) => row.pid);
  const [before = 0] = await listening();
  await db.owner.one(sql`select pg_terminate_backend(${before}::integer)`);
  while (!(await listening()).some((pid) => pid !== before)) await pause(50);
  await pause(200); // whoever else had begun to listen again would do so now
  assert.equal((await listening()).length, 1);
  await db.transaction(ENGINE, (tx) => emit(tx, { type: 'thing.after', customerId: 0, key: 'a' }));
  await page.until('thing.after');
  page.close();
});

test('a page whose session ends is cut off while it listens', async () => {
  await using db = await testDatabase({ max: 6 });
  await using served = await serve(db);
  const page = await listen(served.address, 'administrator');
  served.sessions.delete('administrator');
  await page.ended;
  await db.transaction(ENGINE, (tx) => emit(tx, { type: 'thing.later', customerId: 0, key: 'a' }));
  assert.deepEqual(page.topics, []);
  assert.equal((await fetch(`${served.address}/api/live`, { headers: { 'x-who': 'administrator' } })).status, 401);
});
