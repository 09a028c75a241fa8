import { audit } from '#platform/audit';
import { ENGINE, type Tx } from '#platform/db';
import { handledOnce, onEvent, type EventHandler, type StoredEvent } from '#platform/events';
import { instantAfter } from '#platform/time';
import { createTasks, notify, openCases } from '#work';
import { withdrawMessages } from './queue-messages.ts';
import { findLinked, findOwner, type LinkedMessage } from './reads.ts';
import { caseKindOf, endsMail } from './rules/wish-of-choice.ts';
import type { Choice } from './types.ts';

// Emitted here: message.opened, message.clicked, message.choice, message.replied, message.unsubscribed, message.bounced, message.left (the due mail of a
// cascade has left).

const DESKS: readonly string[] = ['contact_centre', 'medical', 'marketing', 'market_access'];
const VISIT_WITHIN_DAYS = 3;

type Chosen = { readonly message: LinkedMessage; readonly choice: Choice; readonly interactionId: number };

/** A visit goes to the colleague who answers for her; she is told at once. */
async function askOwner(tx: Tx, { message, choice }: Chosen, ownerId: number): Promise<void> {
  const { customerId, productId, messageId } = message;
  const [taskId] = await createTasks(tx, [{
    customerId, kind: 'visit_request', function: 'sales', ownerId, title: 'Plan a visit', reason: `Chose “${choice.label}” in a mail`, productId, link: `/customers/${customerId}`,
    dueAt: instantAfter(tx.now, VISIT_WITHIN_DAYS),
  }]);
  await notify(tx, [{ userIds: [ownerId], customerId, kind: 'visit.requested', headline: 'A customer of yours asked for a visit.', link: `/work/tasks/${taskId}`, key: `message.choice:${messageId}:${choice.code}` }]);
}

async function openCaseFor(tx: Tx, { message, choice, interactionId }: Chosen): Promise<void> {
  const desk = DESKS.includes(choice.desk ?? '') ? choice.desk as string : 'contact_centre';
  await openCases(tx, [{
    customerId: message.customerId, kind: caseKindOf(choice), function: desk, channel: 'email', headline: `Chose “${choice.label}” in a mail`, productId: message.productId, interactionId, messageId: message.messageId,
  }]);
}

async function bringToDesk(tx: Tx, event: StoredEvent): Promise<void> {
  const { messageId, choice: code, interactionId } = event.data as { messageId: number; choice: string; interactionId: number };
  const message = await findLinked(tx, messageId);
  const choice = message?.choices.find((one) => one.code === code);
  if (!message || !choice || endsMail(choice)) return; // ending mail is done by the time that this is heard
  const forSales = choice.desk === 'sales' || (choice.desk === undefined && caseKindOf(choice) === 'visit_request');
  const owner = forSales ? await findOwner(tx, message.customerId, 'sales') : undefined;
  if (owner) await askOwner(tx, { message, choice, interactionId }, owner.userId);
  else await openCaseFor(tx, { message, choice, interactionId });
}

/** A choice in a mail reaches the desk that the text names; a visit reaches the representative who answers for her, where there is one. */
const openCaseForChoice = onEvent({
  name: 'channels.open-case-for-choice', types: ['message.choice'], actor: ENGINE,
  handle: ({ db }, event) => db.transaction(ENGINE, async (tx) => {
    if (!await handledOnce(tx, event.eventId, 'channels.open-case-for-choice')) return;
    await bringToDesk(tx, event);
  }),
});

/** Whoever withdraws consent, by whatever door: mail that is queued under it does not leave. */
const stopQueuedMail = onEvent({
  name: 'channels.stop-queued-mail', types: ['consent.withdrawn'], actor: ENGINE,
  handle: ({ db }, event) => db.transaction(ENGINE, async (tx) => {
    if (!await handledOnce(tx, event.eventId, 'channels.stop-queued-mail')) return;
    const { channel, purpose, productId, decisionId } = event.data as { channel: string; purpose: string; productId: number | null; decisionId: number };
    if (channel !== 'email' && channel !== 'any') return;
    const rows = await withdrawMessages(tx, { customerId: event.customerId, channel: 'email', productId, purpose }, { code: 'consent_withdrawn', record: `consent.decision:${decisionId}` });
    if (rows === 0) await audit(tx, { action: 'channels.nothing_queued', resource: 'channels.message', customerId: event.customerId, rows: 0 });
  }),
});

export const handlers: readonly EventHandler[] = [openCaseForChoice, stopQueuedMail];
