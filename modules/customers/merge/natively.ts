import { sql, type Tx } from '#platform/db';
import { asMerger } from './as-merger.ts';
import { readShapes } from './catalogue.ts';
import { customersMoves } from './own-moves.ts';
import { putTogether, takeApart } from './move.ts';

/** The parties among these customers that are made of several records. */
export async function rootsAmong(tx: Tx, customerIds: readonly number[]): Promise<number[]> {
  const rows = await tx.rows<{ rootId: number }>(sql`select distinct c.merged_root as root_id from customers.merged_roots(${customerIds}::bigint[]) c`);
  return rows.map((row) => row.rootId);
}

/**
 * Lets what a source or a steward says reach the record for which it is meant: parties that were merged are taken apart in this module's tables, the work is
 * done on the records as they are by themselves, and they are put together again. So an undo never has to guess what would have been written.
 */
export async function natively<T>(tx: Tx, roots: readonly number[], work: () => Promise<T>): Promise<T> {
  if (roots.length === 0) return work();
  const moves = [customersMoves];
  const kit = { moves, shapes: await readShapes(tx, moves) };
  const { memberIds } = await asMerger(tx, () => takeApart(tx, kit, roots));
  const result = await work();
  await asMerger(tx, () => putTogether(tx, kit, memberIds));
  return result;
}
