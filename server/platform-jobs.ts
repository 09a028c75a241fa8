import type { Logger } from 'pino';
import { sealAudit } from '#platform/audit';
import { ENGINE, sql, type Db } from '#platform/db';
import type { JobTask } from '#platform/jobs';

const MONTHS_AHEAD = 6; // so that half a year without a worker loses no partition
const SEAL_EVERY_MS = 1_000;

const sealEntries: JobTask = async ({ db }) => void await sealAudit(db);

const makeMonths: JobTask = async ({ db }) => {
  await db.transaction(ENGINE, (tx) => tx.run(sql`
    select interactions.ensure_month((${tx.now}::timestamptz + make_interval(months => n))::date) from generate_series(0, ${MONTHS_AHEAD}::integer) n`));
};

/** What the platform itself has to do again and again. */
export const platformJobs: Readonly<Record<string, JobTask>> = {
  'audit.seal': sealEntries,
  'interactions.months': makeMonths,
};

export const platformCrontab = `
* * * * * audit.seal ?max=2
23 3 * * * interactions.months ?max=3
`;

/** Chains what was written a moment ago; the job each minute catches what committed late. Two index look-ups when there is nothing. */
export function sealSoon(db: Db, log: Logger): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const look = async () => {
    const { open } = await db.read(ENGINE, (tx) => tx.one<{ open: boolean }>(sql`
      select coalesce((select max(entry_id) from audit.entry), 0) > coalesce((select entry_id from audit.link order by seq desc limit 1), 0) as open`));
    if (open) await sealAudit(db);
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = look().catch((error: unknown) => log.warn({ err: error }, 'the audit trail could not be chained; trying again')).finally(() => { busy = false; });
  }, SEAL_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
