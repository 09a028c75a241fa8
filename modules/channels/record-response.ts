import { audit } from '#platform/audit';
import { ENGINE, type Actor, type Db, type Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { recordDecisions, type Purpose } from '#consent';
import { recordInteractions, recordWishes, type Kind, type TouchFunction } from '#interactions';
import { withdrawMessages } from './queue-messages.ts';
import { findLinked, hasWithdrawn, type LinkedMessage, type WithdrawalScope } from './reads.ts';
import { isMachine } from './rules/is-machine.ts';
import { linkTargets } from './rules/link-targets.ts';
import { endsMail, wishOfChoice } from './rules/wish-of-choice.ts';
import type { TokenPurpose, Tokens } from './tokens.ts';
import type { Choice } from './types.ts';
import { insertResponse, updateResponseInteraction, type NewResponse } from './writes.ts';

/** She acts, through a link that only she has; the engine's rights are what it takes to record it. */
const HER: Actor = { ...ENGINE, kind: 'customer' };

export type Fetch = { readonly userAgent: string; readonly purpose: string };

function messageIdOf(tokens: Tokens, purpose: TokenPurpose, { token, now }: { token: string; now: Date }): { messageId: number; detail: string } {
  const content = tokens.read(purpose, token, now);
  if (!content) throw new Problem('channels.link_invalid');
  return content;
}

async function linked(tx: Tx, messageId: number): Promise<LinkedMessage> {
  const message = await findLinked(tx, messageId);
  if (!message) throw new Problem('channels.link_invalid');
  return message;
}

const responseOf = (message: LinkedMessage, kind: NewResponse['kind'], more: { detail?: string; machine?: boolean } = {}): NewResponse =>
  ({ customerId: message.customerId, messageId: message.messageId, kind, detail: more.detail ?? '', machine: more.machine ?? false });

/** Her part of the exchange on the timeline, tied to the mail it answers. */
async function recordTouch(tx: Tx, message: LinkedMessage, { kind, headline }: { kind: Kind; headline: string }): Promise<number> {
  const [interactionId] = await recordInteractions(tx, [{
    customerId: message.customerId, function: message.function as TouchFunction, channel: 'email', direction: 'in', kind, productId: message.productId, headline,
    actionId: message.actionId, causedBy: message.interactionId, source: 'channels',
  }]);
  return interactionId as number;
}

type Told = { readonly type: string; readonly key: string; readonly data?: Readonly<Record<string, unknown>> };

const tell = (tx: Tx, message: LinkedMessage, { type, key, data }: Told) =>
  emit(tx, { type, customerId: message.customerId, key, data: { messageId: message.messageId, productId: message.productId, ...data } });

/** Records the first response of its kind; undefined when it was there, or came from a machine. */
async function recordOnce(tx: Tx, message: LinkedMessage, { response, touch }: { response: NewResponse; touch: { kind: Kind; headline: string } }): Promise<number | undefined> {
  const first = (await insertResponse(tx, response)) === 1;
  if (!first) {
    tx.markAudited(); // nothing was changed
    return undefined;
  }
  await audit(tx, { action: 'channels.respond', resource: 'channels.response', customerId: message.customerId, recordId: message.messageId, after: { kind: response.kind, detail: response.detail, machine: response.machine } });
  if (response.machine) return undefined;
  const interactionId = await recordTouch(tx, message, touch);
  await updateResponseInteraction(tx, response, interactionId);
  await announce(tx, { topic: 'channels.message', customerId: message.customerId, permission: 'channels:read' });
  return interactionId;
}

/** The picture in a mail was fetched. Counts once, and only when it was not a proxy or scanner. */
export async function recordOpen(db: Db, tokens: Tokens, input: { token: string; fetch: Fetch }): Promise<void> {
  const { messageId } = messageIdOf(tokens, 'open', { token: input.token, now: db.clock() });
  await db.transaction(HER, async (tx) => {
    const message = await linked(tx, messageId);
    const machine = isMachine({ ...input.fetch, sentAt: message.sentAt, now: tx.now });
    const interactionId = await recordOnce(tx, message, { response: responseOf(message, 'open', { machine }), touch: { kind: 'email_opened', headline: 'Opened the mail' } });
    if (interactionId) await tell(tx, message, { type: 'message.opened', key: `message.opened:${messageId}`, data: { interactionId } });
  });
}

/** A link in a mail was followed; returns where it leads, as the text of the mail on file says it. */
export async function recordClick(db: Db, tokens: Tokens, input: { token: string; fetch: Fetch }): Promise<string> {
  const { messageId, detail } = messageIdOf(tokens, 'click', { token: input.token, now: db.clock() });
  return db.transaction(HER, async (tx) => {
    const message = await linked(tx, messageId);
    const target = linkTargets(message.body)[Number(detail)];
    if (target === undefined) throw new Problem('channels.link_invalid');
    const machine = isMachine({ ...input.fetch, sentAt: message.sentAt, now: tx.now });
    const interactionId = await recordOnce(tx, message, { response: responseOf(message, 'click', { detail, machine }), touch: { kind: 'email_clicked', headline: 'Followed a link in the mail' } });
    if (interactionId) await tell(tx, message, { type: 'message.clicked', key: `message.clicked:${messageId}:${detail}`, data: { interactionId } });
    return target;
  });
}

export type OpenChoice = { readonly label: string; readonly message: LinkedMessage; readonly choice: Choice };

async function choiceBehind(tx: Tx, { messageId, detail }: { messageId: number; detail: string }): Promise<OpenChoice> {
  const message = await linked(tx, messageId);
  const choice = message.choices[Number(detail) - 1];
  if (!choice) throw new Problem('channels.link_invalid');
  return { label: choice.label, message, choice };
}

/** What the page asks her to confirm. Reads only: scanners follow links. */
export const findChoice = (db: Db, tokens: Tokens, token: string): Promise<OpenChoice> => {
  const content = messageIdOf(tokens, 'choice', { token, now: db.clock() });
  return db.read(HER, (tx) => choiceBehind(tx, content));
};

/** She chose an answer that the mail offers: on her timeline, as a wish where it is one, and to the desk that it concerns. Twice is once. */
export async function recordChoice(db: Db, tokens: Tokens, token: string): Promise<OpenChoice> {
  const content = messageIdOf(tokens, 'choice', { token, now: db.clock() });
  return db.transaction(HER, async (tx) => {
    const found = await choiceBehind(tx, content);
    const { message, choice } = found;
    const interactionId = await recordOnce(tx, message, { response: responseOf(message, 'choice', { detail: choice.code }), touch: { kind: 'choice', headline: `Chose “${choice.label}”` } });
    if (!interactionId) return found;
    const wish = wishOfChoice(choice);
    if (wish) await recordWishes(tx, [{ customerId: message.customerId, ...wish, productId: message.productId, detail: choice.label, interactionId }]);
    if (endsMail(choice)) {
      await withdrawFor(tx, message, { scope: 'product', source: 'choice_in_mail', evidence: { messageId: message.messageId, choice: choice.code } });
      await tell(tx, message, { type: 'message.unsubscribed', key: `message.unsubscribed:${message.messageId}:choice`, data: { interactionId } });
    }
    await tell(tx, message, { type: 'message.choice', key: `message.choice:${message.messageId}:${choice.code}`, data: { interactionId, choice: choice.code } });
    return found;
  });
}

/** The mail whose sender she wants to hear no more of. Reads only. */
export const findUnsubscription = (db: Db, tokens: Tokens, token: string): Promise<LinkedMessage> => {
  const { messageId } = messageIdOf(tokens, 'unsubscribe', { token, now: db.clock() });
  return db.read(HER, (tx) => linked(tx, messageId));
};

export type UnsubscribeScope = 'product' | 'all';

/** Withdraws consent by mail for what the message was about, or for all, and stops what is queued, in the transaction given. */
export async function withdrawFor(tx: Tx, message: WithdrawalScope, { scope, source, evidence }: { scope: UnsubscribeScope; source: string; evidence: Readonly<Record<string, unknown>> }): Promise<void> {
  const productId = scope === 'all' ? null : message.productId;
  const purpose = message.purpose as Purpose; // the column holds no other word
  if (await hasWithdrawn(tx, { customerId: message.customerId, purpose, productId, market: message.market })) {
    tx.markAudited(); // nothing was changed
    return;
  }
  const [decisionId] = await recordDecisions(tx, [{
    customerId: message.customerId, channel: 'email', purpose, productId, market: message.market, granted: false, basis: 'consent', source, evidence,
  }]);
  await withdrawMessages(tx, { customerId: message.customerId, channel: 'email', productId, purpose }, { code: 'consent_withdrawn', record: `consent.decision:${decisionId}` });
}

/** She wants no more mail: consent is withdrawn at once, and what is queued to her stops with it. */
export async function unsubscribe(db: Db, tokens: Tokens, input: { token: string; scope: UnsubscribeScope }): Promise<LinkedMessage> {
  const { messageId } = messageIdOf(tokens, 'unsubscribe', { token: input.token, now: db.clock() });
  return db.transaction(HER, async (tx) => {
    const message = await linked(tx, messageId);
    const about = input.scope === 'product' && message.productName ? ` about ${message.productName}` : '';
    const interactionId = await recordOnce(tx, message, { response: responseOf(message, 'unsubscribe', { detail: input.scope }), touch: { kind: 'unsubscribe', headline: `Unsubscribed from e-mail${about}` } });
    await withdrawFor(tx, message, { scope: input.scope, source: 'unsubscribe_link', evidence: { messageId } });
    if (interactionId) await tell(tx, message, { type: 'message.unsubscribed', key: `message.unsubscribed:${messageId}:${input.scope}`, data: { interactionId } });
    return message;
  });
}
