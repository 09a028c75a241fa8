import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Presence } from '#work';
import { mayJoin } from './may-join.ts';
import { whatCrosses } from './what-crosses.ts';

const AT = '2026-11-23T17:00:00.000Z';
const there: Presence = { userId: 1, name: 'P', function: 'medical', state: 'available', until: null, changedAt: AT, busy: [] };
const cases: [string, Presence | undefined, boolean][] = [
  ['there and free', there, true],
  ['unknown', undefined, false],
  ['away', { ...there, state: 'away' }, false],
  ['busy', { ...there, state: 'busy' }, false],
  ['within a block', { ...there, busy: [{ from: '2026-11-23T16:30:00+00:00', to: '2026-11-23T17:30:00+00:00' }] }, false],
  ['before a block', { ...there, busy: [{ from: '2026-11-23T17:30:00+00:00', to: '2026-11-23T18:30:00+00:00' }] }, true],
  ['at the end of a block', { ...there, busy: [{ from: '2026-11-23T16:30:00+00:00', to: '2026-11-23T17:00:00+00:00' }] }, true],
];
for (const [name, presence, expected] of cases) test(`a liaison who is ${name} ${expected ? 'can' : 'cannot'} join a call`, () => assert.equal(mayJoin(presence, AT).ok, expected));

test('the question, the callback and the answers cross; visits, samples, prescribing and notes about sales never do', () => {
  const { crosses, stays } = whatCrosses({ question: 'eGFR under 30?', callback: '+1 212', bestTime: 'after 17:00', answersRead: [{ code: 'SR-118', versionNo: 4 }, { code: 'SR-118', versionNo: 4 }], pronoun: 'she' });
  assert.deepEqual(crosses.map((item) => [item.id, item.detail]), [['question', 'eGFR under 30?'], ['callback', '+1 212, after 17:00'], ['answers_read', 'SR-118 v4']]);
  assert.deepEqual(stays.map((item) => item.id), ['visits_samples_prescribing', 'notes']);
  assert.equal(crosses[0]?.label, 'Her question, word for word');
});
