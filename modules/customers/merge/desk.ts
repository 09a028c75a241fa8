import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { compareRecords } from '../rules/compare-records.ts';
import { deskRecords, findPair } from './desk-reads.ts';
import { mergeCustomers, previewMerge } from './merge-customers.ts';
import type { Moves } from './types.ts';
import { hanging, winnersOfParties } from './winners.ts';
import { insertVerdicts, updatePairStates } from './writes.ts';

type Pair = { readonly customerId: number; readonly otherId: number; readonly winnerId?: number | undefined };
type Verdict = 'same' | 'different' | 'later' | 'withdrawn';
type Result = { readonly customerId: number; readonly otherId: number; readonly ok: boolean; readonly reason: string | null; readonly sentence: string | null; readonly mergeId: number | null };

const winnersOf = async (tx: Tx, moves: readonly Moves[], pairs: readonly Pair[]): Promise<number[]> => {
  const suggested = await winnersOfParties(tx, moves, pairs.map(({ customerId, otherId }) => [customerId, otherId]));
  return pairs.map(({ customerId, otherId, winnerId }, place) => (winnerId === customerId || winnerId === otherId ? winnerId : suggested[place] ?? customerId));
};

const WITHOUT_OTHERS: readonly string[] = ['customers.source_record', 'access.membership'];

/** Two records side by side, what hangs on each, and what merging them would make of them: carried out, looked at, taken back. */
export async function comparePair(db: Db, actor: Actor, { moves, pair }: { readonly moves: readonly Moves[]; readonly pair: Pair }) {
  const before = await db.read(actor, async (tx) => {
    const ids = [pair.customerId, pair.otherId];
    const [left, right] = await deskRecords(tx, ids);
    if (!left || !right) throw new Problem('request.not_found');
    const counts = await hanging(tx, moves, ids);
    const tables = [...new Set(counts.map(({ table }) => table))].filter((table) => !WITHOUT_OTHERS.includes(table)).toSorted();
    const rowsOf = (table: string, id: number) => counts.find((one) => one.table === table && one.customerId === id)?.rows ?? 0;
    const [winnerId] = await winnersOf(tx, moves, [pair]);
    return {
      pair: await findPair(tx, pair.customerId, pair.otherId) ?? null, fields: compareRecords(left, right), left, right, winnerId: winnerId ?? left.customerId,
      hanging: tables.map((table) => ({ table, left: rowsOf(table, left.customerId), right: rowsOf(table, right.customerId) })),
    };
  });
  const loserId = before.winnerId === pair.customerId ? pair.otherId : pair.customerId;
  const change = await previewMerge(db, actor, {
    moves, wanted: { winnerId: before.winnerId, loserId, reason: 'Looked at' },
    look: async (tx, result) => {
      const [refused] = result.refused;
      const [after] = refused ? [] : await deskRecords(tx, [before.winnerId]);
      const winner = before.winnerId === before.left.customerId ? before.left : before.right;
      return {
        refusal: refused ? { reason: refused.reason, sentence: refused.sentence } : null, stricter: result.stricter,
        moved: Object.entries(result.moved).filter(([table]) => !/^(medical|safety)\./.test(table) && !WITHOUT_OTHERS.includes(table)).map(([table, rows]) => ({ table, rows })),
        fields: after ? compareRecords(winner, after).filter(({ same }) => !same).map(({ field, left, right }) => ({ field, before: left, after: right })) : [],
      };
    },
  });
  return { ...before, change };
}

const done = ({ customerId, otherId }: Pair, mergeId: number | null): Result => ({ customerId, otherId, ok: true, reason: null, sentence: null, mergeId });

/** Makes the pairs of a verdict one; each that may not be is told with its reason. */
async function mergePairs(db: Db, actor: Actor, { moves, pairs, reason }: { readonly moves: readonly Moves[]; readonly pairs: readonly Pair[]; readonly reason: string }): Promise<Result[]> {
  const winners = await db.read(actor, (tx) => winnersOf(tx, moves, pairs));
  const wanted = pairs.map(({ customerId, otherId }, index) => {
    const winnerId = winners[index] ?? customerId;
    return { winnerId, loserId: winnerId === customerId ? otherId : customerId, reason };
  });
  const { merges, refused } = await mergeCustomers(db, actor, { moves, wanted });
  const merged = new Map(merges.map((one) => [one.loserId, one.mergeId]));
  return pairs.map((pair, index) => {
    const no = refused.find((one) => one.winnerId === wanted[index]?.winnerId && one.loserId === wanted[index]?.loserId);
    return no ? { customerId: pair.customerId, otherId: pair.otherId, ok: false, reason: no.reason, sentence: no.sentence, mergeId: null } : done(pair, merged.get(wanted[index]?.loserId ?? 0) ?? null);
  });
}

const STATE: Readonly<Record<Exclude<Verdict, 'same'>, string>> = { different: 'different', later: 'later', withdrawn: 'open' };

/** Keeps a steward's word on pairs: "same" merges them, "different" is never proposed again and forbids a merge until it is withdrawn, "later" puts them aside. */
export async function recordVerdicts(db: Db, actor: Actor, { moves, pairs, verdict, reason }: { readonly moves: readonly Moves[]; readonly pairs: readonly Pair[]; readonly verdict: Verdict; readonly reason: string }): Promise<Result[]> {
  const ordered = pairs.map((pair) => ({ ...pair, customerId: Math.min(pair.customerId, pair.otherId), otherId: Math.max(pair.customerId, pair.otherId) }));
  if (ordered.some(({ customerId, otherId }) => customerId === otherId)) throw new Problem('customers.merge_refused', { detail: 'They are one record already.' });
  if (verdict === 'same') return mergePairs(db, actor, { moves, pairs: ordered, reason });
  return db.transaction(actor, async (tx) => {
    await deskRecords(tx, [...new Set(ordered.flatMap(({ customerId, otherId }) => [customerId, otherId]))]); // refuses whom one may not see
    await insertVerdicts(tx, ordered.map((pair) => ({ ...pair, verdict, reason })));
    await updatePairStates(tx, ordered.map((pair) => ({ ...pair, state: STATE[verdict] })));
    await audit(tx, ...ordered.map(({ customerId, otherId }) => ({ action: 'customers.judge-pair', resource: 'customers.match_verdict', customerId, after: { otherId, verdict }, reason })));
    await announce(tx, { topic: 'customers.pair', permission: 'customers:merge' });
    return ordered.map((pair) => done(pair, null));
  });
}
