import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { assertVisible, findRestriction } from './reads.ts';
import type { NewRestriction } from './types.ts';
import { endRestrictionAt, insertRestriction, nextIds } from './writes.ts';

type Told = { readonly customerId: number; readonly restrictionId: number; readonly kind: string };

async function tell(tx: Tx, type: 'consent.restricted' | 'consent.restriction_ended', { customerId, restrictionId, kind }: Told): Promise<void> {
  await emit(tx, { type, customerId, key: `${type}:${restrictionId}`, data: { restrictionId, kind } });
  await announce(tx, { topic: 'consent.restriction', customerId, permission: 'consent:read' });
}

/** Adds a standing prohibition: do-not-contact, or prescriber data that sales may not use. */
export async function recordRestriction(tx: Tx, restriction: NewRestriction): Promise<number> {
  const [id] = (await nextIds(tx, 1)) as [number];
  await insertRestriction(tx, id, restriction);
  await audit(tx, { action: 'consent.restrict', resource: 'consent.restriction', customerId: restriction.customerId, recordId: id, after: { kind: restriction.kind, source: restriction.source }, reason: restriction.reason });
  await tell(tx, 'consent.restricted', { customerId: restriction.customerId, restrictionId: id, kind: restriction.kind });
  return id;
}

/** Ends a prohibition from now on; that it stood until now stays on record. */
export const endRestriction = (db: Db, actor: Actor, input: { customerId: number; restrictionId: number; reason: string }): Promise<{ restrictionId: number }> =>
  db.transaction(actor, async (tx) => {
    await assertVisible(tx, input.customerId);
    const found = await findRestriction(tx, input.customerId, input.restrictionId);
    if (!found) throw new Problem('request.not_found');
    if ((await endRestrictionAt(tx, input.customerId, input.restrictionId)) === 0) throw new Problem('consent.already_ended');
    await audit(tx, { action: 'consent.end_restriction', resource: 'consent.restriction', customerId: input.customerId, recordId: input.restrictionId, before: { validTo: found.validTo }, after: { validTo: tx.now }, reason: input.reason });
    await tell(tx, 'consent.restriction_ended', { ...input, kind: found.kind });
    return { restrictionId: input.restrictionId };
  });
