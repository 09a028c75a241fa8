import type { Actor } from '#platform/db';
import { handledOnce, onEvent, type EventHandler } from '#platform/events';
import { followDecision, onBehalfOf, openInquiry } from './open-inquiry.ts';

const MEDICAL: Actor = Object.freeze({ kind: 'system', role: 'medical', userId: null });

const idsOf = (data: Readonly<Record<string, unknown>>) => ({ handOverId: Number(data['handOverId']), toUserId: Number(data['toUserId']), kind: data['kind'] });
const isQuestion = (kind: unknown): boolean => kind === 'question_to_liaison' || kind === 'question_to_medical';

/** Questions handed to a liaison become inquiries, and follow what she decides about the hand-over. */
export const handlers: EventHandler[] = [
  onEvent({
    name: 'medical.open-inquiry', types: ['hand_over.requested'], actor: MEDICAL,
    handle: async ({ db }, event) => {
      const { handOverId, toUserId, kind } = idsOf(event.data);
      if (!isQuestion(kind)) return;
      await db.transaction(onBehalfOf(toUserId), async (tx) => {
        if (await handledOnce(tx, event.eventId, 'medical.open-inquiry')) await openInquiry(tx, { handOverId, kind });
      });
    },
  }),
  onEvent({
    name: 'medical.follow-hand-over', types: ['hand_over.accepted', 'hand_over.declined', 'hand_over.timed_out'], actor: MEDICAL,
    handle: async ({ db }, event) => {
      const { handOverId, toUserId, kind } = idsOf(event.data);
      if (!isQuestion(kind)) return;
      await db.transaction(onBehalfOf(toUserId), async (tx) => {
        if (await handledOnce(tx, event.eventId, 'medical.follow-hand-over')) await followDecision(tx, { handOverId, type: event.type, toUserId });
      });
    },
  }),
];
