import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { emitNew } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { keepChanges } from '../history/keep-changes.ts';
import { asMerger } from './as-merger.ts';
import { kitOf } from './merge-customers.ts';
import { traceSql, type Parting } from './move-sql.ts';
import { assertNotBusy, carryOut, recount, returnRows, sum, takeApart, type Kit, type Moved } from './move.ts';
import type { Moves } from './types.ts';
import { endMerges, insertVerdicts, lockMerges, lockParties, membersOf, rootsOf, standingMerges, updatePairStates, updateUndoReport } from './writes.ts';

type Standing = { readonly mergeId: number; readonly loserId: number; readonly winnerId: number; readonly mergedAt: string };
export type UndoReport = { readonly back: Moved; readonly since: Moved };

/** Which records leave with a loser: all that had gone into it and still do. */
function leavingWith(into: ReadonlyMap<number, readonly Standing[]>, loserId: number): number[] {
  return [loserId, ...(into.get(loserId) ?? []).flatMap((one) => leavingWith(into, one.loserId))];
}

/** Notes what came since by the address of one who leaves; it is then given back like what she brought. `roots`: under which number each record was found. */
async function noteArrivals(tx: Tx, { moves }: Kit, { ended, roots, all }: { ended: readonly Standing[]; roots: ReadonlyMap<number, number>; all: readonly Standing[] }): Promise<void> {
  const parties = Map.groupBy(roots.keys(), (id) => roots.get(id));
  const into = Map.groupBy(all, ({ winnerId }) => winnerId);
  const partings = ended.map((one): Parting => {
    const leaving = leavingWith(into, one.loserId);
    return { leaving, staying: (parties.get(roots.get(one.loserId)) ?? []).filter((id) => !leaving.includes(id)), since: one.mergedAt };
  });
  for (const trace of moves.flatMap(({ traces }) => traces ?? [])) await tx.maybe(traceSql(trace, partings)); // a handful of tables
}

async function undoWithin(tx: Tx, kit: Kit, { ended, reason }: { ended: readonly Standing[]; reason: string }): Promise<UndoReport> {
  const roots = [...new Set((await rootsOf(tx, ended.map((one) => one.loserId))).values())];
  const members = await membersOf(tx, roots);
  await assertNotBusy(tx, kit.shapes, roots);
  const { memberIds, moved } = await takeApart(tx, kit, roots);
  const { merges: all } = await standingMerges(tx, memberIds);
  await noteArrivals(tx, kit, { ended, roots: members, all });
  const since = await returnRows(tx, kit.shapes, memberIds);
  await endMerges(tx, ended.map((one) => one.mergeId), reason);
  const { rounds } = await standingMerges(tx, memberIds);
  const again = await carryOut(tx, kit, rounds);
  await recount(tx, kit.moves, memberIds);
  const back = Object.fromEntries(Object.entries(sum([moved])).map(([table, rows]) => [table, rows - (again.moved[table] ?? 0)] as const).filter(([, rows]) => rows > 0));
  return { back, since };
}

/**
 * Undoes merges in any order: every record is again what it was, and what happened since stays with whom it belongs to. Source records are told by their
 * key, mail and touches by the address through which they came; anything else that came to the party stays with the record that had kept its number.
 */
export const undoMerges = (db: Db, actor: Actor, { moves, mergeIds, reason }: { readonly moves: readonly Moves[]; readonly mergeIds: readonly number[]; readonly reason: string }): Promise<UndoReport> =>
  db.transaction(actor, async (tx) => {
    await lockParties(tx);
    const found = await asMerger(tx, () => lockMerges(tx, mergeIds));
    if (found.length !== new Set(mergeIds).size) throw new Problem('request.not_found');
    if (found.some((one) => one.undoneAt !== null)) throw new Problem('customers.merge_undone');
    const kit = await kitOf(tx, moves);
    const changing = { customerIds: found.flatMap(({ winnerId, loserId }) => [winnerId, loserId]), source: 'undo of a merge', joined: { kind: 'parted_from', customerIds: found.map(({ winnerId }) => winnerId) } } as const;
    const report = await keepChanges(tx, changing, () => asMerger(tx, async () => {
      const done = await undoWithin(tx, kit, { ended: found, reason });
      await updateUndoReport(tx, mergeIds, done);
      return done;
    }));
    const pairs = found.map((one) => ({ customerId: Math.min(one.winnerId, one.loserId), otherId: Math.max(one.winnerId, one.loserId) }));
    await insertVerdicts(tx, pairs.map((pair) => ({ ...pair, verdict: 'withdrawn', reason })));
    await updatePairStates(tx, pairs.map((pair) => ({ ...pair, state: 'open' })));
    await audit(tx, ...found.map((one) => ({ action: 'customers.undo-merge', resource: 'customers.customer', customerId: one.winnerId, recordId: one.mergeId, before: { loserId: one.loserId, winnerId: one.winnerId }, after: found.length === 1 ? report : {}, reason })));
    await emitNew(tx, found.map((one) => ({ type: 'customers.unmerged', customerId: one.winnerId, key: `customers.unmerged:${one.mergeId}`, data: { mergeId: one.mergeId, loserId: one.loserId } })));
    await announce(tx, ...changing.customerIds.map((customerId) => ({ topic: 'customers.customer', permission: 'customers:read', customerId } as const)), { topic: 'customers.pair', permission: 'customers:merge' });
    return report;
  });
