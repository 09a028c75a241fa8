import { EventEmitter } from 'node:events';
import { Logger as WorkerLogger, run, type Runner, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Db } from '#platform/db';
import { openLiveness } from './liveness.ts';

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

const SWEEP_MS = 5_000; // so long may a killed process's jobs wait where others live
const DEBUG_LEVELS = new Set(['debug', 'info']);

/** Starts the queue's runner in this process. */
export async function startJobs({ db, url, log, tasks, crontab, concurrency = 4 }: JobOptions): Promise<JobRunner> {
  const stopping = new AbortController();
  const pool = new pg.Pool({ connectionString: url, options: '-c role=tutti_jobs', max: concurrency + 3, application_name: 'tutti-jobs' });
  pool.on('error', (error) => { if (!stopping.signal.aborted) log.warn({ err: error }, 'a connection of the job runner was lost'); });
  pool.on('connect', (client) => client.on('error', () => undefined)); // one that is lent out when it breaks reports to its borrower
  const liveness = await openLiveness(pool);
  await liveness.release();
  const events: WorkerEvents = new EventEmitter();
  // Jobs are locked by the pool of workers, not by the one that runs them.
  events.on('pool:create', ({ workerPool }) => void liveness.adopt(workerPool.id).catch((error: unknown) => log.warn({ err: error }, 'this process’s workers could not be put on record')));
  const sweep = setInterval(() => void liveness.release().catch(() => undefined), SWEEP_MS);
  sweep.unref();
  const runner: Runner = await run({
    pgPool: pool,
    events,
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
      clearInterval(sweep);
      await runner.stop().catch(() => undefined);
      await liveness.end();
      await pool.end();
    },
  };
}
