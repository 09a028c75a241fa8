import type { Block, FoundLiaison, LiaisonFacts, NotOffered } from '../types.ts';

export type Offer = { readonly ok: true; readonly liaison: FoundLiaison } | { readonly ok: false; readonly reason: NotOffered };

/** When a chain of blocks that covers an instant is over; the instant itself when none does. */
function busyUntil(blocks: readonly Block[], at: string): string {
  let end = at;
  for (const block of blocks.toSorted((a, b) => (a.from < b.from ? -1 : 1))) if (block.from <= end && block.to > end) end = block.to;
  return end;
}

const earliest = (...instants: readonly (string | null)[]): string | null =>
  instants.filter((instant) => instant !== null).toSorted()[0] ?? null;

/**
 * Whether a liaison may be offered for a question now, and whether she is free. The first reason that holds is told: without a certificate nothing
 * else matters. Somebody who is busy is still offered, after those who are free, with the instant from which she is.
 */
export function offerLiaison(facts: LiaisonFacts, { at, language }: { at: string; language?: string | undefined }): Offer {
  if (facts.certifiedUntil === null) return { ok: false, reason: facts.endedOn === null ? 'not_certified' : 'certificate_ended' };
  if (language && !facts.languages.includes(language)) return { ok: false, reason: 'language' };
  const isAtWork = facts.isWorkday && at >= facts.opensAt && at < facts.closesAt;
  // Whoever says until when she is there means it, also in the evening; a switch without an end rests when her day does.
  const isPromised = facts.presence !== 'away' && facts.presenceUntil !== null;
  if (!isAtWork && !isPromised) return { ok: false, reason: 'outside_hours' };
  if (facts.presence === 'away') return { ok: false, reason: 'away' };
  const until = busyUntil(facts.blocks, at);
  const free = facts.presence === 'available' && until === at;
  const next = facts.blocks.map((block) => block.from).filter((from) => from > at).toSorted()[0] ?? null;
  const { userId, name, presence, languages, timeZone, knowsSince, blocks, certifiedUntil } = facts;
  return {
    ok: true,
    liaison: {
      userId, name, presence, languages, timeZone, knowsSince, blocks, certifiedUntil, free,
      freeUntil: free ? earliest(next, facts.presenceUntil ?? facts.closesAt) : null,
      freeFrom: free ? null : facts.presence === 'available' ? until : facts.presenceUntil,
    },
  };
}

const rank = (liaison: FoundLiaison): readonly (number | string)[] =>
  [liaison.free ? 0 : 1, liaison.knowsSince ? 0 : 1, liaison.freeFrom ?? '', liaison.name];

/** Free now before busy, those who know her before those who do not, then whoever is free first. */
export function byUsefulness(a: FoundLiaison, b: FoundLiaison): number {
  const [left, right] = [rank(a), rank(b)];
  const at = left.findIndex((part, index) => part !== right[index]);
  if (at < 0) return a.userId - b.userId;
  return (left[at] as string) < (right[at] as string) ? -1 : 1;
}
