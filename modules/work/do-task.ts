import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { notify } from './notify.ts';
import { findHandOver, findPerson, findTask, getMe, type Task } from './reads/index.ts';
import { mayEnd, mayPass, type RejectReason, type TaskOutcome } from './rules/task-life.ts';
import { updateHandOver, updateTask, type TaskChange } from './writes.ts';

type TaskKey = { readonly taskId: number; readonly version?: number };

async function getOpenTask(tx: Tx, { taskId, version }: TaskKey): Promise<Task> {
  const task = await findTask(tx, taskId);
  if (!task) throw new Problem('request.not_found');
  const decision = mayEnd(task.state);
  if (!decision.ok) throw new Problem(`work.${decision.reason}`, { taskId, state: task.state });
  if (version !== undefined && version !== task.version) throw new Problem('work.task_changed', { taskId, version: task.version });
  return task;
}

async function change(tx: Tx, task: Task, { action, ...to }: TaskChange & { action: string }): Promise<Task> {
  if (!(await updateTask(tx, task, to))) throw new Problem('work.task_changed', { taskId: task.taskId });
  await audit(tx, {
    action, resource: 'work.task', customerId: task.customerId, recordId: task.taskId, before: { state: task.state, ownerId: task.ownerId },
    after: { state: to.state, ...(to.ownerId ? { ownerId: to.ownerId } : {}), ...(to.snoozedUntil ? { snoozedUntil: to.snoozedUntil } : {}) }, reason: to.outcome ?? null,
  });
  const heard = [task.ownerId, task.createdBy, task.passedBy, to.ownerId].filter((id): id is number => typeof id === 'number');
  await announce(tx, { topic: 'work.task', permission: 'work:read', ...(task.ownerId ? { userIds: [...new Set(heard)] } : {}) });
  return await findTask(tx, task.taskId) ?? { ...task, state: to.state };
}

const tell = (tx: Tx, task: Task, fact: { type: string; outcome: string }): Promise<number | null> => emit(tx, {
  type: fact.type, customerId: task.customerId, key: `${fact.type}:${task.taskId}`, data: { taskId: task.taskId, kind: task.kind, actionId: task.actionId, outcome: fact.outcome },
});

async function endHandOver(tx: Tx, task: Task, outcome: string): Promise<void> {
  const handOver = task.handOverId ? await findHandOver(tx, task.handOverId) : undefined;
  if (!handOver || !(await updateHandOver(tx, handOver, { from: 'accepted', to: 'done' }))) return;
  const me = await getMe(tx);
  await notify(tx, [{
    userIds: [handOver.fromUserId], customerId: task.customerId, kind: 'hand_over.done', headline: `${me.name}: ${outcome.replaceAll('_', ' ')} (${task.title})`,
    link: handOver.caseId ? `/work/cases/${handOver.caseId}` : `/customers/${task.customerId}`, key: `hand_over:${handOver.handOverId}:done`,
  }]);
}

/** A task is done, with an outcome of the list; whoever handed it over hears of it. */
export async function doTask(tx: Tx, { outcome, ...key }: TaskKey & { outcome: TaskOutcome }): Promise<Task> {
  const task = await getOpenTask(tx, key);
  const done = await change(tx, task, { action: 'work.complete_task', state: 'completed', outcome, ownerId: task.ownerId ?? (await getMe(tx)).userId, closed: true });
  await endHandOver(tx, task, outcome);
  await tell(tx, task, { type: 'task.completed', outcome });
  return done;
}

/** A task is not done, with a reason of the list: what asked for it learns from that. */
export async function rejectTask(tx: Tx, { reason, ...key }: TaskKey & { reason: RejectReason }): Promise<Task> {
  const task = await getOpenTask(tx, key);
  const rejected = await change(tx, task, { action: 'work.reject_task', state: 'rejected', outcome: reason, ownerId: task.ownerId ?? (await getMe(tx)).userId, closed: true });
  await tell(tx, task, { type: 'task.rejected', outcome: reason });
  return rejected;
}

/** Takes a task up. */
export async function acceptTask(tx: Tx, key: TaskKey): Promise<Task> {
  const task = await getOpenTask(tx, key);
  return change(tx, task, { action: 'work.accept_task', state: 'accepted', ownerId: task.ownerId ?? (await getMe(tx)).userId });
}

/** Puts a task off until an instant; it comes back by itself. */
export async function snoozeTask(tx: Tx, { until, ...key }: TaskKey & { until: string }): Promise<Task> {
  if (until <= tx.now) throw new Problem('request.invalid', { fields: [{ field: 'until', message: 'lies in the past; name a later instant' }] });
  const task = await getOpenTask(tx, key);
  return change(tx, task, { action: 'work.snooze_task', state: task.state, snoozedUntil: until });
}

/** Hands a task on to a colleague of the same function; one on hold stays on hold. */
export async function passTask(tx: Tx, { toUserId, ...key }: TaskKey & { toUserId: number }): Promise<Task> {
  const task = await getOpenTask(tx, key);
  const receiver = await findPerson(tx, toUserId);
  if (!receiver) throw new Problem('request.invalid', { fields: [{ field: 'toUserId', message: 'is nobody who works here now' }] });
  const decision = mayPass(task, receiver);
  if (!decision.ok) throw new Problem(`work.${decision.reason}`, { taskId: task.taskId, function: task.function });
  const me = await getMe(tx);
  const passed = await change(tx, task, { action: 'work.pass_task', state: task.state === 'on_hold' ? 'on_hold' : 'requested', ownerId: toUserId, passedBy: me.userId });
  await notify(tx, [{
    userIds: [toUserId], customerId: task.customerId, kind: 'task.passed', headline: `${me.name} hands you: ${task.title}`, link: `/work/tasks/${task.taskId}`, key: `task:${task.taskId}:passed:${task.version}`,
  }]);
  return passed;
}
