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

const AGAIN_MS = 500; // well within UNKNOWN_AFTER: a database that was away for a moment costs no job a second run

/** Gives back the jobs of processes whose lock is gone, and of workers that nobody has put on record. */
async function releaseDead(pool: pg.Pool): Promise<number> {
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
}

/** Marks this process as alive for as long as its connection lasts: no clock, no lease, so that a slow process is never taken for a dead one. */
export async function openLiveness(pool: pg.Pool): Promise<Liveness> {
  const workers = new Set<string>();
  let held: pg.PoolClient | undefined;
  let process: number | undefined;
  let ended = false;
  let marking: Promise<void> | undefined;

  const record = () => pool.query('insert into jobs.worker (worker_id, process) select w, $2 from unnest($1::text[]) w on conflict do nothing', [[...workers], process]);

  async function mark(): Promise<void> {
    const client = await pool.connect();
    client.on('error', () => { // the mark went with its connection, and others take this process for dead until it stands again
      if (held !== client) return;
      held = undefined;
      client.release(true);
      markAgain();
    });
    try {
      process ??= (await client.query<{ process: number }>("select nextval('jobs.process_number')::integer as process")).rows[0]?.process ?? 0;
      await client.query('select pg_advisory_lock($1, $2)', [ALIVE, process]);
      held = client;
    } catch (error) {
      client.release(true);
      throw error;
    }
    await recordLiving().catch(() => undefined); // the next sweep does it
  }

  /** Somebody may have struck this process's workers off while its connection was lost. */
  async function recordLiving(): Promise<void> {
    if (held && workers.size > 0) await record();
  }

  function markAgain(): void {
    if (ended) return;
    setTimeout(() => { if (!ended) marking = mark().catch(() => markAgain()); }, AGAIN_MS).unref();
  }

  await mark();
  const adopting = new Set<Promise<unknown>>();
  return {
    async adopt(workerId) {
      workers.add(workerId);
      const kept = record();
      adopting.add(kept);
      await kept.finally(() => adopting.delete(kept));
    },
    async release() {
      if (!held) return 0; // while its own mark is gone it would strike itself off
      await recordLiving();
      return releaseDead(pool);
    },
    async end() {
      ended = true;
      await Promise.allSettled([...adopting, marking]);
      await pool.query('delete from jobs.worker where process = $1', [process]).catch(() => undefined);
      held?.release(true);
    },
  };
}
