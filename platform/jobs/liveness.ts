import type pg from 'pg';

// Two-part advisory locks (this number, the process's number) mark the living processes.
const ALIVE = 7_461_010;

// A living worker is on record milliseconds after it began; one that took a job and is not was killed in between.
const UNKNOWN_AFTER = '5 seconds';

export type Liveness = {
  /** Remembers a worker of this process. */
  adopt(workerId: string): Promise<void>;
  /** Gives the jobs of processes that are no more back to the queue; returns how many workers they had. */
  release(): Promise<number>;
  end(): Promise<void>;
};

/** Marks this process as alive for as long as its connection lasts: no clock, no lease, so that a slow process is never taken for a dead one. */
export async function openLiveness(pool: pg.Pool): Promise<Liveness> {
  const held = await pool.connect();
  held.on('error', () => undefined); // a lost connection loses the mark; the next sweep of another process sees it
  const { rows } = await held.query<{ process: number }>("select nextval('jobs.process_number')::integer as process");
  const process = rows[0]?.process ?? 0;
  await held.query('select pg_advisory_lock($1, $2)', [ALIVE, process]);
  const adopting = new Set<Promise<unknown>>();
  return {
    async adopt(workerId) {
      const kept = pool.query('insert into jobs.worker (worker_id, process) values ($1, $2) on conflict do nothing', [workerId, process]);
      adopting.add(kept);
      await kept.finally(() => adopting.delete(kept));
    },
    async release() {
      const dead = await pool.query<{ worker_id: string }>(`
        with gone as (
          delete from jobs.worker w
           where not exists (select from pg_locks l where l.locktype = 'advisory' and l.classid = $1::oid and l.objid = w.process::oid and l.granted
                                and l.database = (select oid from pg_database where datname = current_database()))
          returning worker_id)
        select worker_id from gone
        union
        select j.locked_by from graphile_worker._private_jobs j
         where j.locked_by is not null and j.locked_at < now() - $2::interval and not exists (select from jobs.worker w where w.worker_id = j.locked_by)`, [ALIVE, UNKNOWN_AFTER]);
      const ids = dead.rows.map((row) => row.worker_id);
      if (ids.length) await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [ids]);
      return ids.length;
    },
    async end() {
      await Promise.allSettled(adopting);
      await pool.query('delete from jobs.worker where process = $1', [process]).catch(() => undefined);
      held.release(true);
    },
  };
}
