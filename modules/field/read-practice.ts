import type { Tx } from '#platform/db';
import { toPage } from '#platform/http';
import { Problem } from '#platform/problem';
import { findPractice, listMembers, listTouches, type Practice, type PracticeMember, type PracticeTouch } from './reads/practice.ts';

/** What was said is kept from the reader; that it took place is not, nor what she asked of sales. */
type ShownTouch = PracticeTouch & { readonly inPart: boolean };
export type PracticeHistory = { readonly practice: Practice; readonly people: readonly PracticeMember[]; readonly rows: ShownTouch[]; readonly nextCursor: string | null };

/** Everything that anyone of ours had with a practice and its doctors, as far as the reader's role goes. */
export async function readPractice(tx: Tx, { customerId, after, limit }: { customerId: number; after: readonly (string | number | null)[] | null; limit: number }): Promise<PracticeHistory> {
  const practice = await findPractice(tx, customerId);
  if (!practice) throw new Problem('request.not_found');
  const people = await listMembers(tx, practice.practiceId);
  const touches = await listTouches(tx, { customerIds: [practice.practiceId, customerId, ...people.map((person) => person.customerId)], after, limit: limit + 1 });
  const isMedical = tx.actor.role === 'medical';
  return { practice, people, ...toPage(touches.map((touch) => ({ ...touch, inPart: touch.function === 'medical' && touch.kind !== 'referral' && !isMedical })), limit, (touch) => [touch.occurredAt, touch.interactionId]) };
}
