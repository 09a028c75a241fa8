import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dateAfter, instantOf, localOf } from './index.ts';

test('local time and instant are each other’s inverse, also on the days when clocks change', () => {
  fc.assert(fc.property(fc.constantFrom('2026-03-08', '2026-11-01', '2026-07-15'), fc.integer({ min: 200, max: 1439 }), fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe'), (day, minutes, zone) => {
    const local = localOf(instantOf(day, minutes, zone), zone);
    assert.deepEqual([local.day, local.minutes], [day, minutes]);
  }));
});

test('days are counted over the ends of months and years, and from the UTC date of an instant', () => {
  assert.equal(dateAfter('2026-03-01', -1), '2026-02-28');
  assert.equal(dateAfter('2026-12-31', 1), '2027-01-01');
  assert.equal(dateAfter('2026-11-23T23:59:00.000Z', 1), '2026-11-24');
});
