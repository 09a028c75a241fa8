import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CHANGES, RESTRICTIONS, type Standing } from '../types.ts';
import { deriveChange, eventOf } from './derive-change.ts';

const covered = (tier: number, ...restrictions: Standing['restrictions'][number][]): Standing => ({ status: 'covered', tier, restrictions });
const NOT: Standing = { status: 'not_covered', tier: null, restrictions: [] };

test('each pair of standings has the change that a market-access manager would name', () => {
  const cases: [Standing | null, Standing, string | null][] = [
    [null, covered(2), 'win'], [NOT, covered(3, 'PA'), 'win'], [null, NOT, 'baseline'], [covered(2), NOT, 'loss'], [NOT, NOT, null],
    [covered(3), covered(2), 'tier_improved'], [covered(2), covered(3), 'tier_worsened'], [covered(3), covered(2, 'PA'), 'tier_improved'],
    [covered(2), covered(2, 'ST'), 'restriction_added'], [covered(2, 'ST'), covered(2), 'restriction_removed'],
    [covered(2, 'ST'), covered(2, 'PA'), 'restriction_added'], [covered(2, 'PA', 'ST'), covered(2, 'ST', 'PA'), null],
  ];
  for (const [before, after, change] of cases) assert.equal(deriveChange(before, after), change, JSON.stringify([before, after]));
});

const standing = fc.oneof(fc.constant(NOT), fc.record({ status: fc.constant('covered' as const), tier: fc.integer({ min: 1, max: 6 }), restrictions: fc.uniqueArray(fc.constantFrom(...RESTRICTIONS)) }));

test('nothing changed exactly when both standings are the same', () => {
  fc.assert(fc.property(standing, standing, (before, after) => {
    const same = before.status === after.status && before.tier === after.tier && before.restrictions.toSorted().join() === after.restrictions.toSorted().join();
    assert.equal(deriveChange(before, after) === null, same);
  }));
});

test('a tier that improves one way worsens the other way, a win undone is a loss', () => {
  const opposite: Record<string, string> = { win: 'loss', loss: 'win', tier_improved: 'tier_worsened', tier_worsened: 'tier_improved' };
  fc.assert(fc.property(standing, standing, (before, after) => {
    const there = deriveChange(before, after);
    if (there && there in opposite) assert.equal(deriveChange(after, before), opposite[there]);
  }));
});

test('one save tells at most one event, a win before a loss before the rest, and never a baseline', () => {
  assert.equal(eventOf(['baseline']), null);
  assert.deepEqual(eventOf(['tier_improved', 'win', 'loss']), { type: 'formulary.won', tells: ['win'] });
  fc.assert(fc.property(fc.array(fc.constantFrom(...CHANGES)), (changes) => {
    const event = eventOf(changes);
    assert.equal(event === null, changes.every((change) => change === 'baseline'));
    assert.ok(event?.tells.every((change) => changes.includes(change)) ?? true);
  }));
});
