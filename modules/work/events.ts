import { ENGINE } from '#platform/db';
import { handledOnce, onEvent, type EventHandler } from '#platform/events';
import { passMoved } from './pass-moved.ts';

/** Customers who change hands take their open tasks along. */
export const handlers: EventHandler[] = [
  onEvent({
    name: 'work.pass-moved', types: ['territory.realigned'], actor: ENGINE,
    handle: async ({ db }, event) => db.transaction(ENGINE, async (tx) => {
      if (await handledOnce(tx, event.eventId, 'work.pass-moved')) await passMoved(tx, Number(event.data['runId']));
    }),
  }),
];
