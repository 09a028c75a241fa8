import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import { findReceivers } from './reads/index.ts';
import type { NewNotification } from './types.ts';
import { insertNotifications } from './writes.ts';

/** Tells people what they asked to hear, once per customer, person and key, and wakes their bell. */
export async function notify(tx: Tx, list: readonly NewNotification[]): Promise<void> {
  if (list.length === 0) return;
  const people = await findReceivers(tx, list.flatMap((one) => one.userIds ?? []), list.flatMap((one) => one.role ?? []));
  const addressed = list.map((one) => ({
    ...one,
    toUserIds: people.filter((person) => one.userIds?.includes(person.userId) || person.role === one.role).map((person) => person.userId),
  })).filter((one) => one.toUserIds.length > 0);
  if (addressed.length === 0) return;
  const rows = await insertNotifications(tx, addressed);
  await audit(tx, { action: 'work.notify', resource: 'work.notification', rows, after: { kinds: [...new Set(addressed.map((one) => one.kind))] } });
  await announce(tx, { topic: 'work.notification', permission: 'work:read', userIds: [...new Set(addressed.flatMap((one) => one.toUserIds))] });
}
