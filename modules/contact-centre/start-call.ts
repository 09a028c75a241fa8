import type { Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { recordInteractions } from '#interactions';
import { openCases } from '#work';
import { findCaller } from './reads.ts';

export type StartCall = { readonly customerId: number; readonly productId?: number; readonly question?: string; readonly callback?: string };

/** She calls: the touch is on her timeline, and a case with its clock is the caller's at once. Returns the case. */
export async function startCall(tx: Tx, input: StartCall): Promise<{ caseId: number; interactionId: number }> {
  const caller = await findCaller(tx, input.customerId);
  if (!caller) throw new Problem('request.not_found');
  const [interactionId] = await recordInteractions(tx, [{
    customerId: input.customerId, function: 'contact_centre', channel: 'phone', direction: 'in', kind: 'call', productId: input.productId ?? null, personId: tx.actor.userId,
    headline: 'Called us', source: 'contact_centre',
  }]) as [number];
  const [caseId] = await openCases(tx, [{
    customerId: input.customerId, kind: 'question', function: 'contact_centre', channel: 'phone', headline: 'Call', productId: input.productId, ownerId: tx.actor.userId, interactionId,
    detail: { question: input.question ?? '', callback: input.callback ?? caller.phone ?? '' },
  }]) as [number];
  return { caseId, interactionId };
}
