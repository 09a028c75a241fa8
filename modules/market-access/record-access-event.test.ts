import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '#platform/config';
import { ENGINE, sql } from '#platform/db';
import type { Problem } from '#platform/problem';
import { makePerson, makeProduct, testDatabase } from '#platform/testing';
import { listHistory, listStandings, recordAccessEvent, recordBaseline, type AccessEvent } from './index.ts';
import { makePayer } from './makers.ts';
import { importers } from './importers.ts';
import { previewAccessEvent } from './preview-access-event.ts';
import { previewPublished, recordPublished, type FromPublished } from './published/record-published.ts';

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

const QHP = join(ROOT, '..', 'shared', 'data', 'payer', 'qhp_mrf', 'drugs-1.json');
const qhpSkip = existsSync(QHP) ? false : `SKIPPED: the published formulary is not at ${QHP}`;

/** Loads records of a published format as the import does, a batch at once. */
async function publish(w: { db: Awaited<ReturnType<typeof testDatabase>> }, format: 'qhp_drugs' | 'partd_formulary', lines: readonly { cells?: readonly string[]; record?: unknown }[], header: readonly string[] = []): Promise<void> {
  const importer = importers.find((one) => one.format === format);
  const read = importer?.open({ header, fileName: 'published' });
  const rows = lines.map(({ cells = [], record }, line) => { const told = read?.({ cell: (place) => cells[place] ?? '', record }); assert.ok(told?.ok, JSON.stringify(told)); return { line, key: told.row.key, digest: told.row.key.padEnd(40, '0').slice(0, 40), record: told.row.record }; });
  await w.db.transaction(ENGINE, async (tx) => { tx.markAudited(); await importer?.write(tx, { format, importId: 0, fileName: 'published', market: null, rows }); });
}
const PARTD = ['FORMULARY_ID', 'RXCUI', 'NDC', 'TIER_LEVEL_VALUE', 'PRIOR_AUTHORIZATION_YN', 'STEP_THERAPY_YN', 'QUANTITY_LIMIT_YN', 'QUANTITY_LIMIT_AMOUNT', 'QUANTITY_LIMIT_DAYS', 'CONTRACT_YEAR', 'SELECTED_DRUG_YN'];
const partd = (formulary: string, rxcui: string, ndc: string, ...[tier, prior = 'N']: string[]) => ({ cells: [formulary, rxcui, ndc, tier ?? '', prior, 'N', 'N', '', '', '2026', 'N'] });

test('positions are taken over from published formularies: by the numbers and tiers that somebody chose, one event for each payer and standing', async () => {
  await using w = await world();
  const [first = 0, second = 0, third = 0] = w.planIds;
  const other = await makePayer(w.db, { name: 'Harbor', plans: ['Gold'] });
  await publish(w, 'partd_formulary', [partd('00000001', '777', '00002143380', '3'), partd('00000001', '778', '00002143381', '2', 'Y'), partd('00000002', '777', '00002143380', '4'), partd('00000003', '999', '00002143399', '1')], PARTD);
  await publish(w, 'qhp_drugs', [{ record: { rxnorm_id: '777', drug_name: 'Glidim 10 MG', plans: [{ plan_id: '12345NY0000001', drug_tier: 'PREFERRED-BRAND', step_therapy: true }] } }]);
  await w.db.owner.run(sql`insert into customers.identifier (customer_id, system, value, source) values (${other.planIds[0] ?? 0}::bigint, 'plan', '12345NY0000001', 'test')`);
  const given: FromPublished = {
    productId: w.productId, codes: ['777', '00002143381'], tiers: {}, effectiveFrom: '2026-12-01', source: 'Part D, November 2026',
    lists: [{ planId: first, list: 'partd', listKey: '00000001' }, { planId: second, list: 'partd', listKey: '00000003' }, { planId: third, list: 'partd', listKey: '00000009' }],
  };
  const seen = await w.db.read(w.leopold, (tx) => previewPublished(tx, given));
  assert.deepEqual(Object.fromEntries(seen.plans.map(({ planName, standing, change, fault, detail }) => [planName, fault ? `${fault} ${detail}`.trim() : `${standing?.status} ${standing?.tier} ${standing?.restrictions.join()} ${change}`])),
    { 'Select PPO': 'covered 2 PA win', 'Select HMO': 'not_covered null  baseline', 'Choice Plus': 'not_loaded', Gold: 'tier_unknown PREFERRED-BRAND' });
  assert.deepEqual([seen.unclaimed, seen.words.filter(({ tier }) => tier === null).map(({ word }) => word)], [[{ list: 'partd', listKey: '00000002' }], ['PREFERRED-BRAND']]);
  const saved = await recordPublished(w.db, w.leopold, { ...given, tiers: { 'PREFERRED-BRAND': 3 } });
  assert.deepEqual(saved, { recorded: 3, events: 2, unchanged: 0, left: 1 });
  const events = await w.db.owner.rows<{ customerId: number; data: { planIds: number[]; tier: number } }>(sql`select customer_id, data from events.event where type = 'formulary.won' order by customer_id`);
  assert.deepEqual(events.map(({ customerId, data }) => [customerId, data.planIds, data.tier]), [[w.payerId, [first], 2], [other.payerId, other.planIds, 3]]);
  const told = await w.db.owner.rows<{ told: boolean; source: string }>(sql`select event_id is not null as told, source from market_access.position order by customer_id`);
  assert.deepEqual(told.map((one) => one.told), [true, false, true]);
  await assert.rejects(recordPublished(w.db, w.leopold, { ...given, lists: [], tiers: { 'PREFERRED-BRAND': 3 } }), (error) => codeOf(error) === 'market_access.nothing_changed'); // whose lists they are was kept
  await assert.rejects(recordPublished(w.db, w.leopold, { ...given, effectiveFrom: '1999-01-01' }), (error) => fieldsOf(error).includes('effectiveFrom'));
});

test('a formulary as the marketplace publishes it puts a product on the plans that it names', { skip: qhpSkip }, async () => {
  await using w = await world();
  await publish(w, 'qhp_drugs', (JSON.parse(readFileSync(QHP, 'utf8')) as unknown[]).map((record) => ({ record })));
  const numbers = ['12345XX9876543', '12345XX9876542'];
  await w.db.owner.run(sql`insert into customers.identifier (customer_id, system, value, source) select * from unnest(${w.planIds.slice(0, 2)}::bigint[], array['plan', 'plan'], ${numbers}::text[], array['test', 'test'])`);
  const saved = await recordPublished(w.db, w.leopold, { productId: w.productId, codes: ['248656'], tiers: { GENERIC: 1 }, lists: [], effectiveFrom: '2026-12-01', source: 'drugs-1.json' });
  assert.equal(saved.recorded, 2);
  assert.deepEqual((await w.db.owner.rows<{ tier: number; restrictions: string[] }>(sql`select tier, restrictions from market_access.position order by customer_id`)).map(({ tier, restrictions }) => [tier, restrictions]), [[1, ['QL']], [1, []]]);
});
