import { audit } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { recordInteractions, type TouchFunction } from '#interactions';
import { findLinked } from './reads.ts';
import { updateInteractions } from './sender/sender-sql.ts';
import type { MessageState } from './types.ts';
import { updateSettled } from './writes.ts';

export type SettleUnknown = { readonly messageId: number; readonly outcome: 'was_sent' | 'send_again'; readonly reason: string };

/** A person says what became of a mail that nobody here could know of: it was sent, or it is to be sent again, unless its cascade was stopped meanwhile. Both with a reason. */
export const settleUnknown = (db: Db, actor: Actor, input: SettleUnknown): Promise<{ messageId: number; state: MessageState }> => db.transaction(actor, async (tx) => {
  const message = await findLinked(tx, input.messageId);
  if (!message) throw new Problem('request.not_found');
  const wasSent = input.outcome === 'was_sent';
  const [settled] = await updateSettled(tx, input.messageId, wasSent);
  if (!settled) throw new Problem('channels.not_unknown', { state: message.state });
  await audit(tx, {
    action: wasSent ? 'channels.settle_as_sent' : 'channels.send_again', resource: 'channels.message', customerId: message.customerId, recordId: message.messageId,
    before: { state: 'unknown' }, after: { state: settled.state }, reason: input.reason,
  });
  if (wasSent) {
    const [interactionId] = await recordInteractions(tx, [{
      customerId: message.customerId, occurredAt: message.intentAt ?? tx.now, function: message.function as TouchFunction, channel: 'email', direction: 'out', kind: 'email_sent',
      productId: message.productId, headline: message.title, actionId: message.actionId, source: 'channels',
    }]);
    await updateInteractions(tx, [{ customerId: message.customerId, messageId: message.messageId, interactionId: interactionId as number }]);
  }
  await announce(tx, { topic: 'channels.message', customerId: message.customerId, permission: 'channels:read' });
  return { messageId: message.messageId, state: settled.state };
});
