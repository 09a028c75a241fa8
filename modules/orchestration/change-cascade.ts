import { releaseMessages, withdrawMessages } from '#channels';
import { cancelTasks, holdTasks, resumeTasks } from '#work';
import { audit } from '#platform/audit';
import { addJob, type JobTask } from '#platform/jobs';
import { ENGINE, type Actor, type Db, type Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { findCascade, findHold, type CascadeHead } from './reads/cascade.ts';
import { releaseStretch } from './release-cascade.ts';
import { endEnrolments, insertChange, lockCascade, lockJourneys, markApproved, moveActions, publishJourney, resumeEnrolments, setCascadeState, stopActions } from './writes.ts';

async function existing(tx: Tx, cascadeId: number): Promise<CascadeHead> {
  const cascade = await findCascade(tx, cascadeId);
  if (!cascade) throw new Problem('request.not_found');
  return cascade;
}

async function told(tx: Tx, cascade: CascadeHead, change: { action: string; before: string; after: string; reason?: string; rows?: number }): Promise<void> {
  await audit(tx, { action: change.action, resource: 'orchestration.cascade', customerId: cascade.customerId, recordId: cascade.cascadeId, rows: change.rows ?? 1, before: { state: change.before }, after: { state: change.after }, reason: change.reason ?? null });
  await announce(tx, { topic: 'orchestration.cascade', permission: 'orchestration:read' });
}

const addRelease = (tx: Tx, cascadeId: number) => addJob(tx, { task: 'orchestration.release', payload: { cascadeId }, priority: 0, key: `release-${cascadeId}` });

/** Approves what a cascade proposes: its journey goes live, and within moments mail is queued and tasks are given. Only once. */
export const approveCascade = (db: Db, actor: Actor, input: { cascadeId: number }): Promise<{ cascadeId: number }> => db.transaction(actor, async (tx) => {
  await lockCascade(tx, input.cascadeId);
  const cascade = await existing(tx, input.cascadeId);
  if (await markApproved(tx, cascade.cascadeId) === 0) throw new Problem('orchestration.cascade_not_proposed', { state: cascade.state });
  await told(tx, cascade, { action: 'orchestration.approve', before: cascade.state, after: 'approved' });
  await emit(tx, { type: 'cascade.approved', customerId: cascade.customerId, key: `cascade-${cascade.cascadeId}-approved`, subject: cascade.name, data: { cascadeId: cascade.cascadeId } });
  await addRelease(tx, cascade.cascadeId);
  return { cascadeId: cascade.cascadeId };
});

async function takeCascade(tx: Tx, cascadeId: number): Promise<CascadeHead> {
  await lockCascade(tx, cascadeId);
  await lockJourneys(tx);
  return existing(tx, cascadeId);
}

/** Carries an approval out, in one transaction: all mail is queued and all tasks are given, or nothing is. */
export const releaseCascade = (db: Db, cascadeId: number): Promise<void> => db.transaction(ENGINE, async (tx) => {
  const cascade = await takeCascade(tx, cascadeId);
  if (cascade.state !== 'approved') return; // held, undone, or carried out before
  if (cascade.journeyVersionId !== null) await publishJourney(tx, cascade.journeyVersionId);
  const moved = await moveActions(tx, cascadeId, { from: ['proposed', 'approved'], to: 'queued' });
  await releaseStretch(tx, cascade, null);
  await setCascadeState(tx, cascadeId, 'running');
  await told(tx, cascade, { action: 'orchestration.release', before: 'approved', after: 'running', rows: moved });
});

export const releaseJob: JobTask = async ({ db }, payload: { cascadeId: number }) => releaseCascade(db, payload.cascadeId);

type Change = { readonly to: 'held' | 'undone' | 'resumed'; readonly state: CascadeHead['state']; readonly reason: string; readonly rows: number };
const VERBS = { held: 'orchestration.hold', undone: 'orchestration.undo', resumed: 'orchestration.resume' } as const;

async function record(tx: Tx, cascade: CascadeHead, { to, state, reason, rows }: Change): Promise<void> {
  const { cascadeId } = cascade;
  await setCascadeState(tx, cascadeId, state);
  await insertChange(tx, { cascadeId, change: to, fromState: cascade.state, reason, rows });
  await told(tx, cascade, { action: VERBS[to], before: cascade.state, after: state, reason, rows });
  await emit(tx, { type: `cascade.${to}`, customerId: cascade.customerId, key: `cascade-${cascadeId}-${to}-${tx.now}`, subject: cascade.name, data: { cascadeId, rows } });
}

// A change of a whole cascade reaches into every module's queue, so the engine does it, on behalf of the person whose name is in the trail.
const asEngine = (actor: Actor): Actor => ({ ...ENGINE, kind: actor.kind, userId: actor.userId, requestId: actor.requestId });

type WithReason = { readonly cascadeId: number; readonly reason: string };

/** Stops everything of a cascade that has not left and is not begun, until somebody lets it go on; what has left stays as it is. */
export const holdCascade = (db: Db, actor: Actor, { cascadeId, reason }: WithReason): Promise<{ cascadeId: number; stopped: number }> => db.transaction(asEngine(actor), async (tx) => {
  const cascade = await takeCascade(tx, cascadeId);
  if (['held', 'undone', 'done'].includes(cascade.state)) throw new Problem('orchestration.cascade_finished', { state: cascade.state });
  const mails = await withdrawMessages(tx, { cascadeId }, { code: 'held', record: `orchestration.cascade:${cascadeId}` });
  await holdTasks(tx, { cascadeId });
  const stopped = Math.max(mails, await stopActions(tx, cascadeId, { to: 'held', reason }));
  await record(tx, cascade, { to: 'held', state: 'held', reason, rows: stopped });
  return { cascadeId, stopped };
});

/** Takes a cascade back as far as that can be done: what has not left is withdrawn, tasks not begun are cancelled, nobody goes on in its journey. */
export const undoCascade = (db: Db, actor: Actor, { cascadeId, reason }: WithReason): Promise<{ cascadeId: number; stopped: number }> => db.transaction(asEngine(actor), async (tx) => {
  const cascade = await takeCascade(tx, cascadeId);
  if (cascade.state === 'undone' || cascade.state === 'done') throw new Problem('orchestration.nothing_to_undo', { state: cascade.state });
  const mails = await withdrawMessages(tx, { cascadeId }, { code: 'undone', record: `orchestration.cascade:${cascadeId}` });
  await cancelTasks(tx, { cascadeId });
  const stopped = Math.max(mails, await stopActions(tx, cascadeId, { to: 'withdrawn', reason }));
  await endEnrolments(tx, cascadeId, 'undone');
  await record(tx, cascade, { to: 'undone', state: 'undone', reason, rows: stopped });
  return { cascadeId, stopped };
});

/** Lets a held cascade go on where it stood: its mail is queued anew and passes the gate again, its tasks come back, its journeys wait on. */
export const resumeCascade = (db: Db, actor: Actor, { cascadeId, reason }: WithReason): Promise<{ cascadeId: number; state: string; resumed: number }> => db.transaction(asEngine(actor), async (tx) => {
  const cascade = await takeCascade(tx, cascadeId);
  const hold = cascade.state === 'held' ? await findHold(tx, cascadeId) : undefined;
  if (!hold) throw new Problem('orchestration.cascade_not_held', { state: cascade.state });
  const waits = hold.fromState === 'proposed' || hold.fromState === 'approved' || (hold.fromState === 'deciding' && cascade.definition.approval === 'required');
  const actions = await moveActions(tx, cascadeId, { from: ['held'], to: waits ? 'proposed' : 'queued' });
  const resumed = Math.max(actions, await releaseMessages(tx, { cascadeId }));
  await resumeTasks(tx, { cascadeId, heldAt: hold.heldAt });
  await resumeEnrolments(tx, cascadeId, hold.heldAt);
  await record(tx, cascade, { to: 'resumed', state: hold.fromState, reason, rows: resumed });
  if (hold.fromState === 'approved') await addRelease(tx, cascadeId);
  if (hold.fromState === 'deciding') await addJob(tx, { task: 'orchestration.resume', payload: {}, key: 'orchestration.resume' });
  return { cascadeId, state: hold.fromState, resumed };
});
