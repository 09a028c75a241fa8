import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { notify } from './notify.ts';
import { findHandOver, getMe } from './reads/index.ts';
import type { DeclineReason } from './rules/hand-over.ts';
import type { HandOver, HandOverState } from './types.ts';
import { updateCase, updateHandOver, updateTaskOfHandOver } from './writes.ts';

async function getMine(tx: Tx, handOverId: number): Promise<HandOver> {
  const found = await findHandOver(tx, handOverId);
  if (!found) throw new Problem('request.not_found');
  if (found.toUserId !== tx.actor.userId) throw new Problem('work.hand_over_not_yours');
  return found;
}

async function decide(tx: Tx, handOver: HandOver, change: { to: HandOverState; reason?: string }): Promise<void> {
  const changed = await updateHandOver(tx, handOver, { from: 'requested', ...change });
  if (!changed) throw new Problem('work.hand_over_decided');
  await audit(tx, {
    action: `work.hand_over_${change.to}`, resource: 'work.hand_over', customerId: handOver.customerId, recordId: handOver.handOverId,
    before: { state: 'requested' }, after: { state: change.to }, reason: change.reason,
  });
  await emit(tx, {
    type: `hand_over.${change.to}`, customerId: handOver.customerId, key: `hand_over.${change.to}:${handOver.handOverId}`,
    data: { handOverId: handOver.handOverId, kind: handOver.kind, toUserId: handOver.toUserId, caseId: handOver.caseId },
  });
  await announce(tx, { topic: 'work.hand_over', permission: 'work:read', userIds: [handOver.fromUserId, handOver.toUserId] });
}

const caseLink = (handOver: HandOver): string => (handOver.caseId ? `/work/cases/${handOver.caseId}` : `/customers/${handOver.customerId}`);

/** The receiver says yes: the task is his, and the case with it goes over; whoever asked is told. */
export async function acceptHandOver(tx: Tx, handOverId: number): Promise<HandOver> {
  const handOver = await getMine(tx, handOverId);
  await decide(tx, handOver, { to: 'accepted' });
  await updateTaskOfHandOver(tx, handOver, { state: 'accepted' });
  if (handOver.caseId) await updateCase(tx, { customerId: handOver.customerId, caseId: handOver.caseId }, { state: 'handed_over' });
  const me = await getMe(tx);
  await notify(tx, [{
    userIds: [handOver.fromUserId], customerId: handOver.customerId, kind: 'hand_over.accepted', headline: `${me.name} took what you handed over`, link: caseLink(handOver),
    key: `hand_over:${handOverId}:accepted`,
  }]);
  return { ...handOver, state: 'accepted' };
}

/** The receiver says no, with a reason of the list: the case is again with whoever asked. */
export async function declineHandOver(tx: Tx, handOverId: number, reason: DeclineReason): Promise<HandOver> {
  const handOver = await getMine(tx, handOverId);
  await decide(tx, handOver, { to: 'declined', reason });
  await updateTaskOfHandOver(tx, handOver, { state: 'rejected', outcome: reason, closed: true });
  if (handOver.caseId) await updateCase(tx, { customerId: handOver.customerId, caseId: handOver.caseId }, { state: 'open' });
  const me = await getMe(tx);
  await notify(tx, [{
    userIds: [handOver.fromUserId], customerId: handOver.customerId, kind: 'hand_over.declined', headline: `${me.name} cannot take what you handed over`,
    detail: reason.replaceAll('_', ' '), link: caseLink(handOver), key: `hand_over:${handOverId}:declined`,
  }]);
  return { ...handOver, state: 'declined' };
}

/** Nobody answered in time: the case is again with whoever asked. Does nothing when it was decided or still has time. */
export async function timeOutHandOver(tx: Tx, handOverId: number): Promise<boolean> {
  const handOver = await findHandOver(tx, handOverId);
  if (!handOver || handOver.state !== 'requested' || !handOver.dueAt || handOver.dueAt > tx.now) return false;
  await decide(tx, handOver, { to: 'timed_out' });
  await updateTaskOfHandOver(tx, handOver, { state: 'cancelled', outcome: 'timed_out', closed: true });
  if (handOver.caseId) await updateCase(tx, { customerId: handOver.customerId, caseId: handOver.caseId }, { state: 'open' });
  await notify(tx, [{
    userIds: [handOver.fromUserId], customerId: handOver.customerId, kind: 'hand_over.timed_out', headline: 'Nobody took what you handed over in time', link: caseLink(handOver),
    key: `hand_over:${handOverId}:timed_out`,
  }]);
  return true;
}
