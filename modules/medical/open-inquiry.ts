import { audit } from '#platform/audit';
import type { Actor, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { addBusinessMinutes, getCaseQuestion } from '#work';
import { findHandedOver, findInquiryOf, type HandedOver } from './reads/inquiries.ts';
import { followHandOver, insertInquiry, reassignInquiry } from './writes.ts';

const QUESTION_KINDS: readonly unknown[] = ['question_to_liaison', 'question_to_medical'];
const ANSWER_MINUTES = 8 * 60; // a working day, where the case itself sets no clock
const FALLBACK_ZONE = 'America/New_York';

/** Medical affairs acting by itself for one of its people: what crosses is read with her rights and no others. */
export const onBehalfOf = (userId: number): Actor => ({ kind: 'system', role: 'medical', userId });

const tellOwner = (tx: Tx, inquiryId: number, userId: number) => announce(tx, { topic: 'medical', permission: 'medical:answer', userIds: [userId] });

const dueOf = (tx: Tx, handOver: HandedOver): string => handOver.caseDueAt ?? addBusinessMinutes(tx.now, ANSWER_MINUTES, handOver.timeZone ?? FALLBACK_ZONE);

/**
 * A question that was handed to a liaison becomes an inquiry in her words, unsolicited by nature: she asked. Handed on to another liaison, it stays
 * the same inquiry. Returns null for hand-overs that are not hers or are no question.
 */
export async function openInquiry(tx: Tx, { handOverId, kind }: { handOverId: number; kind: unknown }): Promise<number | null> {
  const handOver = QUESTION_KINDS.includes(kind) ? await findHandedOver(tx, handOverId) : undefined;
  if (!handOver) return null;
  const { customerId, caseId, toUserId, productId, wish, preferredTime } = handOver;
  const known = await findInquiryOf(tx, handOver);
  if (known) {
    await reassignInquiry(tx, known.inquiryId, { handOverId, ownerId: toUserId, dueAt: dueOf(tx, handOver) });
    await audit(tx, { action: 'medical.reassign_inquiry', resource: 'medical.inquiry', customerId, recordId: known.inquiryId, after: { ownerId: toUserId } });
    await tellOwner(tx, known.inquiryId, toUserId);
    return known.inquiryId;
  }
  const asked = caseId === null ? null : await getCaseQuestion(tx, caseId);
  const { inquiryId } = await insertInquiry(tx, {
    customerId, caseId, handOverId, productId, ownerId: toUserId, question: asked?.question ?? '', topics: asked?.topics ?? [], wish, preferredTime, callback: asked?.callback ?? '', dueAt: dueOf(tx, handOver),
  });
  await audit(tx, { action: 'medical.open_inquiry', resource: 'medical.inquiry', customerId, recordId: inquiryId, after: { handOverId, ownerId: toUserId } });
  await tellOwner(tx, inquiryId, toUserId);
  return inquiryId;
}

/** What became of the hand-over: taken, the inquiry is under way; declined or out of time, it is nobody's again. */
export async function followDecision(tx: Tx, { handOverId, type, toUserId }: { handOverId: number; type: string; toUserId: number }): Promise<void> {
  const accepted = type === 'hand_over.accepted';
  const rows = await followHandOver(tx, handOverId, { state: accepted ? 'in_progress' : 'submitted', keepOwner: accepted });
  await audit(tx, { action: 'medical.follow_hand_over', resource: 'medical.inquiry', recordId: handOverId, rows, after: { type } });
  await tellOwner(tx, handOverId, toUserId);
}
