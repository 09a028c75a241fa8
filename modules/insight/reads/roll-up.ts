import { sql, type Tx } from '#platform/db';
import { WEEKS_KEPT_FRESH } from '../types.ts';

const FRESH_MINUTES = 2; // so old may this week's counts be
const LATE_HOURS = 12; // facts come in late from devices that were offline: the last two weeks are counted anew twice a day
const LATE_WEEKS = 2;
const AT_ONCE = 8; // weeks in one transaction

/** The next stretch of weeks that want counting, newest first; undefined when all are fresh. With `now` this week counts as stale, however fresh it is. */
export async function nextWeeks(tx: Tx, now = false): Promise<string[] | undefined> {
  const rows = await tx.rows<{ week: string }>(sql`
    with wanted as (
      select (date_trunc('week', ${tx.now}::timestamptz at time zone 'UTC') - make_interval(weeks => n))::date as week, n from generate_series(0, ${WEEKS_KEPT_FRESH - 1}::integer) n)
    select w.week
      from wanted w left join insight.rolled r on r.week = w.week
     where r.rolled_at is null
        or (w.n = 0 and ${now})
        or (w.n = 0 and r.rolled_at < ${tx.now}::timestamptz - make_interval(mins => ${FRESH_MINUTES}::integer))
        or (w.n between 1 and ${LATE_WEEKS}::integer and r.rolled_at < ${tx.now}::timestamptz - make_interval(hours => ${LATE_HOURS}::integer))
     order by w.week desc limit ${AT_ONCE}::integer`);
  return rows.length ? rows.map((row) => row.week) : undefined;
}

const SLOW_MINUTES = 20; // figures over four weeks and more do not move within minutes

/** Whether the figures over long windows want making: not yet today, or a while ago. */
export const wantsSlow = async (tx: Tx): Promise<boolean> =>
  (await tx.one<{ wants: boolean }>(sql`
    select not exists (select from insight.measured where pace = 'slow' and measured_at >= ${tx.now}::timestamptz - make_interval(mins => ${SLOW_MINUTES}::integer)
                          and measured_at >= ${tx.now.slice(0, 10)}::date) as wants`)).wants;

/** Whether the figures that end with a day were ever made. */
export const isMeasured = async (tx: Tx, day: string): Promise<boolean> =>
  (await tx.one<{ found: boolean }>(sql`select exists (select from insight.figure where day = ${day}::date) as found`)).found;

export const hasAccounts = async (tx: Tx): Promise<boolean> => (await tx.one<{ found: boolean }>(sql`select exists (select from insight.account) as found`)).found;
