import type { Logger } from 'pino';
import { sealAudit } from '#platform/audit';
import { ENGINE, sql, type Db } from '#platform/db';
import { clearAnswers } from '#platform/http';
import type { JobTask } from '#platform/jobs';

const SEAL_EVERY_MS = 1_000;

const sealEntries: JobTask = async ({ db }) => void await sealAudit(db);

/** What the platform itself has to do again and again. */
export const platformJobs: Readonly<Record<string, JobTask>> = {
  'audit.seal': sealEntries,
  'http.clear-answers': async ({ db }) => void await clearAnswers(db),
};

export const platformCrontab = `
* * * * * audit.seal ?max=2
23 3 * * * http.clear-answers
`;

/** Chains what was written a moment ago; the job each minute catches what committed late. One look at an empty table when there is nothing. */
export function sealSoon(db: Db, log: Logger): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const look = async () => {
    const { open } = await db.read(ENGINE, (tx) => tx.one<{ open: boolean }>(sql`
      select exists (select from audit.unsealed) as open`));
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
