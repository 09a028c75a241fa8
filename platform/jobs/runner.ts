import { Logger as WorkerLogger, run, type Runner } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Db } from '#platform/db';

export type JobContext = { readonly db: Db; readonly log: Logger; readonly signal: AbortSignal };
/** The work behind a job's name. It may run twice: what it does must be a no-op the second time. */
export type JobTask = (context: JobContext, payload: never) => Promise<void>;

export type JobRunner = { stop(): Promise<void> };

export type JobOptions = {
  readonly db: Db;
  readonly url: string; // the login role's; the runner acts as tutti_jobs
  readonly log: Logger;
  readonly tasks: Readonly<Record<string, JobTask>>;
  /** cron lines of graphile-worker: "* * * * * task" */
  readonly crontab?: string;
  readonly concurrency?: number;
};

const DEBUG_LEVELS = new Set(['debug', 'info']);

/** Starts the queue's runner in this process. */
export async function startJobs({ db, url, log, tasks, crontab, concurrency = 4 }: JobOptions): Promise<JobRunner> {
  const pool = new pg.Pool({ connectionString: url, options: '-c role=tutti_jobs', max: concurrency + 2, application_name: 'tutti-jobs' });
  pool.on('error', (error) => log.warn({ err: error }, 'a connection of the job runner was lost'));
  pool.on('connect', (client) => client.on('error', () => undefined)); // one that is lent out when it breaks reports to its borrower
  const stopping = new AbortController();
  const runner: Runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    crontab: crontab ?? '',
    logger: new WorkerLogger(() => (level, message, meta) => {
      const quiet = DEBUG_LEVELS.has(level);
      log[quiet ? 'debug' : level === 'warning' ? 'warn' : 'error']({ meta: quiet ? undefined : meta?.['error'] }, message);
    }),
    taskList: Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, async (payload: unknown) => {
      await task({ db, log, signal: stopping.signal }, payload as never);
    }])),
  });
  return {
    async stop() {
      stopping.abort();
      await runner.stop().catch(() => undefined);
      await pool.end();
    },
  };
}
