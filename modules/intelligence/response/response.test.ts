import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { captured, fixedPolicy, makeWorld, normal, run, seeded, segmentPolicy } from '../../../packages/engagement-world/index.ts';
import { makeLearner } from './makers.ts';
import { addTurn, choose, discount, effectsOf, explain, fitPrior, forget, groupsOf, newModel, noEvidence, priorMeans, recordDelays, scoreOf, update, weightOfSilence, weightsOf,
  type Customers, type Observations, type ResponseModel } from '../index.ts';
import { withFloor } from './choose.ts';

const FEATURES = ['potential', 'years'];
const WIDTH = FEATURES.length + 1;
const model = () => newModel({ channel: 'email', outcome: 'click', features: FEATURES, baseRate: 0.2, windowDays: 14, halfLifeDays: 120 });
const strangers = (count: number): Customers => ({ evidence: noEvidence(count), prior: new Float64Array(count) });

type Contact = { readonly values: readonly number[]; readonly customer: number; readonly positive: boolean; readonly weight: number };
const columns = (contacts: readonly Contact[]): Observations => ({
  values: Float64Array.from(contacts.flatMap(({ values }) => [1, ...values])), customer: Int32Array.from(contacts, ({ customer }) => customer),
  positive: Uint8Array.from(contacts, ({ positive }) => (positive ? 1 : 0)), weight: Float64Array.from(contacts, ({ weight }) => weight),
});
const number = fc.double({ min: -3, max: 3, noNaN: true });
const contacts = fc.array(fc.record({ values: fc.tuple(number, number), customer: fc.integer({ min: 0, max: 4 }), positive: fc.boolean(), weight: fc.double({ min: 0.05, max: 1, noNaN: true }) }), { minLength: 1, maxLength: 25 });
const near = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).every((one, i) => Math.abs(one - (b[i] as number)) <= 1e-7 * (1 + Math.abs(one)));

test('the order of contacts in a batch does not matter', () => {
  fc.assert(fc.property(contacts, fc.integer(), (batch, seed) => {
    const random = seeded(seed);
    const shuffled = batch.map((contact) => ({ contact, key: random() })).sort((a, b) => a.key - b.key).map(({ contact }) => contact);
    const [one, other] = [batch, shuffled].map((rows) => update(model(), strangers(5), columns(rows)));
    assert.ok(one && other && near(one.model.shift, other.model.shift) && near(one.model.weight, other.model.weight));
    assert.ok(near(one.evidence.shift, other.evidence.shift) && near(one.evidence.weight, other.evidence.weight));
  }), { numRuns: 60 });
});

test('a customer alone is taken in exactly as she is among all', () => {
  const batch = [{ values: [0.4, -1], customer: 3, positive: true, weight: 1 }, { values: [0.4, -1], customer: 3, positive: false, weight: 1 }];
  const among = update(model(), strangers(1000), columns(batch));
  const alone = update(model(), strangers(1), columns(batch.map((contact) => ({ ...contact, customer: 0 }))));
  assert.deepEqual(among.model, alone.model);
  assert.equal(among.evidence.shift[3], alone.evidence.shift[0]);
  assert.ok(among.evidence.weight.every((weight, row) => row === 3 || weight === 0));
});

test('contributions sum to the score, and the score is the one that is chosen by', () => {
  fc.assert(fc.property(contacts, fc.tuple(number, number), (batch, values) => {
    const learned = update(model(), strangers(5), columns(batch));
    const fitted = { ...learned.model, customers: { variance: 0.4, means: { 'cardiology/high': 0.3 } } };
    const groups = groupsOf('cardiology', 'high', 'east');
    const prior = priorMeans(fitted.customers, [groups]);
    const state = { shift: learned.evidence.shift[2] as number, weight: learned.evidence.weight[2] as number };
    const told = explain(fitted, [1, ...values], { groups, state });
    const effect = effectsOf(fitted, { prior, evidence: { shift: Float64Array.of(state.shift), weight: Float64Array.of(state.weight) } });
    const score = scoreOf(weightsOf(fitted), [1, ...values], { mean: effect.mean[0] as number, variance: effect.variance[0] as number });
    assert.ok(Math.abs(told.contributions.reduce((sum, { value }) => sum + value, 0) - score.mean) < 1e-9);
    assert.deepEqual(told.contributions.map(({ name }) => name), ['intercept', ...FEATURES, 'her peers', 'her own answers']);
  }), { numRuns: 60 });
});

test('propensities sum to one, and none lies below its floor', () => {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }).filter((all) => all.some((one) => one > 1e-6));
  fc.assert(fc.property(shares, (all) => {
    const total = all.reduce((sum, one) => sum + one, 0);
    const raised = withFloor(Float64Array.from(all, (one) => one / total), 0.01);
    assert.ok(Math.abs(raised.reduce((sum, one) => sum + one, 0) - 1) < 1e-9);
    assert.ok(raised.every((one) => one >= 0.01 - 1e-12));
  }));
  fc.assert(fc.property(fc.array(fc.record({ mean: number, variance: fc.double({ min: 0, max: 4, noNaN: true }), value: fc.double({ min: 0, max: 9, noNaN: true }), cost: fc.double({ min: 0, max: 2, noNaN: true }) }), { minLength: 1, maxLength: 6 }), fc.integer(), (candidates, seed) => {
    const { chosen, propensities, best, explored } = choose(candidates, { random: seeded(seed), draws: 50, floor: 0.01, spread: 1 });
    assert.ok(Math.abs(propensities.reduce((sum, one) => sum + one, 0) - 1) < 1e-9 && propensities.every((one) => one >= 0.01 - 1e-12));
    assert.equal(explored, chosen !== best);
  }), { numRuns: 60 });
});

