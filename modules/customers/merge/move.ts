import type { Sql, Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { StandingMerge } from '../rules/merge-rounds.ts';
import type { MovingShape } from './catalogue.ts';
import { carryGolden, returnGolden } from './golden.ts';
import { busySql, carrySql, pointBackSql, pointSql, returnSql } from './move-sql.ts';
import { deleteMembers, standingMerges, upsertMembers } from './writes.ts';
import type { Moves } from './types.ts';

/** How many rows of which table. */
export type Moved = Readonly<Record<string, number>>;
type Counted = { readonly table: string; readonly statement: Sql };

async function runAll(tx: Tx, statements: readonly Counted[]): Promise<Moved> {
  const moved: Record<string, number> = {};
  for (const { table, statement } of statements) { // a statement a table: the number of tables is fixed, whatever the number of customers
    const counted = await tx.maybe<{ rows: number }>(statement);
    if (counted) moved[table] = (moved[table] ?? 0) + counted.rows;
  }
  return moved;
}

export const sum = (parts: readonly Moved[]): Moved => {
  const all: Record<string, number> = {};
  for (const part of parts) for (const [table, rows] of Object.entries(part)) all[table] = (all[table] ?? 0) + rows;
  return all;
};

/** Moves what hangs on each loser to its winner: rows first, then the columns that name them. */
export const carryRows = (tx: Tx, shapes: readonly MovingShape[], steps: readonly StandingMerge[]): Promise<Moved> => runAll(tx, [
  ...shapes.map((shape) => ({ table: shape.table, statement: carrySql(shape, steps) })),
  ...shapes.flatMap((shape) => (shape.pointers ?? []).map((pointer) => ({ table: `${shape.table}.${pointer}`, statement: pointSql(shape, { pointer, steps }) }))),
]);

/** Gives everything back that lies at these parties and belongs to another record. */
export const returnRows = (tx: Tx, shapes: readonly MovingShape[], roots: readonly number[]): Promise<Moved> => runAll(tx, [
  ...shapes.flatMap((shape) => (shape.pointers ?? []).map((pointer) => ({ table: `${shape.table}.${pointer}`, statement: pointBackSql(shape, { pointer, roots }) }))),
  ...shapes.map((shape) => ({ table: shape.table, statement: returnSql(shape, roots) })),
]);

/** Refuses while a message of one of them is on its way: its sender knows it under the number that it has now. */
export async function assertNotBusy(tx: Tx, shapes: readonly MovingShape[], roots: readonly number[]): Promise<void> {
  const busy = await runAll(tx, shapes.flatMap((shape) => (shape.busy ? [{ table: shape.table, statement: busySql({ ...shape, busy: shape.busy }, roots) }] : [])));
  if (Object.keys(busy).length) throw new Problem('customers.merge_in_flight');
}

export type Kit = { readonly shapes: readonly MovingShape[]; readonly moves: readonly Moves[] };

/** Takes parties apart into the records that they are made of, as if they had never been merged. Returns the records. */
export async function takeApart(tx: Tx, { shapes, moves }: Kit, roots: readonly number[]): Promise<{ memberIds: number[]; moved: Moved }> {
  const memberIds = await returnGolden(tx, roots);
  const moved = await returnRows(tx, shapes, memberIds); // not from the root alone: a row can have stayed behind half-way
  for (const { part } of moves) await part?.(tx, memberIds); // a handful of modules
  await deleteMembers(tx, memberIds);
  return { memberIds, moved };
}

/** Carries out merges in their order; each round touches every party once. */
export async function carryOut(tx: Tx, { shapes, moves }: Kit, rounds: readonly (readonly StandingMerge[])[]): Promise<{ moved: Moved; stricter: number }> {
  const parts: Moved[] = [];
  let stricter = 0;
  for (const round of rounds) { // a round needs the one before: what B brought goes on with A
    for (const { join } of moves) stricter += await join?.(tx, round) ?? 0;
    await upsertMembers(tx, round);
    parts.push(await carryRows(tx, shapes, round));
    await carryGolden(tx, round);
  }
  return { moved: sum(parts), stricter };
}

/** Lets each module count anew what it derives from the rows of these customers. */
export async function recount(tx: Tx, moves: readonly Moves[], customerIds: readonly number[]): Promise<void> {
  for (const one of moves) await one.recount?.(tx, customerIds); // a handful of modules
}

/** Puts parties together again from the merges of these records that stand. */
export async function putTogether(tx: Tx, kit: Kit, memberIds: readonly number[]): Promise<Moved> {
  const { rounds } = await standingMerges(tx, memberIds);
  return (await carryOut(tx, kit, rounds)).moved;
}
