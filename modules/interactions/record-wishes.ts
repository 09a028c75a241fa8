import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import { onlyCustomer } from './record-interactions.ts';
import type { NewWish } from './types.ts';
import { insertWishes, nextIds } from './writes.ts';

/** Adds what customers said they want; the newest wish of a kind binds and beats whatever was inferred. */
export async function recordWishes(tx: Tx, wishes: readonly NewWish[]): Promise<number[]> {
  if (wishes.length === 0) return [];
  const ids = await nextIds(tx, wishes.length);
  await insertWishes(tx, ids, wishes);
  const customerId = onlyCustomer(wishes);
  await audit(tx, { action: 'interactions.wish', resource: 'interactions.wish', customerId, recordId: ids.length === 1 ? ids[0] ?? null : null, rows: ids.length, after: { kinds: wishes.map((wish) => wish.kind).slice(0, 20) } });
  await announce(tx, { topic: 'interactions.wish', ...(customerId === null ? {} : { customerId }), permission: 'interactions:read' });
  return ids;
}
