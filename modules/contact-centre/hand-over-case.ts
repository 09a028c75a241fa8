import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { getCaseQuestion, listPresence, requestHandOver } from '#work';
import { findCaller } from './reads.ts';
import { getMyCase } from './read-console.ts';
import { mayJoin } from './rules/may-join.ts';
import { whatCrosses } from './rules/what-crosses.ts';
import type { Crossing, HandOverMode, Ports } from './types.ts';

export type HandOverCase = { readonly caseId: number; readonly toUserId: number; readonly mode: HandOverMode; readonly preferredTime?: string };

const REASON = { away: 'is away', busy: 'is busy', in_a_meeting: 'is in a meeting' } as const;

async function assertCanJoin(tx: Tx, userId: number): Promise<void> {
  const [presence] = await listPresence(tx, { userIds: [userId] });
  const decision = mayJoin(presence, tx.now);
  if (decision.ok) return;
  throw new Problem('contact_centre.not_available', {
    reason: decision.reason, until: decision.until, record: `presence of ${presence?.name ?? userId}`, detail: `${presence?.name ?? 'This person'} ${REASON[decision.reason]} now.`,
    remedy: 'Ask for a call back, or choose somebody who is free now.',
  });
}

async function assertCertified(tx: Tx, { certifiedNow }: Ports, { customerId, productId, toUserId }: { customerId: number; productId: number; toUserId: number }): Promise<void> {
  const market = (await findCaller(tx, customerId))?.country ?? 'US';
  const refusal = await certifiedNow(tx, { userId: toUserId, productId, market, at: tx.now });
  if (!refusal) return;
  throw new Problem('contact_centre.not_certified', {
    reason: refusal.reason, record: refusal.record ?? `certificates of person ${toUserId} for product ${productId}`, detail: refusal.sentence, remedy: 'Choose somebody who is certified for this product.',
  });
}

/**
 * Hands her question to a liaison, who joins the call or calls her back. Refused when she is not certified for the product today, or, to join, not
 * there now. What crosses is written down with the hand-over.
 */
export async function handOverCase(tx: Tx, ports: Ports, input: HandOverCase): Promise<{ handOverId: number; crossing: Crossing }> {
  const one = await getMyCase(tx, input.caseId);
  const { productId } = one;
  if (productId === null) throw new Problem('contact_centre.product_missing');
  const question = await getCaseQuestion(tx, input.caseId);
  if (!question.question.trim()) throw new Problem('contact_centre.question_missing');
  await assertCertified(tx, ports, { customerId: one.customerId, productId, toUserId: input.toUserId });
  if (input.mode === 'join') await assertCanJoin(tx, input.toUserId);
  const handOverId = await requestHandOver(tx, {
    customerId: one.customerId, kind: 'question_to_liaison', toUserId: input.toUserId, wish: input.mode === 'join' ? 'join_call' : 'call_back', preferredTime: input.preferredTime,
    productId, caseId: input.caseId,
  });
  const crossing = whatCrosses({ ...question, pronoun: (await findCaller(tx, one.customerId))?.pronoun ?? 'they' });
  await audit(tx, {
    action: 'contact_centre.hand_over', resource: 'work.hand_over', customerId: one.customerId, recordId: handOverId,
    after: { crosses: crossing.crosses.filter((item) => item.detail).map((item) => item.id), stays: crossing.stays.map((item) => item.id) },
  });
  return { handOverId, crossing };
}
