import { audit } from '#platform/audit';
import { setMembership } from '#platform/auth';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import { wishSentence } from '#work';
import { readPlanFacts } from './check-plan.ts';
import { membershipFor } from './reads/membership.ts';
import { findAskedVisit } from './reads/visits.ts';
import { proposeTime } from './rules/plan-visit.ts';
import { insertVisit, lockAgenda, withdrawProposed } from './writes.ts';

export const VISIT_MINUTES = 20;

/**
 * A wish for a visit that another function passed on becomes a proposed visit in the representative's days, at the first time that fits her. The
 * customer and her organisations become part of the representative's work. Once a hand-over, however often its event arrives.
 */
export async function proposeVisit(tx: Tx, handOverId: number): Promise<number | null> {
  const asked = await findAskedVisit(tx, handOverId);
  if (!asked || asked.state !== 'requested' || asked.wish === 'phone_call') return null; // a call is a task, no visit
  const { customerId, toUserId, wish, preferredTime, productId } = asked;
  await lockAgenda(tx, toUserId);
  const facts = await readPlanFacts(tx, { customerId, userId: toUserId, asked: true, preferredTime, proposedToo: true });
  const startsAt = proposeTime(facts, VISIT_MINUTES);
  if (startsAt === null) return null; // the task stands; a person chooses the time
  const visit = await insertVisit(tx, {
    customerId, userId: toUserId, state: 'proposed', startsAt, minutes: VISIT_MINUTES, purpose: asked.title ?? wishSentence({ wish, preferredTime }), productId, taskId: asked.taskId, handOverId,
    askedBy: asked.fromUserId, wish, preferredTime,
  });
  if (!visit) return null;
  await setMembership(tx, toUserId, { add: (await membershipFor(tx, customerId)).map((row) => row.customerId) });
  await audit(tx, { action: 'field.propose_visit', resource: 'field.visit', customerId, recordId: visit.visitId, after: { handOverId, startsAt, userId: toUserId } });
  await announce(tx, { topic: 'field', permission: 'field:visit', userIds: [toUserId] });
  return visit.visitId;
}

/** The hand-over was declined or ran out of time: its proposed visit goes with it. */
export async function withdrawVisit(tx: Tx, handOverId: number): Promise<void> {
  const gone = await withdrawProposed(tx, handOverId);
  await audit(tx, { action: 'field.withdraw_proposed', resource: 'field.visit', recordId: handOverId, rows: gone.length });
  const userIds = gone.map(({ userId }) => userId);
  if (userIds.length) await announce(tx, { topic: 'field', permission: 'field:visit', userIds });
}
