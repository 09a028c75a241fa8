import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { acceptHandOver, acceptTask, declineHandOver, doTask, rejectTask, type DeclineReason, type RejectReason } from '#work';
import { assertVisit } from './check-plan.ts';
import { VISIT_MINUTES } from './propose-visit.ts';
import { findTask, findVisit } from './reads/visits.ts';
import type { NotNow, VisitRow } from './types.ts';
import { declineRow, insertVisit, lockAgenda, lockVisit, moveVisit } from './writes.ts';
import './problems.ts';

const OPEN_TASK = new Set(['requested', 'accepted', 'in_progress', 'on_hold']);

export async function getOpenVisit(tx: Tx, visitId: number): Promise<VisitRow> {
  await lockVisit(tx, visitId);
  const visit = await findVisit(tx, visitId);
  if (!visit) throw new Problem('request.not_found');
  if (visit.state !== 'proposed' && visit.state !== 'planned') throw new Problem('field.visit_over', { visitId, state: visit.state });
  return visit;
}

const tellPlanned = async (tx: Tx, visit: { visitId: number; customerId: number; startsAt: string }): Promise<void> => {
  const { visitId, customerId, startsAt } = visit;
  await emit(tx, { type: 'visit.planned', customerId, key: `visit.planned:${visitId}:${startsAt}`, data: { visitId, userId: tx.actor.userId } });
  await announce(tx, { topic: 'field', permission: 'field:read' });
};

/** The task that asked for the visit: a hand-over's is done with the plan, a play's when the visit took place. */
async function followTask(tx: Tx, { customerId, taskId }: { customerId: number; taskId: number }): Promise<void> {
  const task = await findTask(tx, { customerId, taskId });
  if (!task || !OPEN_TASK.has(task.state)) return;
  if (task.actionId === null) await doTask(tx, { taskId, outcome: 'visit_planned' });
  else if (task.state === 'requested') await acceptTask(tx, { taskId });
}

export type PlanVisit = { readonly customerId: number; readonly startsAt: string; readonly minutes?: number | undefined; readonly productId?: number | undefined; readonly taskId?: number | undefined; readonly purpose?: string | undefined };

/** Plans a visit of one's own, or one that a play asked for: inside her wishes and one's own day, or refused with the reason. */
export const planVisit = (db: Db, actor: Actor, input: PlanVisit): Promise<VisitRow> => db.transaction(actor, async (tx) => {
  const userId = actor.userId ?? 0;
  const startsAt = new Date(input.startsAt).toISOString();
  const task = input.taskId === undefined ? undefined : await findTask(tx, { customerId: input.customerId, taskId: input.taskId });
  if (input.taskId !== undefined && !task) throw new Problem('request.not_found');
  const minutes = input.minutes ?? VISIT_MINUTES;
  const productId = input.productId ?? task?.productId ?? null;
  await lockAgenda(tx, userId);
  await assertVisit(tx, { customerId: input.customerId, userId, asked: false, productId, startsAt, minutes });
  const visit = await insertVisit(tx, { customerId: input.customerId, userId, state: 'planned', startsAt, minutes, purpose: input.purpose ?? task?.title ?? '', productId, taskId: input.taskId ?? null });
  const visitId = visit?.visitId ?? 0;
  await audit(tx, { action: 'field.plan_visit', resource: 'field.visit', customerId: input.customerId, recordId: visitId, after: { startsAt, minutes } });
  if (input.taskId !== undefined) await followTask(tx, { customerId: input.customerId, taskId: input.taskId });
  await tellPlanned(tx, { visitId, customerId: input.customerId, startsAt });
  return await findVisit(tx, visitId) as VisitRow;
});

export type AcceptVisit = { readonly visitId: number; readonly startsAt?: string | undefined; readonly minutes?: number | undefined };

/** Accepts a proposed visit, at its time or another one; the same moves a planned one. Whoever passed the wish on hears of it. */
export const acceptVisit = (db: Db, actor: Actor, input: AcceptVisit): Promise<VisitRow> => db.transaction(actor, async (tx) => {
  const userId = actor.userId ?? 0;
  await lockAgenda(tx, userId);
  const visit = await getOpenVisit(tx, input.visitId);
  const { visitId, customerId, handOverId, taskId } = visit;
  const startsAt = new Date(input.startsAt ?? visit.startsAt).toISOString();
  const minutes = input.minutes ?? visit.minutes;
  // A time that she is asked for anew need not be the one she first wished for; her quiet hours and prohibitions still hold.
  const preferredTime = input.startsAt ? 'any' : visit.preferredTime;
  await assertVisit(tx, { customerId, userId, asked: handOverId !== null, productId: visit.productId, startsAt, minutes, besides: visitId, preferredTime });
  await moveVisit(tx, visitId, { startsAt, minutes });
  if (handOverId !== null && visit.handOverState === 'requested') await acceptHandOver(tx, handOverId);
  if (taskId !== null) await followTask(tx, { customerId, taskId });
  await audit(tx, { action: 'field.accept_visit', resource: 'field.visit', customerId, recordId: visitId, before: { state: visit.state, startsAt: visit.startsAt }, after: { state: 'planned', startsAt } });
  await tellPlanned(tx, { visitId, customerId, startsAt });
  return await findVisit(tx, visitId) as VisitRow;
});

const HAND_OVER_REASON: Readonly<Record<NotNow, DeclineReason>> = { no_time: 'busy', not_my_customer: 'not_my_customer', customer_declined: 'customer_declined', already_seen: 'busy', wrong_time: 'busy' };
const TASK_REASON: Readonly<Record<NotNow, RejectReason>> = { no_time: 'no_time', not_my_customer: 'not_mine', customer_declined: 'customer_declined', already_seen: 'already_done', wrong_time: 'no_time' };

/** Not now, with a reason of the list: whoever asked hears it, and tomorrow's proposals learn from it. */
export const declineVisit = (db: Db, actor: Actor, { visitId, reason }: { visitId: number; reason: NotNow }): Promise<VisitRow> => db.transaction(actor, async (tx) => {
  const visit = await getOpenVisit(tx, visitId);
  const { customerId, handOverId, taskId } = visit;
  const state = visit.state === 'planned' ? 'cancelled' : 'declined';
  await declineRow(tx, visitId, { state, reason });
  const task = taskId === null ? undefined : await findTask(tx, { customerId, taskId });
  if (handOverId !== null && visit.handOverState === 'requested') await declineHandOver(tx, handOverId, HAND_OVER_REASON[reason]);
  else if (task && OPEN_TASK.has(task.state)) await rejectTask(tx, { taskId: task.taskId, reason: TASK_REASON[reason] });
  await audit(tx, { action: 'field.decline_visit', resource: 'field.visit', customerId, recordId: visitId, before: { state: visit.state }, after: { state }, reason });
  await announce(tx, { topic: 'field', permission: 'field:read' });
  return await findVisit(tx, visitId) as VisitRow;
});
