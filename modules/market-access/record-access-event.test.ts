import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import type { Problem } from '#platform/problem';
import { makePerson, makeProduct, testDatabase } from '#platform/testing';
import { listHistory, listStandings, recordAccessEvent, recordBaseline, type AccessEvent } from './index.ts';
import { makePayer } from './makers.ts';
import { previewAccessEvent } from './preview-access-event.ts';

async function world() {
  const db = await testDatabase();
  const [leopold, productId, empire] = [await makePerson(db, { role: 'market_access' }), await makeProduct(db), await makePayer(db)];
  const win: AccessEvent = { payerId: empire.payerId, productId, planIds: empire.planIds, effectiveFrom: '2026-12-01', status: 'covered', tier: 2, restrictions: [], source: 'Letter of 20 Nov 2026' };
  return { db, leopold, productId, ...empire, win, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
}

const codeOf = (error: unknown) => (error as Problem).code;
const fieldsOf = (error: unknown) => (error as Problem).fields.map(({ field }) => field);

test('a win on three plans is three positions, one event of the payer, and an audit entry a plan', async () => {
  await using w = await world();
  const saved = await recordAccessEvent(w.db, w.leopold, w.win);
  assert.equal(saved.eventType, 'formulary.won');
  assert.deepEqual(saved.changes.map(({ planId, change }) => [planId, change]), w.planIds.map((planId) => [planId, 'win']));
  const [event] = await w.db.owner.rows<{ customerId: number; data: Record<string, unknown> }>(sql`select customer_id, data from events.event where type = 'formulary.won'`);
  assert.equal(event?.customerId, w.payerId);
  assert.deepEqual([event?.data['productId'], event?.data['planIds'], event?.data['tier'], event?.data['effectiveFrom']], [w.productId, w.planIds, 2, '2026-12-01']);
  assert.equal((await w.db.owner.rows(sql`select from audit.entry where action = 'market_access.record'`)).length, 3);
});

test('the position before ends on the day on which the new one begins, and both are kept', async () => {
  await using w = await world();
  await w.db.transaction(w.leopold, (tx) => recordBaseline(tx, w.planIds.map((customerId) => ({ customerId, productId: w.productId, status: 'covered', tier: 3, restrictions: ['PA'], effectiveFrom: '2026-01-01', source: 'start' }))));
  const saved = await recordAccessEvent(w.db, w.leopold, w.win);
  assert.equal(saved.eventType, 'formulary.changed');
  const on = async (asOf: string) => (await w.db.read(w.leopold, (tx) => listStandings(tx, { productId: w.productId, asOf }))).map((row) => [row.tier, row.next?.tier ?? null]);
  assert.deepEqual(await on('2026-11-30'), [[3, 2], [3, 2], [3, 2]]);
  assert.deepEqual(await on('2026-12-01'), [[2, null], [2, null], [2, null]]);
  assert.equal((await w.db.read(w.leopold, (tx) => listHistory(tx, { productId: w.productId }))).length, 6);
});

test('the same save twice, also at the same moment, is one event; the second is told that nothing changed', async () => {
  await using w = await world();
  const results = await Promise.allSettled([1, 2, 3].map(() => recordAccessEvent(w.db, w.leopold, w.win)));
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  for (const result of results) if (result.status === 'rejected') assert.equal(codeOf(result.reason), 'market_access.nothing_changed');
  assert.equal((await w.db.owner.rows(sql`select from events.event where type = 'formulary.won'`)).length, 1);
  assert.equal((await w.db.owner.rows(sql`select from market_access.position`)).length, 3);
});

test('plans that stand like this already are left out, the others are recorded', async () => {
  await using w = await world();
  await recordAccessEvent(w.db, w.leopold, { ...w.win, planIds: w.planIds.slice(0, 1) });
  const saved = await recordAccessEvent(w.db, w.leopold, w.win);
  assert.deepEqual(saved.unchanged, w.planIds.slice(0, 1));
  assert.equal(saved.changes.length, 2);
});

test('win, correction and the same win again on one day are three events, and only the last holds', async () => {
  await using w = await world();
  await recordAccessEvent(w.db, w.leopold, w.win);
  await recordAccessEvent(w.db, w.leopold, { ...w.win, status: 'not_covered', tier: null });
  const again = await recordAccessEvent(w.db, w.leopold, w.win);
  assert.ok(again.eventId);
  const standings = await w.db.read(w.leopold, (tx) => listStandings(tx, { productId: w.productId, asOf: '2027-01-01' }));
  assert.deepEqual(standings.map((row) => row.tier), [2, 2, 2]);
});

test('the preview says what the save then records and tells, and writes nothing', async () => {
  await using w = await world();
  const before = await w.db.read(w.leopold, (tx) => previewAccessEvent(tx, w.win));
  assert.equal((await w.db.owner.rows(sql`select from market_access.position`)).length, 0);
  const saved = await recordAccessEvent(w.db, w.leopold, w.win);
  assert.deepEqual([before.eventType, before.changes], [saved.eventType, saved.changes.map(({ planId, change }) => ({ planId, change }))]);
  const { data } = await w.db.owner.one<{ data: unknown }>(sql`select data from events.event where event_id = ${saved.eventId}`);
  assert.deepEqual(before.data, data);
});

test('a competitor’s position is kept without an event', async () => {
  await using w = await world();
  const rival = await makeProduct(w.db, { code: 'RIVAL' });
  await w.db.owner.run(sql`update products.product set is_own = false where product_id = ${rival}`);
  const saved = await recordAccessEvent(w.db, w.leopold, { ...w.win, productId: rival });
  assert.deepEqual([saved.eventId, saved.changes.length], [null, 3]);
});

test('bad input is refused whole and names its field', async () => {
  await using w = await world();
  const other = await makePayer(w.db, { name: 'Northlake', plans: ['National'] });
  const bad: [Partial<AccessEvent>, string][] = [
    [{ planIds: [...w.planIds, ...other.planIds] }, 'planIds'], [{ productId: 999 }, 'productId'], [{ tier: null }, 'tier'],
    [{ status: 'not_covered' }, 'tier'], [{ status: 'not_covered', tier: null, restrictions: ['PA'] }, 'restrictions'],
    [{ effectiveFrom: '1926-12-01' }, 'effectiveFrom'], [{ effectiveFrom: '2126-12-01' }, 'effectiveFrom'],
  ];
  for (const [part, field] of bad) await assert.rejects(recordAccessEvent(w.db, w.leopold, { ...w.win, ...part }), (error) => fieldsOf(error).includes(field), field);
  await recordAccessEvent(w.db, w.leopold, w.win);
  await assert.rejects(recordAccessEvent(w.db, w.leopold, { ...w.win, tier: 1, effectiveFrom: '2026-11-30' }), (error) => codeOf(error) === 'market_access.later_position' && !/^Plan \d/.test(String((error as Problem).fields[0]?.message)));
  assert.equal((await w.db.owner.rows(sql`select from market_access.position`)).length, 3);
});
