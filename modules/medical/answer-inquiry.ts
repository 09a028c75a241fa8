import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { recordInteractions, recordWishes } from '#interactions';
import { acceptHandOver, closeCase, doTask } from '#work';
import { certifiedNow } from './find-liaisons.ts';
import { findInquiry, findTaskOf } from './reads/inquiries.ts';
import type { Inquiry } from './types.ts';
import { completeInquiry, insertContent, lockInquiry } from './writes.ts';
import './problems.ts';

export type AnswerInquiry = {
  readonly inquiryId: number;
  readonly channel: 'phone' | 'email' | 'visit';
  readonly minutes: number;
  /** Medical text: it stays with medical affairs. */
  readonly answer: string;
  readonly topics: readonly string[];
  readonly offLabel: boolean;
  /** Her administrative wish: she is content with digital channels. Everybody may know it. */
  readonly digitalIsFine: boolean;
};

const HEADLINE = { phone: 'Medical call', email: 'Medical answer in writing', visit: 'Medical visit' } as const;
const KIND = { phone: 'call', email: 'answer', visit: 'visit' } as const;

async function getMine(tx: Tx, inquiryId: number): Promise<Inquiry> {
  await lockInquiry(tx, inquiryId);
  const inquiry = await findInquiry(tx, inquiryId);
  if (!inquiry) throw new Problem('request.not_found');
  if (inquiry.state === 'completed' || inquiry.state === 'closed') throw new Problem('medical.inquiry_over', { inquiryId });
  if (inquiry.ownerId !== null && inquiry.ownerId !== tx.actor.userId) throw new Problem('medical.not_your_inquiry', { inquiryId });
  const refusal = inquiry.productId === null ? null : await certifiedNow(tx, { userId: tx.actor.userId ?? 0, productId: inquiry.productId, market: 'US', at: tx.now });
  if (refusal) throw new Problem('medical.not_certified', { reason: refusal.reason, detail: refusal.sentence });
  return inquiry;
}

/** Work is told that it is done and how it ended, in words of its own list; nothing medical goes along. */
async function settleWork(tx: Tx, { customerId, handOverId, handOverState, caseId }: Inquiry): Promise<void> {
  if (handOverId !== null) {
    if (handOverState === 'requested') await acceptHandOver(tx, handOverId);
    const task = await findTaskOf(tx, { customerId, handOverId });
    if (task) await doTask(tx, { taskId: task.taskId, outcome: 'customer_reached' });
  }
  if (caseId !== null) await closeCase(tx, { caseId, outcome: 'answered_by_liaison' });
}

/** Records that and how she was answered: the touch for everybody, the words for medical affairs alone, and what she wishes apart from both. */
export const answerInquiry = (db: Db, actor: Actor, input: AnswerInquiry): Promise<{ inquiryId: number; interactionId: number }> => db.transaction(actor, async (tx) => {
  const inquiry = await getMine(tx, input.inquiryId);
  const { customerId, productId } = inquiry;
  const [interactionId] = await recordInteractions(tx, [{
    customerId, function: 'medical', channel: input.channel, direction: 'out', kind: KIND[input.channel], productId, personId: actor.userId, minutes: input.minutes,
    headline: HEADLINE[input.channel], source: 'medical',
  }]) as [number];
  await insertContent(tx, { customerId, interactionId, topic: input.topics.join(', '), body: input.answer, offLabel: input.offLabel });
  await completeInquiry(tx, input.inquiryId, { body: input.answer, topics: input.topics, interactionId });
  if (input.digitalIsFine) await recordWishes(tx, [{ customerId, kind: 'wants_channel', channel: 'email', productId, interactionId }]);
  await settleWork(tx, inquiry);
  await audit(tx, { action: 'medical.answer', resource: 'medical.inquiry', customerId, recordId: input.inquiryId, after: { state: 'completed', interactionId, minutes: input.minutes } });
  await emit(tx, { type: 'inquiry.answered', customerId, key: `inquiry.answered:${input.inquiryId}`, class: 'medical', data: { inquiryId: input.inquiryId } });
  await announce(tx, { topic: 'medical', permission: 'medical:answer' });
  return { inquiryId: input.inquiryId, interactionId };
});

/** She was called and not reached: a touch without content; the inquiry stays open. */
export const recordAttempt = (db: Db, actor: Actor, { inquiryId }: { inquiryId: number }): Promise<{ inquiryId: number; interactionId: number }> => db.transaction(actor, async (tx) => {
  const { customerId, productId, handOverId, handOverState } = await getMine(tx, inquiryId);
  if (handOverId !== null && handOverState === 'requested') await acceptHandOver(tx, handOverId);
  const [interactionId] = await recordInteractions(tx, [{
    customerId, function: 'medical', channel: 'phone', direction: 'out', kind: 'call_missed', productId, personId: actor.userId, headline: 'Medical call, not reached', source: 'medical',
  }]) as [number];
  await announce(tx, { topic: 'medical', permission: 'medical:answer' });
  return { inquiryId, interactionId };
});
