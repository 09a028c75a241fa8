import { audit } from '#platform/audit';
import { sql, type Actor, type Db } from '#platform/db';
import { Problem } from '#platform/problem';
import { tell } from './handle-request.ts';
import { endHoldAt, insertHold, liftSuppressionAt, nextNumber } from './writes.ts';

type NewHold = { readonly customerId: number; readonly reason: string; readonly law: string; readonly validTo?: string | undefined };

/** Keeps everything of a customer until it is ended, or until the day it names. */
export const setHold = (db: Db, actor: Actor, input: NewHold): Promise<{ holdId: number }> => db.transaction(actor, async (tx) => {
  const known = await tx.maybe(sql`select customer_id from customers.customer where customer_id = ${input.customerId}::bigint`);
  if (!known) throw new Problem('request.not_found');
  const holdId = await nextNumber(tx);
  await insertHold(tx, holdId, { ...input, validTo: input.validTo ?? null });
  await audit(tx, { action: 'privacy.hold', resource: 'privacy.legal_hold', customerId: input.customerId, recordId: holdId, after: { law: input.law, validTo: input.validTo ?? null }, reason: input.reason });
  await tell(tx);
  return { holdId };
});

/** Ends a hold from now on; that it stood stays on record. */
export const endHold = (db: Db, actor: Actor, { holdId, reason }: { holdId: number; reason: string }): Promise<{ holdId: number }> => db.transaction(actor, async (tx) => {
  const found = await tx.maybe<{ customerId: number }>(sql`select customer_id from privacy.legal_hold where hold_id = ${holdId}::bigint`);
  if (!found) throw new Problem('request.not_found');
  if (!await endHoldAt(tx, holdId, reason)) throw new Problem('privacy.already_ended');
  await audit(tx, { action: 'privacy.end_hold', resource: 'privacy.legal_hold', customerId: found.customerId, recordId: holdId, after: { validTo: tx.now }, reason });
  await tell(tx);
  return { holdId };
});

/** Lets a number or an address in again, on the person's own word. */
export const liftSuppression = (db: Db, actor: Actor, { suppressionId, reason }: { suppressionId: number; reason: string }): Promise<{ suppressionId: number }> => db.transaction(actor, async (tx) => {
  if (!await liftSuppressionAt(tx, suppressionId, reason)) throw new Problem('request.not_found');
  await audit(tx, { action: 'privacy.lift_suppression', resource: 'privacy.suppression', recordId: suppressionId, reason });
  await tell(tx);
  return { suppressionId };
});
