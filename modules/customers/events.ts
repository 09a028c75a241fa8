import { ENGINE } from '#platform/db';
import { handledOnce, onEvent, type EventHandler } from '#platform/events';
import { keepErased } from './history/keep-erased.ts';
import { markBounced } from './mark-bounced.ts';

/** A mail that came back for good marks its address as dead; one that may get through another day changes nothing. */
const markBouncedAddress = onEvent({
  name: 'customers.mark-bounced-address', types: ['message.bounced'], actor: ENGINE,
  handle: ({ db }, event) => db.transaction(ENGINE, async (tx) => {
    if (!await handledOnce(tx, event.eventId, 'customers.mark-bounced-address')) return;
    const { contactPointId, messageId, hardness } = event.data as { contactPointId: number | null; messageId: number; hardness?: 'hard' | 'soft' };
    if (hardness === 'hard' && contactPointId !== null) await markBounced(tx, { customerId: event.customerId, contactPointId, messageId });
  }),
});

/** Who follows the changes hears that somebody was erased, and can do the same. */
const tellErasure = onEvent({
  name: 'customers.tell-erasure', types: ['privacy.erased'], actor: ENGINE,
  handle: ({ db }, event) => db.transaction(ENGINE, async (tx) => {
    if (await handledOnce(tx, event.eventId, 'customers.tell-erasure')) await keepErased(tx, event.customerId);
  }),
});

export const handlers: readonly EventHandler[] = [markBouncedAddress, tellErasure];
