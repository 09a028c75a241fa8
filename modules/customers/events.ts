import { audit } from '#platform/audit';
import { ENGINE } from '#platform/db';
import { handledOnce, onEvent, type EventHandler } from '#platform/events';
import { announce } from '#platform/http';
import { updateBounced } from './writes.ts';

/** A mail that came back for good marks its address as dead, with date and source; one that may get through another day changes nothing. */
const markBouncedAddress = onEvent({
  name: 'customers.mark-bounced-address', types: ['message.bounced'], actor: ENGINE,
  handle: ({ db }, event) => db.transaction(ENGINE, async (tx) => {
    if (!await handledOnce(tx, event.eventId, 'customers.mark-bounced-address')) return;
    const { customerId } = event;
    const { contactPointId, messageId, hardness } = event.data as { contactPointId: number | null; messageId: number; hardness?: 'hard' | 'soft' };
    if (hardness !== 'hard' || contactPointId === null) return;
    if (await updateBounced(tx, { customerId, contactPointId, source: `channels.message:${messageId}` }) === 0) return;
    await audit(tx, { action: 'customers.mark_bounced', resource: 'customers.contact_point', customerId, recordId: contactPointId, before: { state: 'active' }, after: { state: 'bounced', messageId } });
    await announce(tx, { topic: 'customers.customer', customerId, permission: 'customers:read' });
  }),
});

export const handlers: readonly EventHandler[] = [markBouncedAddress];