test('actions are taken as often as their propensity says', () => {
  const random = seeded(5);
  const candidates = [0.2, 0, -0.4].map((mean) => ({ mean, variance: 0.3, value: 1, cost: 0 }));
  const counts = [0, 0, 0];
  const expected = [0, 0, 0];
  for (let n = 0; n < 4000; n += 1) {
    const { chosen, propensities } = choose(candidates, { random, draws: 20, floor: 0.01, spread: 1 });
    counts[chosen] = (counts[chosen] as number) + 1;
    propensities.forEach((one, i) => { expected[i] = (expected[i] as number) + one; });
  }
  assert.ok(counts.every((count, i) => Math.abs(count - (expected[i] as number)) < 120), `${counts} ${expected}`);
});

test('silence counts for nothing at first, for more each day, and for a no when the window closes', () => {
  const late = recordDelays(model(), [1, 1, 2, 3, 3, 3, 5, 9]);
  const weights = Array.from({ length: 16 }, (_, age) => weightOfSilence(late, age));
  assert.equal(weights[0], 0);
  assert.ok(weights.every((weight, age) => age === 0 || weight >= (weights[age - 1] as number)));
  assert.equal(weights[14], 1);
  assert.ok((weights[4] as number) > 0.6 && (weights[4] as number) < 0.8);
});

/** Contacts whose truth is known: an intercept, two weights and effects of customers. */
function answered(random: () => number, effects: readonly number[], weights: readonly number[]): Contact[] {
  return effects.flatMap((effect, customer) => Array.from({ length: 6 }, () => {
    const values = [normal(random), normal(random)];
    const logit = (weights[0] as number) + effect + values.reduce((sum, value, i) => sum + value * (weights[i + 1] as number), 0);
    return { values, customer, positive: random() < 1 / (1 + Math.exp(-logit)), weight: 1 };
  }));
}

test('weights, the spread of customers and what a specialty has in common are found again', () => {
  const random = seeded(11);
  const groups = Array.from({ length: 900 }, (_, row) => groupsOf(`specialty ${row % 3}`, `segment ${row % 2}`, `region ${row % 5}`));
  const effects = groups.map((_, row) => 0.7 * normal(random) + ((row % 3) - 1) * 0.6);
  let [learned, customers]: [ResponseModel, Customers] = [model(), strangers(900)];
  for (let round = 0; round < 3; round += 1) {
    const { model: next, evidence } = update(learned, customers, columns(answered(random, effects, [-0.5, 0.5, -0.4])));
    learned = fitPrior(next, evidence, groups);
    customers = { evidence, prior: priorMeans(learned.customers, groups) };
  }
  const { mean } = weightsOf(learned);
  assert.ok([-0.5, 0.5, -0.4].every((truth, i) => Math.abs((mean[i] as number) - truth) < 0.15), `${mean}`);
  assert.ok(learned.customers.variance > 0.25 && learned.customers.variance < 0.75, `${learned.customers.variance}`);
  const stranger = priorMeans(learned.customers, [groupsOf('specialty 2', 'segment 0', 'region 9'), groupsOf('specialty 0', 'segment 0', 'region 9'), groupsOf('unheard', 'of', 'all')]);
  assert.ok((stranger[0] as number) > 0.25 && (stranger[1] as number) < -0.25, `${stranger}`);
  assert.equal(stranger[2], 0);
  assert.deepEqual(JSON.parse(JSON.stringify(learned)), learned, 'a model is plain numbers');
});

test('what was learned fades to the prior, and an event moves those it reached alone', () => {
  const random = seeded(12);
  const { model: learned, evidence } = update(model(), strangers(50), columns(answered(random, Array.from({ length: 50 }, () => 0), [1, 0.5, 0])));
  assert.ok(near(weightsOf(forget(learned, 100_000)).mean, weightsOf(model()).mean));
  const half = forget(learned, 120);
  assert.ok(near(half.weight, learned.weight.map((one) => one / 2)));

  const turned = addTurn(learned, { name: 'formulary win', guess: 0.4, precision: 1 });
  const score = (of: ResponseModel, reached: number) => scoreOf(weightsOf(of), [1, 0.3, 0.2, reached].slice(0, of.names.length), { mean: 0, variance: 0 }).mean;
  assert.ok(Math.abs(score(turned, 0) - score(learned, 0)) < 1e-12);
  assert.ok(Math.abs(score(turned, 1) - score(learned, 0) - 0.4) < 1e-12);
  const kept = discount(evidence, [1, 2], 0.5);
  assert.deepEqual([kept.weight[1], kept.weight[3]], [(evidence.weight[1] as number) / 2, evidence.weight[3]]);
  assert.equal(turned.names.length, WIDTH + 1);
});

test('in a small world it has more than the best fixed channel and than eight segments, and recovers from a formulary win', () => {
  const world = makeWorld(21, { customers: 1200, days: 90, breakDay: 50, delay: 2, window: 6 });
  const learner = run(world, makeLearner(world, { draws: 10 }));
  const later = (one: typeof learner) => captured(one, 30, 90);
  assert.ok(later(learner) > later(run(world, fixedPolicy(world))) + 0.05);
  assert.ok(later(learner) > later(run(world, segmentPolicy(world))) + 0.02);
  assert.ok(captured(learner, 60, 90) > 0.85 * captured(learner, 30, 50));
});
