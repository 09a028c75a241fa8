import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { emitNew } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { mayMerge, type MergeFacts } from '../rules/may-merge.ts';
import { mergeRounds, type StandingMerge } from '../rules/merge-rounds.ts';
import { keepChanges } from '../history/keep-changes.ts';
import { asMerger } from './as-merger.ts';
import { readShapes } from './catalogue.ts';
import { carryOut, recount, type Kit, type Moved } from './move.ts';
import { differentVerdicts, mergeFacts } from './reads.ts';
import type { Moves } from './types.ts';
import { insertMerges, insertVerdicts, lockParties, lockRecords, nextMergeIds, rootsOf, updatePairStates, updateReport } from './writes.ts';

export type Wanted = { readonly winnerId: number; readonly loserId: number; readonly reason: string };
type MergeRefusal = { readonly winnerId: number; readonly loserId: number; readonly reason: string; readonly sentence: string };
export type MergeResult = { readonly merges: readonly StandingMerge[]; readonly refused: readonly MergeRefusal[]; readonly moved: Moved; readonly stricter: number };

export const kitOf = async (tx: Tx, moves: readonly Moves[]): Promise<Kit> => ({ moves, shapes: await readShapes(tx, moves) });

const apart = (wanted: Wanted, reason: string, sentence: string): MergeRefusal => ({ winnerId: wanted.winnerId, loserId: wanted.loserId, reason, sentence });

/** Splits what is wanted into what may be and what may not, each against the parties as they stand after those before it. */
async function decide(tx: Tx, wanted: readonly Wanted[]): Promise<{ allowed: Wanted[]; refused: MergeRefusal[]; at: (id: number) => number }> {
  const named = [...new Set(wanted.flatMap(({ winnerId, loserId }) => [winnerId, loserId]))];
  const roots = await rootsOf(tx, named);
  const at = (id: number) => roots.get(id) ?? id;
  const facts = new Map((await mergeFacts(tx, named.map(at))).map((one) => [one.customerId, one]));
  const different = await differentVerdicts(tx, named);
  const into = new Map<number, number>();
  const now = (id: number): number => (into.has(at(id)) ? now(into.get(at(id)) as number) : at(id));
  const parties = new Map([...facts].map(([id, one]) => [id, { facts: one, members: different.members.get(id) ?? [id] }]));
  const refused: MergeRefusal[] = [];
  const allowed = wanted.filter((one) => {
    const [winner, loser] = [parties.get(now(one.winnerId)), parties.get(now(one.loserId))];
    if (!winner || !loser) { refused.push(apart(one, 'not_found', 'One of the records does not exist, or you may not see it.')); return false; }
    const saidDifferent = winner.members.some((a) => loser.members.some((b) => different.pairs.has(`${Math.min(a, b)} ${Math.max(a, b)}`)));
    const decision = mayMerge(winner.facts, loser.facts, saidDifferent);
    if (!decision.ok) { refused.push(apart(one, decision.reason, decision.sentence)); return false; }
    const facts: MergeFacts = { ...winner.facts, npis: [...new Set([...winner.facts.npis, ...loser.facts.npis])] };
    into.set(loser.facts.customerId, winner.facts.customerId);
    parties.set(winner.facts.customerId, { facts, members: [...winner.members, ...loser.members] });
    return true;
  });
  return { allowed, refused, at };
}

const pairOf = ({ winnerId, loserId }: Wanted) => ({ customerId: Math.min(winnerId, loserId), otherId: Math.max(winnerId, loserId) });

/** `runId`: the run that joins them, where no person does. */
type ToMerge = { readonly wanted: readonly Wanted[]; readonly runId?: number | null };

