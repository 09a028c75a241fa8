import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listProducts, recordProducts } from '#products';
import { makeActor, testDatabase } from '#platform/testing';

test('a product said twice is one product, and ours come before competitors', async () => {
  await using db = await testDatabase();
  const actor = makeActor('marketing');
  const first = await db.transaction(actor, (tx) => recordProducts(tx, [{ code: 'rival', name: 'Rival', isOwn: false }, { code: 'glidim', name: 'GLIDIM' }]));
  const again = await db.transaction(actor, (tx) => recordProducts(tx, [{ code: 'RIVAL', name: 'Rival XR', isOwn: false }, { code: 'GLIDIM', name: 'GLIDIM' }]));
  assert.deepEqual(again, first);
  assert.deepEqual((await db.read(makeActor('field'), (tx) => listProducts(tx))).map(({ name }) => name), ['GLIDIM', 'Rival XR']);
});
