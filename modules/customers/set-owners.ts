import { audit } from '#platform/audit';
import { announce } from '#platform/http';
import type { Tx } from '#platform/db';
import { keepChanges } from './history/keep-changes.ts';
import { natively, rootsAmong } from './merge/natively.ts';
import type { CustomerOwner } from './types.ts';
import { deleteOwners, upsertOwners } from './writes.ts';

async function changeOwners(tx: Tx, owners: readonly CustomerOwner[], action: 'customers.own' | 'customers.disown'): Promise<number> {
  if (owners.length === 0) return 0;
  const write = action === 'customers.own' ? upsertOwners : deleteOwners;
  const customerIds = owners.map(({ customerId }) => customerId);
  const changed = await keepChanges(tx, { customerIds, source: 'territories', touches: 'owners' }, async () => natively(tx, await rootsAmong(tx, customerIds), () => write(tx, owners)));
  const one = owners.length === 1 ? owners[0] : undefined;
  await audit(tx, { action, resource: 'customers.owner', customerId: one?.customerId ?? null, rows: changed.length, after: one ?? { customers: owners.length } });
  if (changed.length) await announce(tx, { topic: 'customers.customer', permission: 'customers:read', ...(one ? { customerId: one.customerId } : {}) });
  return changed.length;
}

/** Says who of ours answers for which customer by function, a whole territory at once; returns how many pairs changed. */
export const setOwners = (tx: Tx, owners: readonly CustomerOwner[]): Promise<number> => changeOwners(tx, owners, 'customers.own');

/** Says that these people no longer answer for these customers; whoever took over meanwhile stays. */
export const endOwners = (tx: Tx, owners: readonly CustomerOwner[]): Promise<number> => changeOwners(tx, owners, 'customers.disown');
