import { audit } from '#platform/audit';
import { announce } from '#platform/http';
import type { Tx } from '#platform/db';
import { keepChanges } from './history/keep-changes.ts';
import { natively, rootsAmong } from './merge/natively.ts';
import { phoneOf } from './rules/numbers.ts';
import type { NewContactPoint } from './types.ts';
import { insertContactPoints } from './writes.ts';

const inOneForm = (point: NewContactPoint): NewContactPoint => {
  if (point.kind === 'email') return { ...point, value: point.value.trim().toLowerCase() };
  return point.kind === 'portal' ? point : { ...point, value: phoneOf(point.value) || point.value.trim() };
};

/** Adds ways to reach customers; one that is known already stays as it is. Returns how many are new. */
export async function addContactPoints(tx: Tx, points: readonly NewContactPoint[]): Promise<number> {
  if (points.length === 0) return 0;
  const customerIds = points.map(({ customerId }) => customerId);
  const sources = [...new Set(points.map(({ source }) => source))].join(', ');
  const added = await keepChanges(tx, { customerIds, source: sources, touches: 'contact_points' }, async () => natively(tx, await rootsAmong(tx, customerIds), () => insertContactPoints(tx, points.map(inOneForm))));
  const one = points.length === 1 ? points[0] : undefined;
  // The trail names the kind of the contact point; the address itself stands in the row.
  await audit(tx, { action: 'customers.add-contact-point', resource: 'customers.contact_point', customerId: one?.customerId ?? null, rows: added, after: { kinds: [...new Set(points.map(({ kind }) => kind))] } });
  if (added) await announce(tx, { topic: 'customers.customer', permission: 'customers:read', ...(one ? { customerId: one.customerId } : {}) });
  return added;
}
