import { audit } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { findLinked } from './reads.ts';
import { wakeSenders } from './queue-messages.ts';
import { updateSendAgain } from './writes.ts';

type SendAgain = { readonly messageId: number; readonly reason: string };
type SendAllAgain = { readonly cascadeId: number; readonly fault: string; readonly reason: string };

/** Puts a mail that failed back into the queue, with the text in force now; it passes the gate again before it leaves. Of an unknown mail a person must say first what became of it. */
export const sendAgain = (db: Db, actor: Actor, { messageId, reason }: SendAgain): Promise<{ messageId: number; state: 'queued' }> => db.transaction(actor, async (tx) => {
  const message = await findLinked(tx, messageId);
  if (!message) throw new Problem('request.not_found');
  if (message.state === 'unknown') throw new Problem('channels.unsettled', { state: message.state });
  if (await updateSendAgain(tx, { messageId }) === 0) throw new Problem('channels.not_failed', { state: message.state });
  await audit(tx, { action: 'channels.send_again', resource: 'channels.message', customerId: message.customerId, recordId: messageId, before: { state: 'failed' }, after: { state: 'queued' }, reason });
  await announce(tx, { topic: 'channels.message', customerId: message.customerId, permission: 'channels:read' });
  await wakeSenders(tx);
  return { messageId, state: 'queued' };
});

/** The same for all mails of a cascade that failed for one cause, in one statement. */
export const sendAllAgain = (db: Db, actor: Actor, { cascadeId, fault, reason }: SendAllAgain): Promise<{ queued: number }> => db.transaction(actor, async (tx) => {
  const queued = await updateSendAgain(tx, { cascadeId, fault });
  if (queued === 0) throw new Problem('channels.not_failed', { cascadeId, fault });
  await audit(tx, { action: 'channels.send_again', resource: 'channels.message', rows: queued, before: { state: 'failed', fault }, after: { state: 'queued', cascadeId }, reason });
  await announce(tx, { topic: 'channels.message', permission: 'channels:read' });
  await wakeSenders(tx);
  return { queued };
});
