import { audit } from '#platform/audit';
import { ENGINE, type Db, type Tx } from '#platform/db';
import { announce } from '#platform/http';
import { dateAfter } from '#platform/time';
import { hasAccounts, isMeasured, nextWeeks, wantsSlow } from './reads/roll-up.ts';
import { mondayOf } from './rules/iso-week.ts';
import { COMPARED_DAYS } from './types.ts';
import { describeAccounts } from './writes/describe-accounts.ts';
import { countActivity, countDays, countWeeks } from './writes/count-weeks.ts';
import { measureArms, measureFigures, type Pace } from './writes/measure.ts';
import { claimRollUp, markMeasured, markRolled, takeMemory } from './writes/replace-rows.ts';

/** Weeks that follow one another are one stretch of reading. */
function stretches(weeks: readonly string[]): { from: string; to: string }[] {
  const found: { from: string; to: string }[] = [];
  for (const week of [...weeks].sort()) {
    const last = found.at(-1);
    if (last?.to === week) last.to = dateAfter(week, 7);
    else found.push({ from: week, to: dateAfter(week, 7) });
  }
  return found;
}

async function tell(tx: Tx, rows: number, what: Readonly<Record<string, unknown>>): Promise<void> {
  if (rows === 0) { // nothing is different from before: there is nothing to put on the trail
    tx.markAudited();
    return;
  }
  await audit(tx, { action: 'insight.roll-up', resource: 'insight.daily', rows, after: what });
  await announce(tx, { topic: 'insight.figure', permission: 'insight:read' });
}

/** Counts whole weeks anew from the timeline: their days, customers by week, activity. Counting twice changes nothing. */
async function countAnew(tx: Tx, weeks: readonly string[]): Promise<number> {
  let rows = 0;
  for (const span of stretches(weeks)) { // one stretch but for the first time
    rows += await countDays(tx, span);
    rows += await countWeeks(tx, span);
    rows += await countActivity(tx, span);
  }
  await markRolled(tx, weeks);
  return rows;
}

/** The figures of a pace as they stood at the end of a day, or stand now. */
async function measureDay(tx: Tx, day: string, pace: Pace): Promise<number> {
  const end = `${dateAfter(day, 1)}T00:00:00.000Z`;
  const at = { day, until: end < tx.now ? end : tx.now };
  return await measureFigures(tx, at, pace) + (pace === 'quick' ? await measureArms(tx, at) : 0);
}

/** The figures of today, those they are compared with, and the accounts where there are none yet. */
async function measureNow(tx: Tx, today: string): Promise<number> {
  const before = dateAfter(today, -COMPARED_DAYS);
  let rows = await measureDay(tx, today, 'quick');
  await markMeasured(tx, 'quick');
  if (await wantsSlow(tx)) {
    rows += await measureDay(tx, today, 'slow');
    await markMeasured(tx, 'slow');
  }
  if (!(await isMeasured(tx, before))) rows += await measureDay(tx, before, 'quick') + await measureDay(tx, before, 'slow');
  if (!(await hasAccounts(tx))) rows += await describeAccounts(tx);
  return rows;
}

/**
 * Brings the dashboards up to date as far as one bounded step goes; true while weeks are left to count. `now` counts this week however fresh it is:
 * something was done that a page waits for; when another process is at it, that one may have looked too early, and it is still to do.
 */
export const rollUp = (db: Db, { now = false } = {}): Promise<boolean> => db.transaction(ENGINE, async (tx) => {
  if (!(await claimRollUp(tx))) return now;
  const weeks = await nextWeeks(tx, now);
  if (!weeks) return false;
  await takeMemory(tx);
  const today = tx.now.slice(0, 10);
  let rows = await countAnew(tx, weeks);
  if (weeks.includes(mondayOf(today))) rows += await measureNow(tx, today);
  await tell(tx, rows, { weeks });
  return weeks.length > 1;
});

/** Describes every account anew, so that they can be compared. */
export const describeAllAccounts = (db: Db): Promise<number> => db.transaction(ENGINE, async (tx) => {
  await takeMemory(tx);
  const rows = await describeAccounts(tx);
  await tell(tx, rows, { accounts: rows });
  return rows;
});
