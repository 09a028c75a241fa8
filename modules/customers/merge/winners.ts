import type { Tx } from '#platform/db';
import { winnerOf } from '../rules/may-merge.ts';
import { asMerger } from './as-merger.ts';
import { readShapes } from './catalogue.ts';
import { deskRecords } from './desk-reads.ts';
import { countSql } from './move-sql.ts';
import type { Moves } from './types.ts';

/** How many rows of each kind hang on each of these records. */
export async function hanging(tx: Tx, moves: readonly Moves[], customerIds: readonly number[]): Promise<{ table: string; customerId: number; rows: number }[]> {
  const shapes = (await readShapes(tx, moves)).filter(({ table }) => !/^(medical|safety)\./.test(table)); // what is closed to stewards is not counted for them either
  return asMerger(tx, () => tx.rows(countSql(shapes, customerIds))); // numbers alone: a steward may not read what was said at a desk
}

/** Which record of each party would keep its number. */
export async function winnersOfParties(tx: Tx, moves: readonly Moves[], parties: readonly (readonly number[])[]): Promise<number[]> {
  const ids = [...new Set(parties.flat())];
  const [records, counts] = [await deskRecords(tx, ids), await hanging(tx, moves, ids)];
  const rows = Map.groupBy(counts, ({ customerId }) => customerId);
  const standing = new Map(records.map((record) => [record.customerId, { ...record, hanging: (rows.get(record.customerId) ?? []).reduce((sum, one) => sum + one.rows, 0) }]));
  return parties.map((members) => members.reduce((best, member) => {
    const [left, right] = [standing.get(best), standing.get(member)];
    return left && right && best !== member ? winnerOf(left, right) : best;
  }, members[0] ?? 0));
}
