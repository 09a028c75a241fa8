import { audit } from '#platform/audit';
import { announce } from '#platform/http';
import type { Tx } from '#platform/db';
import { natively, rootsAmong } from './merge/natively.ts';
import type { CustomerOwner } from './types.ts';
import { upsertOwners } from './writes.ts';

/** Says who of ours answers for which customer by function, a whole territory at once; returns how many pairs changed. */
export async function setOwners(tx: Tx, owners: readonly CustomerOwner[]): Promise<number> {
  if (owners.length === 0) return 0;
  const changed = await natively(tx, await rootsAmong(tx, owners.map(({ customerId }) => customerId)), () => upsertOwners(tx, owners));
  const one = owners.length === 1 ? owners[0] : undefined;
  await audit(tx, { action: 'customers.own', resource: 'customers.owner', customerId: one?.customerId ?? null, rows: changed.length, after: one ?? { customers: owners.length } });
  if (changed.length) await announce(tx, { topic: 'customers.customer', permission: 'customers:read', ...(one ? { customerId: one.customerId } : {}) });
  return changed.length;
}
