import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import { keepChanges } from './history/keep-changes.ts';
import { updateBounced } from './writes.ts';

type Bounced = { readonly customerId: number; readonly contactPointId: number; readonly messageId: number };

/** Marks an address as dead, with date and source; one that is dead already stays as it is. */
export async function markBounced(tx: Tx, { customerId, contactPointId, messageId }: Bounced): Promise<void> {
  const source = `channels.message:${messageId}`;
  if (await keepChanges(tx, { customerIds: [customerId], source, touches: 'contact_points' }, () => updateBounced(tx, { customerId, contactPointId, source })) === 0) return;
  await audit(tx, { action: 'customers.mark_bounced', resource: 'customers.contact_point', customerId, recordId: contactPointId, before: { state: 'active' }, after: { state: 'bounced', messageId } });
  await announce(tx, { topic: 'customers.customer', customerId, permission: 'customers:read' });
}
