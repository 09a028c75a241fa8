import { withdrawMessages } from '#channels';
import { audit } from '#platform/audit';
import { addJob, type JobTask } from '#platform/jobs';
import { ENGINE, sql, type Actor, type Db, type Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { findCascade, type CascadeHead } from './reads/cascade.ts';
import { releaseStretch } from './release-cascade.ts';
import { markApproved, moveActions, publishJourney, setCascadeState } from './writes.ts';

const OPEN_ACTIONS = ['proposed', 'approved', 'queued'] as const;

async function existing(tx: Tx, cascadeId: number): Promise<CascadeHead> {
  const cascade = await findCascade(tx, cascadeId);
  if (!cascade) throw new Problem('request.not_found');
  return cascade;
}

async function told(tx: Tx, cascade: CascadeHead, change: { action: string; before: string; after: string; reason?: string; rows?: number }): Promise<void> {
  await audit(tx, { action: change.action, resource: 'orchestration.cascade', customerId: cascade.customerId, recordId: cascade.cascadeId, rows: change.rows ?? 1, before: { state: change.before }, after: { state: change.after }, reason: change.reason ?? null });
  await announce(tx, { topic: 'orchestration.cascade', id: cascade.cascadeId, permission: 'orchestration:read' });
}

/** Approves what a cascade proposes: its journey goes live, and within moments mail is queued and tasks are given. Only once. */
export const approveCascade = (db: Db, actor: Actor, input: { cascadeId: number }): Promise<{ cascadeId: number }> => db.transaction(actor, async (tx) => {
  const cascade = await existing(tx, input.cascadeId);
  if (await markApproved(tx, cascade.cascadeId) === 0) throw new Problem('orchestration.cascade_not_proposed', { state: cascade.state });
  await told(tx, cascade, { action: 'orchestration.approve', before: cascade.state, after: 'approved' });
  await emit(tx, { type: 'cascade.approved', customerId: cascade.customerId, key: `cascade-${cascade.cascadeId}-approved`, subject: cascade.name, data: { cascadeId: cascade.cascadeId } });
  await addJob(tx, { task: 'orchestration.release', payload: { cascadeId: cascade.cascadeId }, priority: 0, key: `release-${cascade.cascadeId}` });
  return { cascadeId: cascade.cascadeId };
});

/** Carries an approval out, in one transaction: all mail is queued and all tasks are given, or nothing is. */
export const releaseCascade = (db: Db, cascadeId: number): Promise<void> => db.transaction(ENGINE, async (tx) => {
  await tx.run(sql`select pg_advisory_xact_lock(7461004, ${cascadeId}::integer)`);
  const cascade = await existing(tx, cascadeId);
  if (cascade.state !== 'approved') return; // held, undone, or carried out before
  if (cascade.journeyVersionId !== null) await publishJourney(tx, cascade.journeyVersionId);
  const moved = await moveActions(tx, cascadeId, { from: ['proposed', 'approved'], to: 'queued' });
  await releaseStretch(tx, cascade, null);
  await setCascadeState(tx, cascadeId, 'running');
  await told(tx, cascade, { action: 'orchestration.release', before: 'approved', after: 'running', rows: moved });
});

export const releaseJob: JobTask = async ({ db }, payload: { cascadeId: number }) => releaseCascade(db, payload.cascadeId);

async function stop(tx: Tx, cascade: CascadeHead, reason: string): Promise<number> {
  const messages = await withdrawMessages(tx, { cascadeId: cascade.cascadeId }, { code: reason });
  const actions = await tx.run(sql`
    update orchestration.action a set state = 'withdrawn', reason = ${reason}, changed_at = ${tx.now}::timestamptz
     where a.cascade_id = ${cascade.cascadeId}::bigint and a.state = any(${[...OPEN_ACTIONS]}::text[])
       and not exists (select from channels.v_message m where m.customer_id = a.customer_id and m.action_id = a.action_id and m.state not in ('queued', 'withdrawn'))`);
  await tx.run(sql`
    update orchestration.enrolment set state = 'exited', exit_reason = ${reason}, due_at = null, awaits = null, moved_at = ${tx.now}::timestamptz
     where cascade_id = ${cascade.cascadeId}::bigint and state in ('active', 'waiting')
       and exists (select from orchestration.action a where a.customer_id = enrolment.customer_id and a.action_id = enrolment.action_id and a.state = 'withdrawn')`);
  return Math.max(messages, actions);
}

// Stopping reaches into every module's queue, so the engine does it, on behalf of the person whose name is in the trail.
async function stopAs(db: Db, actor: Actor, input: { cascadeId: number; reason: string; to: 'held' | 'undone' }): Promise<{ cascadeId: number; stopped: number }> {
  return db.transaction({ ...ENGINE, kind: actor.kind, userId: actor.userId, requestId: actor.requestId }, async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(7461004, ${input.cascadeId}::integer)`);
    const cascade = await existing(tx, input.cascadeId);
    if (cascade.state === 'undone' || cascade.state === 'done') throw new Problem(input.to === 'undone' ? 'orchestration.nothing_to_undo' : 'orchestration.cascade_finished', { state: cascade.state });
    const stopped = await stop(tx, cascade, input.reason);
    await setCascadeState(tx, input.cascadeId, input.to);
    await told(tx, cascade, { action: input.to === 'held' ? 'orchestration.hold' : 'orchestration.undo', before: cascade.state, after: input.to, reason: input.reason, rows: stopped });
    await emit(tx, { type: input.to === 'held' ? 'cascade.held' : 'cascade.undone', customerId: cascade.customerId, key: `cascade-${cascade.cascadeId}-${input.to}`, subject: cascade.name, data: { cascadeId: cascade.cascadeId, stopped } });
    return { cascadeId: input.cascadeId, stopped };
  });
}

/** Stops everything of a cascade that has not left yet; what has left stays as it is. */
export const holdCascade = (db: Db, actor: Actor, input: { cascadeId: number; reason: string }) => stopAs(db, actor, { ...input, to: 'held' });

/** Takes a cascade back as far as that can be done: everything not sent is withdrawn, tasks not begun are cancelled by their module on the event. */
export const undoCascade = (db: Db, actor: Actor, input: { cascadeId: number; reason: string }) => stopAs(db, actor, { ...input, to: 'undone' });
