import { ENGINE, sql } from '#platform/db';
import type { JobTask } from '#platform/jobs';

const MONTHS_AHEAD = 13; // planned touches lie at most a year ahead

/** Makes the months that touches will fall into, before they are needed. */
const ensureMonths: JobTask = ({ db }) => db.transaction(ENGINE, async (tx) => {
  await tx.rows(sql`
    select interactions.ensure_month((${tx.now}::timestamptz at time zone 'UTC' + make_interval(months => n))::date) from generate_series(0, ${MONTHS_AHEAD}::integer) n`);
});

export const jobs: Readonly<Record<string, JobTask>> = { 'interactions.ensure-months': ensureMonths };
