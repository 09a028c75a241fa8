import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PlanFacts } from '../types.ts';
import { instantOf, localOf, minutesAfter } from '#platform/time';
import { mayPlanVisit, proposeTime, TIME_WINDOWS } from './plan-visit.ts';

const NOW = '2026-11-23T14:00:00.000Z'; // Monday, 09:00 in New York
const FREE: PlanFacts = { now: NOW, myZone: 'America/New_York', herZone: 'America/New_York', quiet: { from: '20:00:00', to: '07:00:00' }, preferredTime: 'any', visits: [], busy: [], perDay: 3 };
const at = (clock: string, day = '2026-11-24') => instantOf(day, Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)), 'America/New_York');
const span = (clock: string, minutes = 20) => ({ from: at(clock), to: minutesAfter(at(clock), minutes) });

test('each reason refuses its own case', () => {
  const cases: [Partial<PlanFacts>, string, string | null][] = [
    [{}, at('10:00'), null], [{}, at('08:00', '2026-11-22'), 'in_the_past'], [{}, at('08:00', '2028-11-22'), 'too_far'], [{}, at('20:30'), 'quiet_hours'], [{}, at('06:55'), 'quiet_hours'], [{}, at('07:00'), null],
    [{ preferredTime: 'early_morning' }, at('10:00'), 'outside_her_time'], [{ preferredTime: 'early_morning' }, at('08:15'), null],
    [{ visits: [span('10:00')] }, at('10:10'), 'overlaps'], [{ visits: [span('10:00')] }, at('10:20'), null], [{ busy: [span('09:00', 120)] }, at('10:00'), 'in_calendar'],
    [{ visits: [span('09:00'), span('11:00'), span('13:00')] }, at('15:00'), 'day_full'], [{ visits: [span('09:00'), span('11:00'), span('13:00')], perDay: null }, at('15:00'), null],
    [{ herZone: 'America/Los_Angeles' }, at('09:00'), 'quiet_hours'],
  ];
  for (const [facts, startsAt, reason] of cases) {
    const decision = mayPlanVisit({ ...FREE, ...facts }, { startsAt, minutes: 20 });
    assert.equal(decision.ok ? null : decision.reason, reason, `${startsAt} ${JSON.stringify(facts)}`);
  }
});

const world = fc.record({
  preferredTime: fc.constantFrom('any', 'next_week', ...Object.keys(TIME_WINDOWS)), herZone: fc.constantFrom('America/New_York', 'America/Los_Angeles', 'Europe/London'), perDay: fc.option(fc.integer({ min: 1, max: 4 })),
  visits: fc.array(fc.record({ days: fc.integer({ min: 0, max: 6 }), minute: fc.integer({ min: 420, max: 1080 }) }), { maxLength: 12 }),
}).map(({ visits, ...rest }): PlanFacts => ({ ...FREE, ...rest, visits: visits.map(({ days, minute }) => instantOf(`2026-11-${23 + days}`, minute, 'America/New_York')).map((from) => ({ from, to: minutesAfter(from, 20) })) }));

test('a proposed time may always be planned, on a workday, in the hours that she named', () => {
  fc.assert(fc.property(world, (facts) => {
    const startsAt = proposeTime(facts, 20);
    assert.ok(startsAt);
    assert.deepEqual(mayPlanVisit(facts, { startsAt, minutes: 20 }), { ok: true });
    const hers = localOf(startsAt, facts.herZone);
    assert.ok(hers.weekday <= 5);
    assert.ok(startsAt >= minutesAfter(NOW, 60));
    if (facts.preferredTime === 'next_week') assert.ok(hers.day >= '2026-11-30');
  }), { numRuns: 60 });
});

test('no time is proposed when no day holds a visit', () => {
  assert.equal(proposeTime({ ...FREE, perDay: 0 }, 20), null);
});
