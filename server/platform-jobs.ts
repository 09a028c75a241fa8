import type { Logger } from 'pino';
import { anchorAudit, handOutAnchors, sealAudit, type AnchorKey } from '#platform/audit';
import type { Config } from '#platform/config';
import { ENGINE, sql, type Db } from '#platform/db';
import { clearAnswers } from '#platform/http';
import type { JobTask } from '#platform/jobs';
import { handOutAnchor } from './audit/hand-out-anchor.ts';
import { exportJobs } from './export/export-everything.ts';
import { policy } from './policy.ts';

const SEAL_EVERY_MS = 1_000;

const sealEntries: JobTask = async ({ db }) => void await sealAudit(db);

/** Signs the day's head and hands out what was not handed out yet; run again, it makes none and hands none out. */
const anchorDay = ({ key, config }: { readonly key: AnchorKey; readonly config: Config }): JobTask => async ({ db }) => {
  await anchorAudit(db, key, { daily: true });
  if (config.anchorFile || config.anchorMail) await handOutAnchors(db, (anchor) => handOutAnchor(config, anchor));
};

/** What the platform itself has to do again and again. */
export const platformJobsWith = (parts: { readonly key: AnchorKey; readonly config: Config }): Readonly<Record<string, JobTask>> => ({
  ...exportJobs({ dataDir: parts.config.dataDir, policy }),
  'audit.seal': sealEntries,
  'audit.anchor': anchorDay(parts),
  'http.clear-answers': async ({ db }) => void await clearAnswers(db),
});

export const platformCrontab = `
* * * * * audit.seal ?max=2
7 * * * * audit.anchor ?max=1
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
