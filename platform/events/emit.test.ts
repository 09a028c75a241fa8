import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINE, sql } from '#platform/db';
import { makePerson, testDatabase } from '#platform/testing';
import { sealAudit, verifyAudit } from '#platform/audit';
import { emit, emitNew, handledOnce } from './index.ts';

test('a fact that arrives twice with its key is one event with one audit entry and one job', async () => {
  await using db = await testDatabase();
  const actor = await makePerson(db, { role: 'market_access' });
  const once = () => db.transaction(actor, (tx) => emit(tx, { type: 'formulary.won', customerId: 7, key: 'letter-1', data: { tier: 2 } }));
  const first = await once();
  assert.ok(first);
  assert.equal(await once(), null);
  assert.deepEqual(await db.owner.rows(sql`select event_id, type, actor_id from events.event`), [{ eventId: first, type: 'formulary.won', actorId: actor.userId }]);
  assert.equal((await db.owner.rows(sql`select from audit.entry`)).length, 1);
  assert.equal((await db.owner.rows(sql`select from graphile_worker.jobs`)).length, 1);
});

test('many facts at once are an event, an audit entry and a job each; one that was there before takes all of them back', async () => {
  await using db = await testDatabase();
  const actor = await makePerson(db, { role: 'market_access' });
  const facts = (keys: readonly string[]) => keys.map((key, place) => ({ type: 'formulary.changed', customerId: 7 + place, key, data: { tier: place } }));
  const written = (keys: readonly string[]) => db.transaction(actor, (tx) => emitNew(tx, facts(keys)));
  const ids = await written(['a', 'b', 'c']);
  assert.deepEqual(await db.owner.rows(sql`select event_id, customer_id, key, data from events.event order by event_id`), ids.map((eventId, place) => ({ eventId, customerId: 7 + place, key: 'abc'[place], data: { tier: place } })));
  assert.deepEqual(await db.owner.rows(sql`select record_id from audit.entry order by entry_id`), ids.map((id) => ({ recordId: String(id) })));
  assert.equal((await db.owner.rows(sql`select from graphile_worker.jobs`)).length, 3);
  await assert.rejects(written(['x', 'b']), /1 of 2 facts were there before/);
  assert.equal((await db.owner.rows(sql`select from events.event`)).length, 3);
  assert.deepEqual(await written([]), []);
});

test('a handler counts an event as handled once, and only if its transaction commits', async () => {
  await using db = await testDatabase();
  await assert.rejects(db.transaction(ENGINE, async (tx) => { assert.equal(await handledOnce(tx, 1, 'x'), true); throw new Error('died'); }), /died/);
  assert.equal(await db.transaction(ENGINE, (tx) => handledOnce(tx, 1, 'x')), true);
  assert.equal(await db.transaction(ENGINE, (tx) => handledOnce(tx, 1, 'x')), false);
});

test('a change that leaves no audit entry is refused as a bug', async () => {
  await using db = await testDatabase();
  await assert.rejects(db.transaction(ENGINE, (tx) => tx.run(sql`insert into orchestration.price (resource, price, as_of) values ('x', 1, ${tx.now}::timestamptz)`)), /no audit entry/);
});

test('the verifier names an entry that was changed, one that was removed, and one that was slipped in', async () => {
  await using db = await testDatabase();
  const admin = await makePerson(db, { role: 'administrator' });
  for (const key of ['a', 'b', 'c', 'd']) await db.transaction(ENGINE, (tx) => emit(tx, { type: 'thing.happened', customerId: 0, key }));
  assert.equal(await sealAudit(db), 4);
  assert.deepEqual((await verifyAudit(db, admin)).faults, []);
  await db.owner.run(sql`update audit.entry set action = 'thing.faked' where entry_id = (select min(entry_id) + 1 from audit.entry)`);
  await db.owner.run(sql`alter table audit.link drop constraint link_entry_id_fkey`);
  await db.owner.run(sql`delete from audit.entry where entry_id = (select max(entry_id) from audit.entry)`);
  await db.owner.run(sql`insert into audit.entry (at, actor_kind, actor_role, action, resource) select at, actor_kind, actor_role, 'thing.slipped_in', resource from audit.entry limit 1`);
  assert.equal(await sealAudit(db), 0);
  const { faults } = await verifyAudit(db, admin);
  assert.deepEqual(faults.map(({ seq, fault }) => [seq, fault]), [[2, 'changed'], [4, 'missing'], [0, 'unsealed']]);
  await db.transaction(ENGINE, (tx) => emit(tx, { type: 'thing.happened', customerId: 0, key: 'e' }));
  await db.owner.run(sql`delete from audit.entry where entry_id = (select max(entry_id) from audit.entry)`);
  assert.equal(await sealAudit(db), 0);
  assert.deepEqual((await verifyAudit(db, admin)).faults.slice(3).map(({ seq, fault }) => [seq, fault]), [[0, 'missing']], 'one that was removed before it was chained is missed too');
});
