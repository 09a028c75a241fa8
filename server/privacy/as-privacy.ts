import { sql, type Tx } from '#platform/db';

/**
 * Runs a part of a transaction as the privacy office: no person's role may read or empty every table, and nobody signs in as this one. The actor of the trail
 * stays the person; after a failure the transaction is void, and the role with it.
 */
export async function asPrivacy<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.run(sql`set local role tutti_privacy`);
  const result = await work();
  await tx.run(sql.trusted(`set local role tutti_${tx.actor.role}`));
  return result;
}