/** Carries merges out within a transaction: decides, moves, writes the books. What is refused is told and leaves the rest as it is. */
export async function mergeWithin(tx: Tx, moves: readonly Moves[], { wanted, runId = null }: ToMerge): Promise<MergeResult> {
  await lockParties(tx);
  await lockRecords(tx, wanted.flatMap(({ winnerId, loserId }) => [winnerId, loserId]));
  const { allowed, refused, at } = await decide(tx, wanted);
  if (allowed.length === 0) return { merges: [], refused, moved: {}, stricter: 0 };
  const ids = await nextMergeIds(tx, allowed.length);
  const { rounds } = mergeRounds(allowed.map((one, index) => ({
    mergeId: ids[index] as number, loserId: at(one.loserId), winnerId: at(one.winnerId), mergedAt: tx.now,
  })));
  const merges = rounds.flat();
  const reasons = new Map(allowed.map(({ reason }, index) => [ids[index], reason]));
  const kit = await kitOf(tx, moves);
  const changing = { customerIds: merges.flatMap(({ winnerId, loserId }) => [winnerId, loserId]), source: 'merge', joined: { kind: 'merged_from', customerIds: merges.map(({ winnerId }) => winnerId) } } as const;
  const { moved, stricter } = await keepChanges(tx, changing, () => asMerger(tx, async () => {
    await insertMerges(tx, merges, { reasons: merges.map(({ mergeId }) => reasons.get(mergeId) ?? ''), runId });
    const done = await carryOut(tx, kit, rounds);
    await recount(tx, moves, merges.flatMap(({ winnerId, loserId }) => [winnerId, loserId]));
    await updateReport(tx, merges.map((one) => one.mergeId), { moved: done.moved, stricter: done.stricter, together: merges.length });
    return done;
  }));
  if (runId === null) await insertVerdicts(tx, allowed.map((one) => ({ ...pairOf(one), verdict: 'same', reason: one.reason }))); // what the engine concludes is no verdict: it must not teach it
  await updatePairStates(tx, allowed.map((one) => ({ ...pairOf(one), state: 'merged' })));
  return { merges, refused, moved, stricter };
}

/** Tells the trail, the other modules and the open pages. */
export async function tellMerges(tx: Tx, { merges, moved, stricter }: MergeResult, reasons: ReadonlyMap<number, string>): Promise<void> {
  if (merges.length === 0) return;
  await audit(tx, ...merges.map((one) => ({
    action: 'customers.merge', resource: 'customers.customer', customerId: one.winnerId, recordId: one.mergeId, after: { loserId: one.loserId, winnerId: one.winnerId, ...(merges.length === 1 ? { moved, stricter } : {}) },
    reason: reasons.get(one.loserId) ?? null,
  })));
  await emitNew(tx, merges.map((one) => ({ type: 'customers.merged', customerId: one.winnerId, key: `customers.merged:${one.mergeId}`, data: { mergeId: one.mergeId, loserId: one.loserId } })));
  await announce(tx, ...merges.map(({ winnerId }) => ({ topic: 'customers.customer', permission: 'customers:read', customerId: winnerId } as const)), { topic: 'customers.pair', permission: 'customers:merge' });
}

function assertNoneRefused({ refused }: MergeResult): void {
  const [first] = refused;
  if (first?.reason === 'not_found') throw new Problem('request.not_found');
  if (first) throw new Problem('customers.merge_refused', { detail: first.sentence, reason: first.reason });
}

/** `whole`: one refusal refuses everything. */
type MergeRequest = { readonly moves: readonly Moves[]; readonly wanted: readonly Wanted[]; readonly whole?: boolean };

/**
 * Makes records one. The winner keeps its number, the loser's number leads to it from then on, and all that hangs on the loser moves in this transaction.
 * Merges that may not be are refused one by one with their reason; the others are done.
 */
export const mergeCustomers = (db: Db, actor: Actor, { moves, wanted, whole = false }: MergeRequest): Promise<MergeResult> =>
  db.transaction(actor, async (tx) => {
    const result = await mergeWithin(tx, moves, { wanted });
    if (whole) assertNoneRefused(result);
    await tellMerges(tx, result, new Map(wanted.map((one) => [one.loserId, one.reason])));
    return result;
  });

class Preview extends Error {
  readonly result: unknown;
  constructor(result: unknown) { super('a preview is rolled back'); this.result = result; }
}

/** Carries a merge out, looks at what came of it, and takes it all back: what a steward is shown is what would happen, not an estimate of it. */
export async function previewMerge<T>(db: Db, actor: Actor, { moves, wanted, look }: { readonly moves: readonly Moves[]; readonly wanted: Wanted; readonly look: (tx: Tx, result: MergeResult) => Promise<T> }): Promise<T> {
  try {
    return await db.transaction(actor, async (tx) => {
      throw new Preview(await look(tx, await mergeWithin(tx, moves, { wanted: [wanted] })));
    });
  } catch (error) {
    if (error instanceof Preview) return error.result as T;
    throw error;
  }
}
