import { sql, type Instant, type Tx } from '#platform/db';

export type NewJob = {
  readonly task: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** A job with the same key that has not started is replaced. */
  readonly key?: string;
  readonly runAt?: Instant;
  /** Lower runs first. */
  readonly priority?: number;
  readonly maxAttempts?: number;
};

/** Puts jobs into the queue in the transaction that makes them true; they start milliseconds after the commit. */
export async function addJobs(tx: Tx, jobs: readonly NewJob[]): Promise<void> {
  await tx.run(sql`
    select jobs.add_job(j.task, j.payload, j.key, j.run_at, j.priority, j.max_attempts)
      from jsonb_to_recordset(${JSON.stringify(jobs.map(({ task, payload, key, runAt, priority = 10, maxAttempts = 12 }) => ({ task, payload, key, run_at: runAt, priority, max_attempts: maxAttempts })))}::jsonb)
           as j(task text, payload jsonb, key text, run_at timestamptz, priority integer, max_attempts integer)`);
}

export const addJob = (tx: Tx, job: NewJob): Promise<void> => addJobs(tx, [job]);
