import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { confidenceOf, evidenceOf } from './confidence.ts';

const said = (source: string, saidOn: string, stated = 1) => ({ source, saidOn, stated });

test('an affiliation is believed by who says it, how sure they were, how long ago, and who agrees', () => {
  const on = '2026-11-23';
  const cases: readonly [string, Parameters<typeof confidenceOf>[0], number][] = [
    ['nobody says it', [], 0], ['a steward today', [said('steward', on)], 0.95], ['NPPES today', [said('nppes', on)], 0.9], ['a file of another system today', [said('crm', on)], 0.7],
    ['NPPES two years ago', [said('nppes', '2024-11-23')], 0.45], ['claims that were 80 % sure', [said('claims', on, 0.8)], 0.64],
    ['two that agree', [said('nppes', on), said('claims', on)], 0.98], ['many that agree are never sure', [said('nppes', on), said('steward', on), said('claims', on)], 0.99],
    ['a word of days to come counts as today\'s', [said('nppes', '2027-01-01')], 0.9],
  ];
  for (const [name, evidence, expected] of cases) assert.equal(confidenceOf(evidence, on), expected, name);
});

test('another witness never makes us less sure, and time never makes us surer', () => {
  const day = fc.integer({ min: 0, max: 4_000 }).map((days) => new Date(Date.UTC(2016, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
  const witness = fc.record({ source: fc.constantFrom('steward', 'nppes', 'claims', 'crm'), saidOn: day, stated: fc.double({ min: 0, max: 1, noNaN: true }) });
  fc.assert(fc.property(fc.array(witness, { maxLength: 4 }), witness, (known, more) => confidenceOf([...known, more], '2027-01-01') >= confidenceOf(known, '2027-01-01')));
  fc.assert(fc.property(fc.array(witness, { maxLength: 4 }), (known) => confidenceOf(known, '2030-01-01') <= confidenceOf(known, '2027-01-01')));
});

test('where no witness is noted, the source of the row is one, on its first day', () => {
  assert.deepEqual(evidenceOf({ source: 'claims', stated: 0.8, validFrom: '2026-01-01', evidence: {} }), [said('claims', '2026-01-01', 0.8)]);
  assert.deepEqual(evidenceOf({ source: 'claims', stated: 0.8, validFrom: '2026-01-01', evidence: { claims: '2026-02-01', nppes: '2026-03-01' } }), [said('nppes', '2026-03-01'), said('claims', '2026-02-01', 0.8)]);
});
