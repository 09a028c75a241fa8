import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { descending } from './descending.ts';
import { solveKnapsack } from './knapsack.ts';

const items = fc.array(fc.record({ amount: fc.integer({ min: 1, max: 20 }), gain: fc.double({ min: 0, max: 10, noNaN: true }) }), { maxLength: 10 });
type Item = { readonly amount: number; readonly gain: number };
const sum = (list: readonly Item[], of: 'amount' | 'gain') => list.reduce((total, item) => total + item[of], 0);

test('the whole items that gain most are found: no other set that fits gains more', () => {
  fc.assert(fc.property(items, fc.nat(60), (list, capacity) => {
    const taken = solveKnapsack(list, capacity);
    assert.ok(sum(taken, 'amount') <= capacity);
    const sets = Array.from({ length: 2 ** list.length }, (_, mask) => list.filter((_item, at) => (mask >> at) & 1));
    const best = Math.max(...sets.filter((set) => sum(set, 'amount') <= capacity).map((set) => sum(set, 'gain')));
    assert.ok(sum(taken, 'gain') >= best - 1e-9);
  }));
});

test('a capacity of a million units is filled on a coarser grid, never beyond', () => {
  const list = Array.from({ length: 20 }, (_, at) => ({ amount: 70_001 + 1_013 * at, gain: 1 + at / 100 }));
  assert.ok(sum(solveKnapsack(list, 1_000_000), 'amount') <= 1_000_000);
});

test('places are ordered by key, largest first, equal ones as they stand', () => {
  fc.assert(fc.property(fc.array(fc.float({ min: 0, noNaN: true, noDefaultInfinity: true }).map((key) => Math.abs(key))), (keys) => {
    const expected = keys.map((_, at) => at).sort((a, b) => keys[b]! - keys[a]! || a - b);
    assert.deepEqual([...descending(Float32Array.from(keys))], expected);
  }));
});
