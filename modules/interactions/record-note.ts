import type { Actor, Db } from '#platform/db';
import { Problem } from '#platform/problem';
import { assertVisible, functionOf } from './reads/index.ts';
import { recordInteractions } from './record-interactions.ts';
import { FUNCTIONS, type Channel, type Kind, type TouchFunction } from './types.ts';

/** What a person may write down by hand; everything else is recorded by the use case that did it. */
export const NOTE_KINDS = ['visit', 'call', 'call_missed', 'meeting', 'event_attended', 'letter_sent', 'reply', 'note', 'correction'] as const satisfies readonly Kind[];

export type Note = {
  readonly customerId: number;
  readonly kind: (typeof NOTE_KINDS)[number];
  readonly channel: Channel | 'none';
  readonly direction: 'in' | 'out';
  readonly occurredAt?: string;
  readonly minutes?: number;
  readonly productId?: number;
  readonly organisationId?: number;
  readonly headline: string;
  readonly body?: string;
  readonly quote?: string;
  readonly causedBy?: number;
};

const CLOCK_SKEW_MS = 120_000; // a phone's clock may be ahead a little

/** A person writes down a touch; the function is his own, medical ones record in Medical. */
export const recordNote = (db: Db, actor: Actor, note: Note): Promise<{ interactionId: number }> => db.transaction(actor, async (tx) => {
  const own = await functionOf(tx, actor.userId);
  if (own === 'medical') throw new Problem('interactions.medical_content');
  if (!FUNCTIONS.includes(own as TouchFunction)) throw new Problem('interactions.function_cannot_record');
  if (note.kind === 'correction' && note.causedBy === undefined) throw new Problem('interactions.nothing_to_correct');
  if (note.occurredAt !== undefined && Date.parse(note.occurredAt) > Date.parse(tx.now) + CLOCK_SKEW_MS) throw new Problem('interactions.in_the_future');
  await assertVisible(tx, note.customerId);
  const { body, quote, ...header } = note;
  const content = body || quote ? { ...(body ? { body } : {}), ...(quote ? { quote } : {}) } : undefined;
  const [interactionId] = await recordInteractions(tx, [{ ...header, function: own as TouchFunction, personId: actor.userId, source: 'person', ...(content ? { content } : {}) }]);
  return { interactionId: interactionId as number };
});
