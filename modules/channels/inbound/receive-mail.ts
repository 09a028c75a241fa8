import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { recordInteractions, type Kind, type TouchFunction } from '#interactions';
import { notify, openCases } from '#work';
import { findByAddress, findByInternetIds, findContactPoint, findLinked, type LinkedMessage } from '../reads.ts';
import { withdrawFor } from '../record-response.ts';
import { hardnessOf } from '../rules/hardness-of.ts';
import { asksToStop } from '../rules/recognise-mail.ts';
import type { Tokens } from '../tokens.ts';
import type { InboundKind, IncomingMail } from '../types.ts';
import { insertInbound, nextInboundId, updateBounced, updateInboundInteraction, type NewInbound } from '../writes.ts';

/** What she writes is for the contact centre: the words are kept with its rights, and no other commercial role reads them. */
const DESK: Actor = Object.freeze({ kind: 'system', role: 'contact_centre', userId: null });

type Writer = { readonly customerId: number; readonly message: LinkedMessage | undefined };
export type Received = { readonly kind: InboundKind; readonly customerId: number; readonly again: boolean };

const REPLY_TO = /^reply\+([0-9a-z_-]{10,60})@/;

/** Who wrote: by the address of this very mail, by the mail that is answered, by her own address, in this order. */
async function findWriter(tx: Tx, mail: IncomingMail, { tokens, now }: { tokens: Tokens; now: Date }): Promise<Writer> {
  const token = mail.recipients.map((one) => REPLY_TO.exec(one)?.[1]).find((one) => one !== undefined);
  const named = token ? tokens.read('reply', token, now)?.messageId : undefined;
  const messageId = named ?? (mail.references.length ? (await findByInternetIds(tx, mail.references))[0]?.messageId : undefined);
  const message = messageId === undefined ? undefined : await findLinked(tx, messageId);
  if (message) return { customerId: message.customerId, message };
  return { customerId: (await findByAddress(tx, mail.fromAddress))?.customerId ?? 0, message: undefined };
}

const KINDS: Readonly<Record<IncomingMail['kind'], InboundKind>> = { human: 'reply', automatic: 'vacation', bounce: 'bounce', complaint: 'complaint' };

async function recordTouch(tx: Tx, { customerId, message }: Writer, { kind, headline }: { kind: Kind; headline: string }): Promise<number> {
  const [id] = await recordInteractions(tx, [{
    customerId, function: (message?.function ?? 'contact_centre') as TouchFunction, channel: 'email', direction: 'in', kind, productId: message?.productId ?? null, headline,
    actionId: message?.actionId ?? null, causedBy: message?.interactionId ?? null, source: 'channels',
  }]);
  return id as number;
}

/** Her own words: a touch without them on the timeline, and the words in a case at the desk, in one transaction. */
async function takeReply(tx: Tx, writer: Writer, { mail, inboundId, stopAsked }: { mail: IncomingMail; inboundId: number; stopAsked: boolean }): Promise<void> {
  const { customerId, message } = writer;
  const interactionId = await recordTouch(tx, writer, { kind: 'reply', headline: message ? 'Replied to the mail' : 'Wrote to us' });
  await updateInboundInteraction(tx, { customerId, inboundId }, interactionId);
  if (stopAsked) {
    const scope = message ?? { customerId, purpose: 'promotion', productId: null, market: 'US' };
    await withdrawFor(tx, scope, { scope: 'product', source: 'reply', evidence: { inboundId, messageId: message?.messageId ?? null } });
    if (message) await emit(tx, { type: 'message.unsubscribed', customerId, key: `message.unsubscribed:inbound:${inboundId}`, data: { messageId: message.messageId, productId: message.productId, interactionId } });
  }
  await openCases(tx, [{
    customerId, kind: stopAsked ? 'unsubscribe' : 'reply', function: 'contact_centre', channel: 'email', productId: message?.productId ?? null, interactionId, messageId: message?.messageId ?? null,
    headline: stopAsked ? 'Asked by mail to hear no more. Consent is withdrawn. Confirm it.' : message ? `Replied by mail: ${message.title}` : 'Wrote to us by mail',
    detail: { question: mail.words || mail.subject, callback: mail.fromAddress },
  }]);
  if (message) await emit(tx, { type: 'message.replied', customerId, key: `message.replied:${inboundId}`, data: { messageId: message.messageId, productId: message.productId, interactionId, inboundId } });
}

async function takeBounce(tx: Tx, { customerId, message }: Writer, mail: IncomingMail): Promise<void> {
  if (!message) return;
  const bounced = await updateBounced(tx, message.messageId, mail.diagnostic.slice(0, 300));
  if (bounced.length === 0) return;
  await recordTouch(tx, { customerId, message }, { kind: 'email_bounced', headline: 'The mail could not be delivered' });
  const point = await findContactPoint(tx, customerId, message.address);
  await emit(tx, { type: 'message.bounced', customerId, key: `message.bounced:${message.messageId}`, data: { messageId: message.messageId, contactPointId: point?.contactPointId ?? null, hardness: hardnessOf(mail.diagnostic) } });
}

async function act(tx: Tx, writer: Writer, taken: { mail: IncomingMail; inboundId: number; stopAsked: boolean; kind: InboundKind }): Promise<void> {
  const { mail, inboundId, kind } = taken;
  if (kind === 'reply') await takeReply(tx, writer, taken);
  if (kind === 'bounce') await takeBounce(tx, writer, mail);
  if (kind === 'complaint' && writer.message) await withdrawFor(tx, writer.message, { scope: 'all', source: 'spam_complaint', evidence: { inboundId, messageId: writer.message.messageId } });
  if (kind === 'unknown') await notify(tx, [{ role: 'contact_centre', kind: 'mail.unknown', headline: 'Mail came in from a writer we do not know.', link: '/channels/replies?kind=unknown', key: `mail.unknown:${inboundId}` }]);
}

/** Takes one mail that came in: keeps it, and does what it asks for, in one transaction. The same mail a second time does nothing. */
export const receiveMail = (db: Db, tokens: Tokens, mail: IncomingMail): Promise<Received> => db.transaction(DESK, async (tx) => {
  const writer = await findWriter(tx, mail, { tokens, now: new Date(tx.now) });
  const kind = mail.kind === 'human' && writer.customerId === 0 ? 'unknown' : KINDS[mail.kind];
  const stopAsked = kind === 'reply' && (asksToStop(mail.words) || (mail.words === '' && /^\s*(re:\s*)?(unsubscribe|stop)\b/i.test(mail.subject)));
  const row: NewInbound = {
    customerId: writer.customerId, messageId: writer.message?.messageId ?? null, internetId: mail.internetId, fromAddress: mail.fromAddress, subject: mail.subject, words: mail.words, kind, stopAsked,
  };
  const inboundId = await nextInboundId(tx);
  if (await insertInbound(tx, inboundId, row) === 0) {
    tx.markAudited(); // nothing was changed
    return { kind, customerId: writer.customerId, again: true };
  }
  await audit(tx, { action: 'channels.receive', resource: 'channels.inbound', customerId: writer.customerId || null, recordId: inboundId, after: { kind, messageId: row.messageId, stopAsked } });
  await act(tx, writer, { mail, inboundId, stopAsked, kind });
  await announce(tx, { topic: 'channels.inbound', permission: 'channels:replies' });
  return { kind, customerId: writer.customerId, again: false };
});
