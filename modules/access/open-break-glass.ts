import { audit } from '#platform/audit';
import { ENGINE, sql, type Actor, type Db, type Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { findByIdentifier, visibleCustomers } from '#customers';
import { findOwner, getBreakGlass, type BreakGlassRow } from './reads/break-glass.ts';
import { findPersonRole } from './reads/people.ts';
import { numberOf } from './rules/number-of.ts';
import type { BreakGlassReason, Ports } from './types.ts';
import { endEarly, endExpired, insertBreakGlass } from './writes.ts';
import './problems.ts';

export const MOST_MINUTES = 240; // the table's own limit: four hours
export type OpenBreakGlass = { readonly number: string; readonly reason: BreakGlassReason; readonly words: string; readonly minutes: number };
type Found = { readonly customerId: number; readonly ownerId: number | null; readonly ownerManagerId: number | null };

const nobody = () => new Problem('access.no_such_customer', { fields: [{ field: 'number', message: 'names no customer: C and a number, or an NPI' }] });

/** Who is meant, and whose work she is: the asker may not look that up, so the engine does, which reads no patient. */
async function findMeant(tx: Tx, text: string): Promise<Found> {
  const number = numberOf(text);
  const customerId = number?.kind === 'npi' ? (await findByIdentifier(tx, 'npi', number.npi))?.customerId : number?.customerId;
  if (!customerId || (await visibleCustomers(tx, [customerId])).size === 0) throw nobody();
  const owner = await findOwner(tx, customerId);
  return { customerId, ownerId: owner?.ownerId ?? null, ownerManagerId: owner?.ownerManagerId ?? null };
}

async function tellOpened(tx: Tx, ports: Ports, grant: BreakGlassRow & { readonly told: readonly number[] }): Promise<void> {
  const who = await findPersonRole(tx, grant.userId);
  const said = { kind: 'break_glass', customerId: grant.customerId, detail: grant.words, link: `/administration/break-glass?panel=${grant.breakGlassId}` };
  await ports.notify(tx, [
    { ...said, role: 'administrator', headline: `${who?.name ?? ''} opened a customer by temporary access`, key: `break-glass:${grant.breakGlassId}` },
    ...(grant.told.length > 0 ? [{ ...said, userIds: grant.told, headline: `${who?.name ?? ''} opened a customer of yours or of your team`, key: `break-glass:${grant.breakGlassId}` }] : []),
  ]);
}

/** Opens one customer outside a person's work, at once and for at most four hours; administrators, her owner and his manager are told. */
export async function openBreakGlass(db: Db, actor: Actor, { ports, ...input }: OpenBreakGlass & { readonly ports: Ports }): Promise<BreakGlassRow> {
  const found = await db.read(ENGINE, (tx) => findMeant(tx, input.number));
  return db.transaction(actor, async (tx) => {
    await endExpired(tx, sql`user_id = ${actor.userId}::integer and customer_id = ${found.customerId}::bigint`);
    if ((await visibleCustomers(tx, [found.customerId])).size > 0) throw new Problem('access.sees_already', { customerId: found.customerId });
    const made = await insertBreakGlass(tx, { ...found, reason: input.reason, words: input.words, minutes: input.minutes });
    if (!made) throw new Problem('access.sees_already', { customerId: found.customerId });
    await audit(tx, { action: 'access.open_break_glass', resource: 'access.break_glass', customerId: found.customerId, recordId: made.breakGlassId, after: { reason: input.reason, until: made.until, ownerId: found.ownerId }, reason: input.words });
    const grant = await getBreakGlass(tx, made.breakGlassId);
    const told = [found.ownerId, found.ownerManagerId].filter((userId): userId is number => userId !== null && userId !== actor.userId);
    await tellOpened(tx, ports, { ...grant, told });
    await announce(tx, { topic: 'access.break_glass', permission: 'access:break_glass_read' });
    return grant;
  });
}

/** Ends temporary access before its time: whoever asked for it, an administrator, her owner or his manager. */
export const endBreakGlass = (db: Db, actor: Actor, { breakGlassId, reason }: { readonly breakGlassId: number; readonly reason: string }): Promise<void> => db.transaction(actor, async (tx) => {
  await getBreakGlass(tx, breakGlassId);
  const ended = await endEarly(tx, breakGlassId);
  if (!ended) throw new Problem('access.break_glass_over');
  await audit(tx, { action: 'access.end_break_glass', resource: 'access.break_glass', customerId: ended.customerId, recordId: breakGlassId, before: { until: ended.until }, after: { endedAt: tx.now }, reason });
  await announce(tx, { topic: 'access.break_glass', permission: 'access:break_glass_read' });
});

/** Writes down what ended by itself. Nobody could read by it any more: the policy compares the end. */
export const endExpiredBreakGlass = (db: Db): Promise<number> => db.transaction(ENGINE, async (tx) => {
  const ended = await endExpired(tx);
  if (ended.length === 0) return 0;
  await audit(tx, ...ended.map((one) => ({ action: 'access.end_break_glass', resource: 'access.break_glass', customerId: one.customerId, recordId: one.breakGlassId, after: { endedAt: one.until }, reason: 'its time was over' })));
  await announce(tx, { topic: 'access.break_glass', permission: 'access:break_glass_read' });
  return ended.length;
});
