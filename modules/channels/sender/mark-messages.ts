import { audit } from '#platform/audit';
import { ENGINE, type Db, type Instant, type Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { recordInteractions, type TouchFunction } from '#interactions';
import { findContactPoint } from '../reads.ts';
import type { Delivery } from '../rules/classify-delivery.ts';
import { hardnessOf } from '../rules/hardness-of.ts';
import { waitAfter } from '../rules/retry.ts';
import type { ClaimedMessage, MessageState } from '../types.ts';
import { listCascadesLeft, updateDispatching, updateInteractions, updateMarked, updateUnclaimed, type Mark } from './sender-sql.ts';

export type Attempt = { readonly message: ClaimedMessage; readonly delivery: Delivery };
export type Intent = { readonly message: ClaimedMessage; readonly internetId: string };

const UNREACHED_WAIT_MS = 15_000;
const later = (now: Instant, ms: number): Instant => new Date(Date.parse(now) + ms).toISOString();

function markOf({ message, delivery }: Attempt, now: Instant): Mark {
  const base = { customerId: message.customerId, messageId: message.messageId, notBefore: null, counted: true, fault: null };
  const failure = delivery.kind === 'sent' ? null : delivery.reason;
  if (delivery.kind === 'unreached') return { ...base, state: 'queued', failure, notBefore: later(now, UNREACHED_WAIT_MS), counted: delivery.begun === false };
  if (delivery.kind === 'deferred') {
    const wait = waitAfter(message.tries + 1);
    return wait === null ? { ...base, state: 'failed', failure, fault: 'channels.gave_up' } : { ...base, state: 'queued', failure, notBefore: later(now, wait) };
  }
  return { ...base, state: delivery.kind satisfies MessageState, failure, fault: delivery.kind === 'failed' ? delivery.fault : null };
}

async function recordSent(tx: Tx, sent: readonly ClaimedMessage[]): Promise<void> {
  const ids = await recordInteractions(tx, sent.map((message) => ({
    customerId: message.customerId, function: message.function as TouchFunction, channel: 'email', direction: 'out', kind: 'email_sent',
    productId: message.productId, headline: message.title, actionId: message.actionId, source: 'channels',
  })));
  await updateInteractions(tx, sent.map((message, index) => ({ customerId: message.customerId, messageId: message.messageId, interactionId: ids[index] as number })));
}

/** Says of each cascade whose due mail has all left that it has, so that what counts mail counts it at once. */
async function tellLeft(tx: Tx, sent: readonly ClaimedMessage[]): Promise<void> {
  if (sent.length === 0) return;
  for (const { cascadeId } of await listCascadesLeft(tx, sent.map((message) => message.messageId))) { // one, seldom two
    await emit(tx, { type: 'message.left', customerId: 0, key: `message.left:${cascadeId}:${tx.now}`, data: { cascadeId } });
  }
}

/** Writes what became of mails that this sender handed over, with the touch on the timeline of each that was sent, in one transaction. */
export const markMessages = (db: Db, senderId: number, attempts: readonly Attempt[]): Promise<void> => db.transaction(ENGINE, async (tx) => {
  const marked = new Set((await updateMarked(tx, senderId, attempts.map((attempt) => markOf(attempt, tx.now)))).map((row) => row.messageId));
  const own = attempts.filter(({ message }) => marked.has(message.messageId));
  const sent = own.filter(({ delivery }) => delivery.kind === 'sent').map(({ message }) => message);
  if (sent.length) await recordSent(tx, sent);
  await tellLeft(tx, sent);
  const bounced = own.filter(({ delivery }) => delivery.kind === 'bounced');
  for (const { message, delivery } of bounced) { // each is a fact of its own, and rare
    const point = await findContactPoint(tx, message.customerId, message.address);
    await emit(tx, { type: 'message.bounced', customerId: message.customerId, key: `message.bounced:${message.messageId}`, data: { messageId: message.messageId, contactPointId: point?.contactPointId ?? null, hardness: hardnessOf(delivery.kind === 'bounced' ? delivery.reason : '') } });
  }
  const states = Object.entries(Object.groupBy(own, ({ delivery }) => delivery.kind)).map(([kind, list]) => [kind, list?.length ?? 0]);
  await audit(tx, { action: 'channels.mark', resource: 'channels.message', rows: own.length, after: { senderId, ...Object.fromEntries(states), messageIds: own.map(({ message }) => message.messageId) } });
  await announce(tx, { topic: 'channels.message', permission: 'channels:read' });
});

/** Writes the intents of the mails that are handed over next. Only those that come back may leave; the others go back to be looked at again. */
export const writeIntents = (db: Db, senderId: number, intents: readonly Intent[]): Promise<ReadonlySet<number>> => db.transaction(ENGINE, async (tx) => {
  const confirmed = new Set((await updateDispatching(tx, senderId, intents.map(({ message, internetId }) => ({ ...message, internetId })))).map((row) => row.messageId));
  const held = intents.map(({ message }) => message.messageId).filter((id) => !confirmed.has(id));
  if (held.length) await updateUnclaimed(tx, senderId, held);
  await audit(tx, { action: 'channels.dispatch', resource: 'channels.message', rows: confirmed.size, after: { senderId, messageIds: [...confirmed] } });
  return confirmed;
});

/** Gives back what a stopping sender had claimed and not begun. */
export const giveBack = (db: Db, senderId: number, ids: readonly number[]): Promise<number> => db.transaction(ENGINE, async (tx) => {
  const rows = await updateUnclaimed(tx, senderId, ids);
  await audit(tx, { action: 'channels.give_back', resource: 'channels.message', rows, after: { senderId } });
  return rows;
});
