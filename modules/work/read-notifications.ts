import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import { getMe } from './reads/index.ts';
import { markRead } from './writes.ts';

/** Marks my notifications as read: those named, or all. */
export async function readNotifications(tx: Tx, ids: readonly number[] | null): Promise<number> {
  const { userId } = await getMe(tx);
  const rows = await markRead(tx, ids);
  await audit(tx, { action: 'work.read_notifications', resource: 'work.notification', rows });
  await announce(tx, { topic: 'work.notification', permission: 'work:read', userIds: [userId] });
  return rows;
}
