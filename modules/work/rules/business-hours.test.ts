import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addBusinessMinutes, businessMinutesBetween, endOfDay, startOfDay } from './business-hours.ts';

const NY = 'America/New_York';
const cases: [string, string, number, string, string][] = [
  ['within a day', '2026-11-23T14:00:00.000Z', 120, NY, '2026-11-23T16:00:00.000Z'],
  ['over night', '2026-11-23T22:30:00.000Z', 60, NY, '2026-11-24T13:30:00.000Z'],
  ['over a weekend', '2026-11-20T22:00:00.000Z', 120, NY, '2026-11-23T14:00:00.000Z'],
  ['before opening the clock waits', '2026-11-23T03:00:00.000Z', 30, NY, '2026-11-23T13:30:00.000Z'],
  ['over the weekend in which summer time begins', '2026-03-06T22:00:00.000Z', 120, NY, '2026-03-09T13:00:00.000Z'],
  ['over the weekend in which it ends', '2026-10-30T21:00:00.000Z', 120, NY, '2026-11-02T14:00:00.000Z'],
  ['where she is', '2026-11-23T14:00:00.000Z', 120, 'America/Los_Angeles', '2026-11-23T18:00:00.000Z'],
  ['to the very end of a day', '2026-11-23T13:00:00.000Z', 600, NY, '2026-11-23T23:00:00.000Z'],
];
for (const [name, from, minutes, zone, expected] of cases) {
  test(`a clock of business hours runs ${name}`, () => assert.equal(addBusinessMinutes(from, minutes, zone), expected));
}

const zones = fc.constantFrom(NY, 'America/Los_Angeles', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC');
const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2029, 0, 1) }).map((ms) => new Date(ms - (ms % 60_000)).toISOString());

test('as many business minutes lie before the due instant as were granted, in every zone and on every day', () => {
  fc.assert(fc.property(instants, fc.integer({ min: 1, max: 6_000 }), zones, (from, minutes, zone) => {
    const due = addBusinessMinutes(from, minutes, zone);
    assert.ok(due > from);
    assert.equal(businessMinutesBetween(from, due, zone), minutes);
  }), { numRuns: 120 });
});

test('more minutes are never due earlier, and a clock can be granted in two parts', () => {
  fc.assert(fc.property(instants, fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 2_000 }), (from, first, second) => {
    assert.equal(addBusinessMinutes(addBusinessMinutes(from, first, NY), second, NY), addBusinessMinutes(from, first + second, NY));
  }), { numRuns: 60 });
});

test('a day begins and ends at midnight where the reader is', () => {
  assert.equal(startOfDay('2026-11-24T04:59:00.000Z', NY), '2026-11-23T05:00:00.000Z');
  assert.equal(endOfDay('2026-11-23T14:00:00.000Z', NY), '2026-11-24T05:00:00.000Z');
  assert.equal(endOfDay('2026-11-24T04:59:00.000Z', NY), '2026-11-24T05:00:00.000Z');
});
