import { ENGINE } from '#platform/db';
import { handledOnce, onEvent, type EventHandler } from '#platform/events';
import { passVisits } from './pass-visits.ts';
import { proposeVisit, withdrawVisit } from './propose-visit.ts';

/** Wishes for a visit that come from other functions become proposed visits, and go when the wish does; visits follow customers who change hands. */
export const handlers: EventHandler[] = [
  onEvent({
    name: 'field.propose-visit', types: ['hand_over.requested'], actor: ENGINE,
    handle: async ({ db }, event) => {
      if (event.data['kind'] !== 'visit_request') return;
      await db.transaction(ENGINE, async (tx) => {
        if (await handledOnce(tx, event.eventId, 'field.propose-visit')) await proposeVisit(tx, Number(event.data['handOverId']));
      });
    },
  }),
  onEvent({
    name: 'field.withdraw-visit', types: ['hand_over.declined', 'hand_over.timed_out'], actor: ENGINE,
    handle: async ({ db }, event) => {
      if (event.data['kind'] !== 'visit_request') return;
      await db.transaction(ENGINE, async (tx) => {
        if (await handledOnce(tx, event.eventId, 'field.withdraw-visit')) await withdrawVisit(tx, Number(event.data['handOverId']));
      });
    },
  }),
  onEvent({
    name: 'field.pass-visits', types: ['territory.realigned'], actor: ENGINE,
    handle: async ({ db }, event) => db.transaction(ENGINE, async (tx) => {
      if (await handledOnce(tx, event.eventId, 'field.pass-visits')) await passVisits(tx, Number(event.data['runId']));
    }),
  }),
];
