import { audit } from '#platform/audit';
import { ENGINE, type Actor, type Db } from '#platform/db';
import { announce } from '#platform/http';
import { addJob } from '#platform/jobs';
import { Problem } from '#platform/problem';
import { mergeWithin, tellMerges } from '../merge/merge-customers.ts';
import type { Moves } from '../merge/types.ts';
import { undoMerges } from '../merge/undo-merge.ts';
import { winnersOfParties } from '../merge/winners.ts';
import { countJoined, moveJoins, nextParties, standingOfRun, unflag, unflagDoubted } from './join-writes.ts';
import { findRun } from './reads.ts';

const AT_ONCE = 200; // parties a transaction: what is done stays done, whoever is killed, and imports wait for a second at most

/** Joins the next parties of a run, as the engine; says how many parties it looked at. */
const joinSome = (db: Db, moves: readonly Moves[], runId: number): Promise<number> => db.transaction(ENGINE, async (tx) => {
  const run = await findRun(tx, runId);
  const taken = run?.joins === 'joining' ? await nextParties(tx, runId, AT_ONCE) : [];
  if (taken.length === 0) return 0;
  const parties = taken.map(({ party }) => party);
  await unflagDoubted(tx, runId, parties); // somebody may have said something since
  const sure = (await nextParties(tx, runId, AT_ONCE)).filter(({ party }) => parties.includes(party));
  const winners = await winnersOfParties(tx, moves, sure.map(({ members }) => members));
  const reason = `As good as certain by version ${run?.version} of the rule, run ${runId}`;
  const wanted = sure.flatMap(({ members }, place) => members.filter((id) => id !== winners[place]).map((loserId) => ({ winnerId: winners[place] ?? 0, loserId, reason })));
  const result = await mergeWithin(tx, moves, { wanted, runId });
  await tellMerges(tx, result, new Map(wanted.map((one) => [one.loserId, one.reason])));
  await unflag(tx, runId, parties);
  await countJoined(tx, runId);
  await audit(tx, { action: 'customers.match-join', resource: 'customers.match_run', recordId: runId, rows: result.merges.length, after: { refused: result.refused.length } });
  return taken.length;
});

/** Joins what a run is as good as certain of, some parties a transaction. Goes on where it was broken off. */
export async function joinRun(db: Db, moves: readonly Moves[], runId: number): Promise<void> {
  while (await joinSome(db, moves, runId) > 0); // a batch is told which parties are left once the one before is done
  await db.transaction(ENGINE, async (tx) => {
    if (!await moveJoins(tx, runId, { from: ['joining'], to: 'joined' })) return;
    await audit(tx, { action: 'customers.match-joined', resource: 'customers.match_run', recordId: runId });
    await announce(tx, { topic: 'customers.pair', permission: 'customers:merge' });
  });
}

type Answer = { readonly runId: number; readonly decision: 'join' | 'leave'; readonly reason: string };

/** Answers a run that asks: its certain parties are joined in the background, or left to the stewards one by one. */
export const answerRun = (db: Db, actor: Actor, { runId, decision, reason }: Answer): Promise<void> => db.transaction(actor, async (tx) => {
  if (!await findRun(tx, runId)) throw new Problem('request.not_found');
  if (!await moveJoins(tx, runId, { from: ['asked'], to: decision === 'join' ? 'joining' : 'left', reason })) throw new Problem('customers.match_run_state');
  if (decision === 'join') await addJob(tx, { task: 'customers.match-join', payload: { runId }, key: `customers.match-join:${runId}` });
  await audit(tx, { action: `customers.match-${decision}`, resource: 'customers.match_run', recordId: runId, reason });
  await announce(tx, { topic: 'customers.pair', permission: 'customers:merge' });
});

/** Has everything that a run joined taken back, in the background. None of it is joined again unseen: a steward has doubted it. */
export const askToTakeBack = (db: Db, actor: Actor, { runId, reason }: { readonly runId: number; readonly reason: string }): Promise<void> => db.transaction(actor, async (tx) => {
  if (!await findRun(tx, runId)) throw new Problem('request.not_found');
  if (!await moveJoins(tx, runId, { from: ['joining', 'joined'], to: 'taking_back', reason })) throw new Problem('customers.match_run_state');
  await addJob(tx, { task: 'customers.match-take-back', payload: { runId }, key: `customers.match-take-back:${runId}` });
  await audit(tx, { action: 'customers.match-take-back', resource: 'customers.match_run', recordId: runId, reason });
  await announce(tx, { topic: 'customers.pair', permission: 'customers:merge' });
});

/** Undoes what a run joined and still stands, the newest first, as the engine; each merge is undone exactly, as if one by one. */
export async function takeBackRun(db: Db, moves: readonly Moves[], runId: number): Promise<void> {
  const next = () => db.read(ENGINE, async (tx) => {
    const run = await findRun(tx, runId);
    return run?.joins === 'taking_back' ? { reason: run.joinsReason ?? '', mergeIds: await standingOfRun(tx, runId, AT_ONCE) } : { reason: '', mergeIds: [] };
  });
  for (let { mergeIds, reason } = await next(); mergeIds.length > 0; { mergeIds, reason } = await next()) await undoMerges(db, ENGINE, { moves, mergeIds, reason }); // the newest first, some at a time
  await db.transaction(ENGINE, async (tx) => {
    await countJoined(tx, runId);
    await moveJoins(tx, runId, { from: ['taking_back'], to: 'taken_back' });
    await audit(tx, { action: 'customers.match-taken-back', resource: 'customers.match_run', recordId: runId });
    await announce(tx, { topic: 'customers.pair', permission: 'customers:merge' });
  });
}
