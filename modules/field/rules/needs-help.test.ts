import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsHelp, type Load } from './needs-help.ts';

const calm: Load = { booked: 10, waiting: 5, perDay: 3, overdueTasks: 0, unreported: 0 };

test('somebody needs help when more is asked than fits, when a task is late, or when a visit has no report; never for having few', () => {
  for (const [load, reasons] of [
    [calm, []],
    [{ ...calm, booked: 0, waiting: 0 }, []],
    [{ ...calm, waiting: 6 }, ['more_than_fits']],
    [{ ...calm, waiting: 60, perDay: null }, []],
    [{ ...calm, overdueTasks: 1, unreported: 2 }, ['overdue_tasks', 'unreported_visits']],
  ] as const) assert.deepEqual(needsHelp(load), reasons);
});
