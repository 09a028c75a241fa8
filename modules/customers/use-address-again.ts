import { audit } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { keepChanges } from './history/keep-changes.ts';
import type { CustomerId } from './types.ts';
import { findContactPoint, updateUsedAgain } from './writes.ts';

type UseAgain = { readonly customerId: CustomerId; readonly contactPointId: number; readonly reason: string };

/** Takes an address that mail came back from into use again, by the word of somebody who knows it to be good; one that a person asked us to leave stays closed. */
export const useAddressAgain = (db: Db, actor: Actor, { customerId, contactPointId, reason }: UseAgain): Promise<{ contactPointId: number; state: 'active' }> => db.transaction(actor, async (tx) => {
  const before = await findContactPoint(tx, { customerId, contactPointId });
  if (!before) throw new Problem('request.not_found');
  if (before.state === 'withdrawn') throw new Problem('customers.address_withdrawn');
  if (before.state === 'active') return { contactPointId, state: 'active' };
  await keepChanges(tx, { customerIds: [customerId], source: 'steward', touches: 'contact_points' }, () => updateUsedAgain(tx, { customerId, contactPointId }));
  await audit(tx, { action: 'customers.use_address_again', resource: 'customers.contact_point', customerId, recordId: contactPointId, before: { state: before.state, source: before.source }, after: { state: 'active' }, reason });
  await announce(tx, { topic: 'customers.customer', customerId, permission: 'customers:read' });
  return { contactPointId, state: 'active' };
});
