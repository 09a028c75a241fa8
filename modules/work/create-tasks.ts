import { audit } from '#platform/audit';
import type { Sql, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { findTasksOfActions } from './reads/index.ts';
import type { NewTask } from './types.ts';
import { insertTasks, insertTasksFrom, takeNumbers } from './writes.ts';

const announceTasks = async (tx: Tx, ownerIds: readonly number[], queued: boolean): Promise<void> => {
  if (queued) await announce(tx, { topic: 'work.task', permission: 'work:read' });
  else if (ownerIds.length) await announce(tx, { topic: 'work.task', permission: 'work:read', userIds: [...new Set(ownerIds)] });
};

/** Asks people to do something; ids in order. An action that has its task already keeps it. */
export async function createTasks(tx: Tx, tasks: readonly NewTask[]): Promise<number[]> {
  if (tasks.length === 0) return [];
  const numbers = await takeNumbers(tx, tasks.length);
  const numbered = tasks.map((task, index) => ({ ...task, taskId: numbers[index] as number }));
  await insertTasks(tx, numbered);
  await audit(tx, ...numbered.map((task) => ({
    action: 'work.create_task', resource: 'work.task', customerId: task.customerId, recordId: task.taskId, after: { kind: task.kind, function: task.function, ownerId: task.ownerId ?? null },
  })));
  await announceTasks(tx, tasks.flatMap((task) => task.ownerId ?? []), tasks.some((task) => !task.ownerId));
  const ofActions = new Map((await findTasksOfActions(tx, numbered)).map((found) => [`${found.customerId} ${found.actionId}`, found.taskId]));
  return numbered.map((task) => (task.actionId ? ofActions.get(`${task.customerId} ${task.actionId}`) ?? task.taskId : task.taskId));
}

/**
 * Tasks for a whole audience in one statement. The select yields customer_id, kind, function, owner_id, title, reason, action_id, cascade_id,
 * product_id, due_at and link; an action has one task however often this runs. Returns how many are new.
 */
export async function createTasksFrom(tx: Tx, select: Sql): Promise<number> {
  const { rows, ownerIds, queued } = await insertTasksFrom(tx, select);
  await audit(tx, { action: 'work.create_tasks', resource: 'work.task', rows });
  await announceTasks(tx, ownerIds, queued);
  return rows;
}
