import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dateAfter } from '#platform/time';
import { ACCOUNT_KINDS, AMOUNTS, CATEGORIES } from '../types.ts';
import { findingOf } from './finding.ts';
import { isoWeek, lastWeeks, mondayOf } from './iso-week.ts';
import { liftOf, smallestDetectable } from './lift.ts';
import { attributesOf, likenessOf, tellingParts, type Described } from './likeness.ts';
import { wilson } from './wilson.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const account: fc.Arbitrary<Described> = fc.record({
  categories: fc.tuple(fc.constantFrom('', 'NY', 'NJ', 'CA', 'ON'), fc.constantFrom('', 'Crossbridge Rx', 'Tern'), fc.constantFrom('', '1', '6', '12')),
  scaled: fc.array(share, { minLength: AMOUNTS.length, maxLength: AMOUNTS.length }),
});
const kind = fc.constantFrom(...ACCOUNT_KINDS);

test('an account is as alike to itself as can be', () => {
  fc.assert(fc.property(kind, account, (of, one) => Math.abs(likenessOf(of, one, one).value - 1) < 1e-9));
});

test('likeness is the same in both directions and between 0 and 1', () => {
  fc.assert(fc.property(kind, account, account, (of, a, b) => {
    const [there, back] = [likenessOf(of, a, b).value, likenessOf(of, b, a).value];
    return Math.abs(there - back) < 1e-12 && there >= 0 && there <= 1;
  }));
});

test('moving one number nearer never makes two accounts less alike', () => {
  fc.assert(fc.property(kind, account, account, fc.nat(AMOUNTS.length - 1), share, (of, a, b, at, step) => {
    const name = AMOUNTS[at] ?? '';
    if (name.startsWith('specialty_')) return true; // a share of a mix moves its remainder as well
    const nearer = { ...a, scaled: a.scaled.map((value, i) => (i === at ? value + ((b.scaled[i] ?? 0) - value) * Math.max(step, 1e-6) : value)) };
    const said = (one: Described) => likenessOf(of, one, b).parts.length;
    return said(nearer) !== said(a) || likenessOf(of, nearer, b).value >= likenessOf(of, a, b).value - 1e-9;
  }));
});

test('the reasons are the nearest and the farthest attributes, no attribute twice, and what few share comes first', () => {
  fc.assert(fc.property(kind, account, account, (of, a, b) => {
    const likeness = likenessOf(of, a, b);
    const { nearest, farthest } = tellingParts(likeness, new Map());
    const value = (name: string) => likeness.parts.find((part) => part.attribute === name)?.likeness ?? -1;
    assert.equal(new Set([...nearest, ...farthest]).size, nearest.length + farthest.length);
    assert.ok(nearest.every((name) => farthest.every((other) => value(name) >= value(other) - 0.05)));
    assert.ok([...nearest, ...farthest].every((name) => attributesOf(of).includes(name)));
  }));
  const zeros = AMOUNTS.map(() => 0.5);
  const same = { categories: ['NY', 'Crossbridge Rx', '11'], scaled: zeros };
  assert.equal(CATEGORIES.length, same.categories.length);
  assert.equal(tellingParts(likenessOf('payer', same, same), new Map([['benefit_manager', 0.3], ['region', 0.9], ['review_month', 0.5], ...(['covered_lives', 'plans', 'prescribers', 'books', 'access', 'specialties', 'answers'] as const).map((name) => [name, 0.8] as const)])).nearest[0], 'benefit_manager');
});

test('a Wilson interval holds the share, stays within 0 and 1, and narrows with the base', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), share, (of, part) => {
    const { value, low, high } = wilson(Math.floor(of * part), of);
    assert.ok(value !== null && low <= value && value <= high && low >= 0 && high <= 1);
  }));
  const { low, high } = wilson(10, 100);
  assert.deepEqual([low.toFixed(4), high.toFixed(4)], ['0.0552', '0.1744']); // Wilson 1927, checked by hand
  assert.ok(wilson(1000, 10_000).high - wilson(1000, 10_000).low < high - low);
  assert.equal(wilson(0, 0).value, null);
});

test('lift is told only where both arms can show it, else why not and what they could show', () => {
  const arm = (decided: number, customers: number, responders: number) => ({ decided, customers, responders });
  const seen = liftOf(arm(2000, 2000, 400), arm(500, 500, 60));
  assert.ok(seen.seen && Math.abs(seen.value - 0.08) < 1e-9 && seen.low > 0 && seen.high < 0.16);
  const spans = liftOf(arm(100, 100, 20), arm(100, 100, 19));
  assert.ok(spans.seen && spans.low < 0 && spans.sentence.includes('no difference is not excluded'));
  const early = liftOf(arm(2524, 0, 0), arm(280, 0, 0));
  assert.ok(!early.seen && early.sentence.includes('2,524 chosen, 280 held out') && early.sentence.includes('8.8 points'));
  assert.ok(!liftOf(arm(5, 0, 0), null).seen);
  assert.ok(!liftOf(arm(10, 0, 0), arm(0, 0, 0)).seen);
});

test('the smallest detectable difference shrinks with both arms', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 1e5 }), fc.integer({ min: 2, max: 1e5 }), share, (a, b, rate) =>
    smallestDetectable(a + 100, b + 100, rate) <= smallestDetectable(a, b, rate) + 1e-12));
});

test('weeks are ISO weeks that begin on a Monday, over the turn of a year too', () => {
  assert.equal(isoWeek('2026-11-23'), '2026-W48');
  assert.equal(isoWeek(mondayOf('2027-01-02')), '2026-W53');
  assert.equal(isoWeek(mondayOf('2027-01-04T10:00:00Z')), '2027-W01');
  assert.deepEqual(lastWeeks('2026-11-25', 2), ['2026-11-16', '2026-11-23']);
  assert.equal(dateAfter('2026-03-01', -1), '2026-02-28');
});

test('the title says what the data say, and that there is nothing when there is nothing', () => {
  const none = { productName: 'GLIDIM', cascade: null, reached: null, answered: null, leading: null };
  assert.equal(findingOf(none).title, 'Nobody was reached for GLIDIM in the last 14 days.');
  assert.equal(findingOf({ ...none, reached: { now: 110, before: 100 } }).title, 'Reach for GLIDIM rose by 10\u202F% to 110 customers in 7 days.');
  assert.equal(findingOf({ ...none, reached: { now: 101, before: 100 } }).title, 'Reach for GLIDIM held at 101 customers in 7 days.');
  assert.equal(findingOf({ ...none, cascade: { name: 'Empire win', state: 'running', touched: 1761, chosen: 2524, audience: 3091 } }).title, 'Empire win has reached 1,761 of 2,524 chosen.');
});
