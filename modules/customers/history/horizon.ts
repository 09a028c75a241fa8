import { sql, type Tx } from '#platform/db';

// Numbers are given out in one order and committed in another. Who follows by number must not pass one that is still under way, or it would never come. So a
// writer holds a lock that names a number below all of its own until it has committed, and a reader goes no further than the lowest that is held. Unlike
// numbers of transactions, these mean the same after a restore into another server.

const SPACE = sql`(1::bigint << 60)`; // apart from every other advisory lock

/** Holds the place of what this transaction is about to write, until it ends. Call it before the first number is drawn. */
export const holdPlace = (tx: Tx) => tx.run(sql`select pg_advisory_xact_lock_shared(${SPACE} + nextval('customers.change_number'))`);

/** Up to which number everything is committed or will never be. What is read must be read by a later statement. */
export async function safeHorizon(tx: Tx): Promise<number> {
  const { drawn } = await tx.one<{ drawn: number }>(sql`select coalesce(pg_sequence_last_value('customers.change_number'::regclass), 0) as drawn`);
  const { held } = await tx.one<{ held: number | null }>(sql`
    select min((classid::bigint << 32 | objid::bigint) - ${SPACE}) as held
      from pg_locks
     where locktype = 'advisory' and objsubid = 1 and database = (select oid from pg_database where datname = current_database()) and classid::bigint >= ${SPACE} >> 32`);
  return held === null ? drawn : Math.min(drawn, held);
}
