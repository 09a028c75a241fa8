import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import { updateTasksOfCascade } from './writes.ts';

async function move(tx: Tx, cascadeId: number, move: Parameters<typeof updateTasksOfCascade>[2] & { readonly action: string }): Promise<number> {
  const rows = await updateTasksOfCascade(tx, cascadeId, move);
  if (rows === 0) return 0;
  await audit(tx, { action: move.action, resource: 'work.task', rows, after: { cascadeId, state: move.to } });
  await announce(tx, { topic: 'work.task', permission: 'work:read' });
  return rows;
}

/** Puts the tasks of a cascade that nobody has begun on hold; what somebody has accepted stays hers. Returns how many. */
export const holdTasks = (tx: Tx, { cascadeId }: { readonly cascadeId: number }): Promise<number> =>
  move(tx, cascadeId, { action: 'work.hold_tasks', from: ['requested'], to: 'on_hold' });

/** Gives the tasks of a cascade that were held back to their people; the time on hold does not count against anybody's clock. */
export const resumeTasks = (tx: Tx, { cascadeId, heldAt }: { readonly cascadeId: number; readonly heldAt: string }): Promise<number> =>
  move(tx, cascadeId, { action: 'work.resume_tasks', from: ['on_hold'], to: 'requested', heldAt });

/** Cancels the tasks of a cascade that nobody has begun. Returns how many. */
export const cancelTasks = (tx: Tx, { cascadeId }: { readonly cascadeId: number }): Promise<number> =>
  move(tx, cascadeId, { action: 'work.cancel_tasks', from: ['requested', 'on_hold'], to: 'cancelled' });
