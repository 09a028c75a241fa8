import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../../../packages/engagement-world/index.ts';
import { evaluatePolicy, holdoutFor, liftOf, smallestEffect, type DecisionLog } from '../index.ts';
import { inverseNormal } from './normal.ts';

const CHANCES = [0.1, 0.25, 0.4, 0.6];
const OLD = [0.4, 0.3, 0.2, 0.1];
const NEW = [0.1, 0.2, 0.3, 0.4];
const TRUTH = NEW.reduce((sum, share, action) => sum + share * (CHANCES[action] as number), 0);

/** A log of the old policy; the model of the doubly robust estimate is wrong on purpose. */
function makeLog(seed: number, rows: number): DecisionLog {
  const random = seeded(seed);
  const [reward, propensity, target, taken, policy] = Array.from({ length: 5 }, () => new Float64Array(rows)) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  for (let row = 0; row < rows; row += 1) {
    let [action, left] = [0, random()];
    while (action < 3 && left >= (OLD[action] as number)) {
      left -= OLD[action] as number;
      action += 1;
    }
    [propensity[row], target[row]] = [OLD[action] as number, NEW[action] as number];
    reward[row] = random() < (CHANCES[action] as number) ? 1 : 0;
    [taken[row], policy[row]] = [0.5 * (CHANCES[action] as number), 0.5 * TRUTH];
  }
  return { reward, propensity, target, expected: { taken, policy } };
}

test('over many logs the estimates are right on average, and nineteen of twenty intervals hold the truth', () => {
  const found = Array.from({ length: 300 }, (_, seed) => evaluatePolicy(makeLog(seed + 1, 1500)));
  for (const name of ['ips', 'snips', 'dr'] as const) {
    const estimates = found.flatMap((one) => (one.ok && one[name] ? [one[name]] : []));
    assert.equal(estimates.length, 300);
    const mean = estimates.reduce((sum, { value }) => sum + value, 0) / 300;
    const cover = estimates.filter(({ low, high }) => low <= TRUTH && TRUTH <= high).length / 300;
    assert.ok(Math.abs(mean - TRUTH) < 0.006, `${name} ${mean}`);
    assert.ok(cover > 0.91 && cover < 0.985, `${name} ${cover}`);
  }
});

test('a policy measured on its own log has the mean of the log, and every decision counts', () => {
  const log = makeLog(7, 800);
  const own = evaluatePolicy({ reward: log.reward, propensity: log.propensity, target: log.propensity });
  assert.ok(own.ok && own.dr === null && Math.abs(own.effective - 800) < 1e-6);
  const mean = log.reward.reduce((sum, one) => sum + one, 0) / 800;
  assert.ok(Math.abs(own.ips.value - mean) < 1e-12 && Math.abs(own.snips.value - mean) < 1e-12);
});

test('with fewer than two hundred comparable decisions there is no estimate', () => {
  const few = evaluatePolicy(makeLog(8, 250));
  assert.ok(!few.ok && few.reason === 'too_few_comparable' && few.needed === 200 && few.effective < 200 && few.rows === 250);
  const never = evaluatePolicy({ ...makeLog(9, 5000), target: new Float64Array(5000) });
  assert.ok(!never.ok && never.effective === 0);
});

test('one lucky row does not carry an estimate: weights are clipped', () => {
  const rows = 2000;
  const log = { reward: new Float64Array(rows), propensity: new Float64Array(rows).fill(0.5), target: new Float64Array(rows).fill(0.5) };
  log.reward[0] = 1;
  log.propensity[0] = 0.0001;
  const found = evaluatePolicy(log);
  assert.ok(!found.ok || found.ips.value <= 50 / rows + 1e-12);
});

test('an audience is told what it can show before anything is sent', () => {
  assert.equal(smallestEffect({ audience: 3091, heldOut: 0.1, baseRate: 0.2 }).sentence, 'With 309 of 3,091 held out, this audience can show only effects above 6.7 points.');
  assert.match(smallestEffect({ audience: 12, heldOut: 0.05, baseRate: 0.2 }).sentence, /can show no effect/);
  // [base rate, relative lift, control at 5 % held out, per arm at one half], as published for these designs.
  for (const [baseRate, lift, control, half] of [[0.03, 0.1, 26_700, 50_800], [0.05, 0.1, 15_700, 29_800], [0.2, 0.1, 3300, 6300]] as const) {
    assert.ok(Math.abs(holdoutFor({ baseRate, lift, heldOut: 0.05 }).control / control - 1) < 0.01);
    assert.ok(Math.abs(holdoutFor({ baseRate, lift, heldOut: 0.5 }).control / half - 1) < 0.01);
  }
});

test('a lift comes with its interval, or with the sentence that it cannot be seen', () => {
  const seen = liftOf({ reached: { people: 2782, came: 840 }, heldOut: { people: 309, came: 62 } });
  assert.ok(seen.seen);
  assert.equal(seen.sentence, 'Lift +10.1 points (95 % interval +5.0 to +14.6 points).');
  const unseen = liftOf({ reached: { people: 2782, came: 600 }, heldOut: { people: 309, came: 62 } });
  assert.match(unseen.sentence, /^No lift can be seen with this audience: it lies within −3\.\d to \+5\.\d points\.$/);
  assert.equal(liftOf({ reached: { people: 900, came: 1 }, heldOut: { people: 4, came: 0 } }).lift, null);
});

test('intervals of a lift hold the truth in nineteen of twenty trials, and an effect of the size promised is seen in four of five', () => {
  const random = seeded(17);
  const draw = (people: number, rate: number) => ({ people, came: Array.from({ length: people }, random).filter((one) => one < rate).length });
  const { effect } = smallestEffect({ audience: 1000, heldOut: 0.3, baseRate: 0.2 });
  const lifts = Array.from({ length: 300 }, () => liftOf({ reached: draw(700, 0.2 + effect), heldOut: draw(300, 0.2) }));
  const share = (of: (lift: (typeof lifts)[number]) => boolean) => lifts.filter(of).length / lifts.length;
  const cover = share((one) => one.lift !== null && one.low <= effect && effect <= one.high);
  assert.ok(cover > 0.91 && cover < 0.99, `${cover}`);
  assert.ok(Math.abs(share(({ seen }) => seen) - 0.8) < 0.08);
});

test('the normal quantile is exact enough for any interval', () => {
  for (const [p, z] of [[0.5, 0], [0.8, 0.8416212336], [0.975, 1.9599639845], [0.995, 2.5758293035], [0.001, -3.0902323062]] as const) assert.ok(Math.abs(inverseNormal(p) - z) < 1e-7);
  fc.assert(fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p) => assert.ok(Math.abs(inverseNormal(p) + inverseNormal(1 - p)) < 1e-6)));
});
