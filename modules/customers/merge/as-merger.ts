import { sql, type Tx } from '#platform/db';

/** Runs a part of a transaction as a role of the system. The actor of the trail stays the person; after a failure the transaction is void, and the role with it. */
export async function asSystem<T>(tx: Tx, role: 'merger' | 'engine', work: () => Promise<T>): Promise<T> {
  await tx.run(role === 'merger' ? sql`set local role tutti_merger` : sql`set local role tutti_engine`);
  const result = await work();
  await tx.run(sql.trusted(`set local role tutti_${tx.actor.role}`));
  return result;
}

/** As the role that moves rows between customers: no role of a person may delete from ledgers. */
export const asMerger = <T>(tx: Tx, work: () => Promise<T>): Promise<T> => asSystem(tx, 'merger', work);
