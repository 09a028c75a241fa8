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

/** Puts a job into the queue in the transaction that makes it true; it starts milliseconds after the commit. */
export async function addJob(tx: Tx, job: NewJob): Promise<void> {
  await tx.run(sql`
    select jobs.add_job(${job.task}, ${JSON.stringify(job.payload)}::jsonb, ${job.key ?? null}, ${job.runAt ?? null}::timestamptz,
                        ${job.priority ?? 10}::integer, ${job.maxAttempts ?? 12}::integer)`);
}
