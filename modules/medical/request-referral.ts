import type { Actor, Db, Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { recordInteractions, recordWishes } from '#interactions';
import { requestHandOver, wishSentence } from '#work';
import { listReceivers, type Receiver } from './reads/referrals.ts';

export const REFERRAL_WISHES = ['visit', 'phone_call', 'samples', 'formulary_information'] as const;
type ReferralWish = (typeof REFERRAL_WISHES)[number];

export type Referral = {
  /** Who asked to hear from sales. */
  readonly customerIds: readonly number[];
  /** A word of the closed list: no free text crosses. */
  readonly wish: ReferralWish;
  readonly preferredTime: string;
  readonly productId?: number | undefined;
};

/** What the representative will read of one customer, word for word, and nothing besides. */
export type ReferralPreview = {
  readonly customerId: number;
  readonly customerName: string;
  readonly toUserId: number | null;
  readonly toName: string | null;
  readonly title: string;
  readonly reason: string;
  readonly refusal: string | null;
};

const asRead = (receiver: Receiver, { wish, preferredTime }: Referral): ReferralPreview => ({
  customerId: receiver.customerId, customerName: receiver.customerName, toUserId: receiver.toUserId, toName: receiver.toName,
  title: wishSentence({ wish, preferredTime, product: receiver.productName }), reason: `${receiver.fromName} asks.`,
  refusal: receiver.toUserId === null ? 'Nobody of sales owns this customer. A field manager can assign her.' : null,
});

async function receiversOf(tx: Tx, input: Referral): Promise<Receiver[]> {
  const receivers = await listReceivers(tx, { customerIds: [...new Set(input.customerIds)], productId: input.productId ?? null });
  if (receivers.length === 0) throw new Problem('request.not_found');
  return receivers;
}

/** Shows beforehand exactly what each representative will read. */
export const previewReferral = async (tx: Tx, input: Referral): Promise<ReferralPreview[]> => (await receiversOf(tx, input)).map((receiver) => asRead(receiver, input));

/** Asks sales to act on what customers wish; one typed hand-over a customer, to whoever owns her. All of them or none. */
export const requestReferral = (db: Db, actor: Actor, input: Referral): Promise<{ customerId: number; handOverId: number; toUserId: number }[]> => db.transaction(actor, async (tx) => {
  const receivers = await receiversOf(tx, input);
  const orphan = receivers.find((receiver) => receiver.toUserId === null);
  if (orphan) throw new Problem('request.invalid', { fields: [{ field: 'customerIds', message: `Nobody of sales owns ${orphan.customerName}. Leave her out, or have her assigned first.` }] });
  await recordInteractions(tx, receivers.map(({ customerId }) => ({
    customerId, function: 'medical' as const, channel: 'none' as const, direction: 'in' as const, kind: 'referral' as const, productId: input.productId ?? null, personId: actor.userId,
    headline: `Asked to hear from sales: ${input.wish.replaceAll('_', ' ')}`, source: 'medical',
  })));
  if (input.wish === 'visit') await recordWishes(tx, receivers.map(({ customerId }) => ({ customerId, kind: 'visit_requested' as const, channel: 'visit' as const, productId: input.productId ?? null })));
  const asked: { customerId: number; handOverId: number; toUserId: number }[] = [];
  for (const { customerId, toUserId } of receivers) { // each is a hand-over with a clock and a task of its own; a practice has a handful
    const handOverId = await requestHandOver(tx, { customerId, kind: 'visit_request', toUserId: toUserId as number, wish: input.wish, preferredTime: input.preferredTime, productId: input.productId ?? null });
    await emit(tx, { type: 'referral.requested', customerId, key: `referral.requested:${handOverId}`, data: { handOverId, toUserId, wish: input.wish } });
    asked.push({ customerId, handOverId, toUserId: toUserId as number });
  }
  await announce(tx, { topic: 'medical', permission: 'medical:answer' });
  return asked;
});
