import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ENGINE, sql } from '#platform/db';
import { makePerson, testDatabase } from '#platform/testing';
import { CHANNELS, KINDS, rebuildAffinity, recordInteractions, recordWishes, type NewInteraction } from './index.ts';

const visit = (customerId: number, more: Partial<NewInteraction> = {}): NewInteraction =>
  ({ customerId, function: 'sales', channel: 'visit', direction: 'out', kind: 'visit', headline: 'Visit, 12 min', source: 'test', ...more });

test('a list of touches is written at once, ids come back in its order, and one audit entry names how many', async () => {
  await using db = await testDatabase();
  const ids = await db.transaction(ENGINE, (tx) => recordInteractions(tx, [visit(7), visit(3, { content: { body: 'Left the card.' } }), visit(7, { occurredAt: '2026-01-02T10:00:00.000Z' })]));
  const rows = await db.owner.rows<{ interactionId: number; customerId: number }>(sql`select interaction_id, customer_id from interactions.interaction order by interaction_id`);
  assert.deepEqual(rows, [7, 3, 7].map((customerId, index) => ({ interactionId: ids[index], customerId })));
  assert.deepEqual(await db.owner.rows(sql`select interaction_id, body from interactions.content`), [{ interactionId: ids[1], body: 'Left the card.' }]);
  assert.deepEqual(await db.owner.rows(sql`select action, rows from audit.entry`), [{ action: 'interactions.record', rows: 3 }]);
});

test('medical content is refused here, and nothing of the list is written', async () => {
  await using db = await testDatabase();
  const liaison = await makePerson(db, { role: 'medical' });
  await assert.rejects(
    db.transaction(liaison, (tx) => recordInteractions(tx, [visit(1), visit(1, { function: 'medical', content: { body: 'renal dosing' } })])),
    { code: 'interactions.medical_content' });
  assert.equal((await db.owner.rows(sql`select from interactions.interaction`)).length, 0);
});

test('evidence halves in ninety days, and late news counts for what it is worth by then', async () => {
  await using db = await testDatabase();
  db.setNow('2026-01-01T00:00:00.000Z');
  await db.transaction(ENGINE, (tx) => recordInteractions(tx, [visit(1)]));
  db.setNow('2026-04-01T00:00:00.000Z');
  await db.transaction(ENGINE, (tx) => recordInteractions(tx, [visit(1, { kind: 'visit_declined' }), visit(1, { channel: 'email', kind: 'choice', direction: 'in', occurredAt: '2026-01-01T00:00:00.000Z' })]));
  const [row] = await db.owner.rows<{ touches: number[]; responses: number[] }>(sql`select touches, responses from interactions.affinity`);
  assert.deepEqual(row?.touches, [0, 0, 0, 1.5, 0, 0]);
  assert.deepEqual(row?.responses, [0.5, 0, 0, 0.5, 0, 0]);
});

test('evidence kept up touch by touch equals evidence counted anew from the rows', async () => {
  await using db = await testDatabase();
  const touch = fc.record({ customerId: fc.integer({ min: 1, max: 4 }), channel: fc.constantFrom(...CHANNELS, 'none' as const), kind: fc.constantFrom(...KINDS), state: fc.constantFrom('done' as const, 'planned' as const), ago: fc.integer({ min: 0, max: 300 }) });
  const batches = fc.sample(fc.array(touch, { minLength: 1, maxLength: 15 }), { numRuns: 12, seed: 7 });
  for (const [index, batch] of batches.entries()) {
    const now = new Date(Date.parse('2026-01-01T00:00:00Z') + index * 11 * 86_400_000);
    db.setNow(now.toISOString());
    await db.transaction(ENGINE, (tx) => recordInteractions(tx, batch.map(({ ago, ...one }) => visit(one.customerId, { ...one, occurredAt: new Date(now.getTime() - ago * 86_400_000).toISOString() }))));
  }
  const read = () => db.owner.rows<{ customerId: number; touches: number[]; responses: number[] }>(sql`
    select customer_id, touches, responses from (select customer_id, touches, responses from interactions.affinity) a where touches <> array_fill(0, array[6])::real[] or responses <> array_fill(0, array[6])::real[] order by customer_id`);
  const kept = await read();
  await db.transaction(ENGINE, (tx) => rebuildAffinity(tx));
  const counted = await read();
  // The stored instants differ (each was decayed to its last touch), so compare shares of channels and the ratio of answers, which decay leaves alone.
  const shape = (rows: typeof kept) => rows.map((row) => {
    const all = Math.hypot(...row.touches, ...row.responses);
    return [row.customerId, ...[...row.touches, ...row.responses].map((value) => Math.round((value / all) * 1000))];
  });
  const difference = shape(kept).flatMap((row, i) => row.map((value, j) => Math.abs(value - (shape(counted)[i]?.[j] ?? Number.NaN))));
  assert.ok(difference.length > 0 && difference.every((gap) => gap <= 1), JSON.stringify([shape(kept), shape(counted)]));
});

test('a wish is kept with what was said and when', async () => {
  await using db = await testDatabase();
  const [wishId] = await db.transaction(ENGINE, (tx) => recordWishes(tx, [{ customerId: 9, kind: 'visit_requested', channel: 'visit', detail: 'before 09:00' }]));
  assert.deepEqual(await db.owner.rows(sql`select wish_id, kind, detail, said_at from interactions.wish`), [{ wishId, kind: 'visit_requested', detail: 'before 09:00', saidAt: '2026-11-23T14:00:00.000Z' }]);
});
