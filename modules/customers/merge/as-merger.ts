import { sql, type Tx } from '#platform/db';

/**
 * Runs a part of a transaction as the system's role that moves rows between customers: no role of a person may delete from ledgers. The actor of the
 * trail stays the person; after a failure the transaction is void, and the role with it.
 */
export async function asMerger<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.run(sql`set local role tutti_merger`);
  const result = await work();
  await tx.run(sql.trusted(`set local role tutti_${tx.actor.role}`));
  return result;
}
