import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { emit } from '#platform/events';
import { addJob } from '#platform/jobs';
import { Problem } from '#platform/problem';
import { createTasks } from './create-tasks.ts';
import { notify } from './notify.ts';
import { findOwners, findPerson, findProductName, findZones, getMe } from './reads/index.ts';
import { handOverDueAt, PREFERRED_TIMES, RECEIVER, WISHES, wishSentence } from './rules/hand-over.ts';
import type { NewHandOver } from './types.ts';
import { insertHandOver, takeNumbers, updateCase } from './writes.ts';

const FALLBACK_ZONE = 'America/New_York';

async function receiverOf(tx: Tx, input: NewHandOver): Promise<number> {
  const toFunction = RECEIVER[input.kind];
  const owners = await findOwners(tx, input.customerId, toFunction);
  const toUserId = input.toUserId ?? owners[0];
  if (toUserId === undefined) throw new Problem('work.no_receiver', { customerId: input.customerId, function: toFunction });
  const person = await findPerson(tx, toUserId);
  if (person?.function !== toFunction) throw new Problem('work.receiver_not_of_function', { userId: toUserId, function: toFunction });
  // Sales sees its own customers alone: anybody else would be asked to visit somebody he may not even look up.
  if (toFunction === 'sales' && owners.length > 0 && !owners.includes(toUserId)) throw new Problem('work.receiver_not_owner', { userId: toUserId, ownerId: owners[0] });
  return toUserId;
}

function assertWords(input: NewHandOver): void {
  const known = WISHES[input.kind].includes(input.wish) && (PREFERRED_TIMES as readonly string[]).includes(input.preferredTime ?? 'any');
  if (!known) throw new Problem('work.wish_unknown', { kind: input.kind, wishes: WISHES[input.kind], preferredTimes: PREFERRED_TIMES });
}

/**
 * Asks a colleague of another function to act for a customer. Only words of the closed list cross; the receiver gets a task and a notification, and
 * a clock runs until he says yes or no. Returns the hand-over's id.
 */
export async function requestHandOver(tx: Tx, input: NewHandOver): Promise<number> {
  assertWords(input);
  const me = await getMe(tx);
  const toUserId = await receiverOf(tx, input);
  const [handOverId] = await takeNumbers(tx, 1) as [number];
  const zone = (await findZones(tx, [input.customerId]))[0]?.timeZone ?? FALLBACK_ZONE;
  const dueAt = handOverDueAt(input, tx.now, zone);
  await insertHandOver(tx, { ...input, handOverId, fromFunction: me.function, toFunction: RECEIVER[input.kind], toUserId, dueAt });
  const product = input.productId ? await findProductName(tx, input.productId) : null;
  const sentence = wishSentence({ wish: input.wish, preferredTime: input.preferredTime, product });
  const link = `/work?panel=hand_over-${handOverId}`;
  await createTasks(tx, [{
    customerId: input.customerId, kind: input.kind, function: RECEIVER[input.kind], ownerId: toUserId, title: sentence, reason: `${me.name} asks.`, handOverId, productId: input.productId, dueAt, link,
  }]);
  await notify(tx, [{ userIds: [toUserId], customerId: input.customerId, kind: 'hand_over.requested', headline: `${me.name} asks you: ${sentence}`, link, key: `hand_over:${handOverId}:requested` }]);
  if (input.caseId) await updateCase(tx, { customerId: input.customerId, caseId: input.caseId }, { state: 'waiting', ownerId: me.userId });
  await audit(tx, { action: 'work.request_hand_over', resource: 'work.hand_over', customerId: input.customerId, recordId: handOverId, after: { kind: input.kind, wish: input.wish, toUserId, caseId: input.caseId ?? null } });
  await emit(tx, { type: 'hand_over.requested', customerId: input.customerId, key: `hand_over.requested:${handOverId}`, data: { handOverId, kind: input.kind, toUserId } });
  await addJob(tx, { task: 'work.time-out-hand-over', payload: { customerId: input.customerId, handOverId }, key: `hand-over-${handOverId}`, runAt: dueAt });
  return handOverId;
}
