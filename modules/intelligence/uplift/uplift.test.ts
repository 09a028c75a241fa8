import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normal, seeded } from '../../../packages/engagement-world/index.ts';
import { chooseLearner, fitRidgeLogistic, LEARNERS, qini, upliftAt, type Trial } from '../index.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

type Truth = { readonly rest: (values: readonly number[]) => number; readonly treated: (values: readonly number[]) => number };

/** A randomised trial whose chances are known. */
function makeTrial(seed: number, rows: number, { rest, treated: moved }: Truth): Trial {
  const random = seeded(seed);
  const values = Array.from({ length: rows }, () => [normal(random), normal(random), normal(random)]);
  const treated = Uint8Array.from(values, () => (random() < 0.5 ? 1 : 0));
  const outcome = Uint8Array.from(values, (one, row) => (random() < sigmoid(rest(one) + (treated[row] ? moved(one) : 0)) ? 1 : 0));
  return { width: 3, features: Float64Array.from(values.flat()), treated, outcome };
}
const at = (values: readonly number[], place: number) => values[place] as number;
// Who is moved has nothing to do with who comes by herself: the plain model orders people wrongly.
const APART: Truth = { rest: (values) => -1 + 1.2 * at(values, 0), treated: (values) => 0.3 + 0.9 * at(values, 1) };
// Everybody is moved alike on the logit: who comes by herself is moved most, and the plain model orders people best.
const ALIKE: Truth = { rest: (values) => -2 + 0.7 * at(values, 0) + 0.3 * at(values, 2), treated: () => 0.5 };

test('Qini and uplift at a share are those that are worked out by hand', () => {
  const people = { treated: Uint8Array.of(1, 0, 1, 0), outcome: Uint8Array.of(1, 0, 0, 1) };
  const scores = Float64Array.of(0.7, 0.8, 0.9, 0.1);
  // In this order: treated not, other not, treated came, other came. Q = 0, 0, 0, 1, 0 at 0 … 4, an area of 1; the line to (4, 0) has none.
  // The perfect order ties those who did not come: (1, 1) (3, 1) (4, 0), an area of 3.
  assert.ok(Math.abs(qini(people, scores) - 1 / 3) < 1e-12);
  assert.equal(upliftAt(people, scores, 0.5), 0);
  assert.equal(upliftAt(people, scores, 0.75), 0.5);
  assert.equal(upliftAt(people, scores, 1), 0);
});

test('the perfect order has a Qini of one, equal scores have none, and only the order matters', () => {
  fc.assert(fc.property(fc.array(fc.record({ treated: fc.boolean(), came: fc.boolean(), score: fc.double({ min: -4, max: 4, noNaN: true }) }), { minLength: 30, maxLength: 60 }), (rows) => {
    const people = { treated: Uint8Array.from(rows, ({ treated }) => (treated ? 1 : 0)), outcome: Uint8Array.from(rows, ({ came }) => (came ? 1 : 0)) };
    const kinds = new Set(rows.map(({ treated, came }) => `${treated}${came}`));
    fc.pre(kinds.size === 4);
    const perfect = Float64Array.from(rows, ({ treated, came }) => (came ? (treated ? 1 : -1) : 0));
    assert.ok(Math.abs(qini(people, perfect) - 1) < 1e-9);
    assert.ok(Math.abs(qini(people, new Float64Array(rows.length))) < 1e-9);
    const scores = Float64Array.from(rows, ({ score }) => Math.round(score * 4));
    assert.equal(qini(people, scores), qini(people, scores.map((one) => 7 * one + 2)));
  }), { numRuns: 60 });
});

test('a ridge regression finds its coefficients again, and shrinks them as it is told', () => {
  const { features, outcome } = makeTrial(31, 4000, { rest: (values) => -0.5 + at(values, 0) - 0.6 * at(values, 1), treated: () => 0 });
  const rows = { width: 3, features, label: outcome, weight: new Float64Array(4000).fill(1) };
  const found = fitRidgeLogistic(rows, 1);
  assert.ok([-0.5, 1, -0.6, 0].every((truth, i) => Math.abs((found[i] as number) - truth) < 0.15), `${found}`);
  assert.ok(fitRidgeLogistic(rows, 1e6).subarray(1).every((one) => Math.abs(one) < 0.01));
});

test('the choice is never below the response model by more than one standard error, and takes uplift where it pays', () => {
  const names: string[] = [];
  for (const [truth, seeds] of [[APART, [41, 42, 43]], [ALIKE, [51, 52, 53]]] as const) {
    const differences = seeds.map((seed) => {
      const [learn, people] = [makeTrial(seed, 3000, truth), makeTrial(seed + 1000, 8000, truth)];
      const choice = chooseLearner(learn, { random: seeded(seed), repeats: 1 });
      names.push(choice.name);
      const plain = LEARNERS[0].fit(learn, new Float64Array(3000).fill(1));
      return qini(people, choice.score(people.features)) - qini(people, plain(people.features));
    });
    const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length;
    const error = Math.sqrt(differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (differences.length - 1) / differences.length);
    assert.ok(mean >= -error, `${differences}`);
  }
  assert.ok(names.slice(0, 3).every((name) => name !== 'response'), `${names}`);
});
