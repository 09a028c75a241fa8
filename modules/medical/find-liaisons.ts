import type { Tx } from '#platform/db';
import { listLiaisonFacts } from './reads/finder.ts';
import { byUsefulness, offerLiaison } from './rules/offer-liaison.ts';
import { NOT_OFFERED, type Finder, type FinderQuestion } from './types.ts';

/** Who may answer a question about a product now: those offered, free first, and how many were not offered and why. */
export async function findLiaisons(tx: Tx, question: FinderQuestion): Promise<Finder> {
  const at = question.at ?? tx.now;
  const offers = (await listLiaisonFacts(tx, { ...question, at })).map((facts) => ({ facts, offer: offerLiaison(facts, { at, language: question.language }) }));
  return {
    at,
    people: offers.flatMap(({ offer }) => (offer.ok ? [offer.liaison] : [])).toSorted(byUsefulness),
    notOffered: NOT_OFFERED.flatMap((reason) => {
      const people = offers.flatMap(({ facts, offer }) => (!offer.ok && offer.reason === reason
        ? [{ userId: facts.userId, name: facts.name, detail: reason === 'certificate_ended' ? facts.endedOn : reason === 'outside_hours' ? facts.timeZone : null }] : []));
      return people.length ? [{ reason, count: people.length, people }] : [];
    }),
  };
}

export type CertificationRefusal = { readonly reason: 'not_certified' | 'certificate_ended'; readonly sentence: string };

/** Whether a person may speak about a product's science on the day of an instant in her own zone; null when she may, else why not. */
export async function certifiedNow(tx: Tx, { userId, productId, market, at }: { userId: number; productId: number; market: string; at: string }): Promise<CertificationRefusal | null> {
  const [facts] = await listLiaisonFacts(tx, { userId, productId, market, at });
  if (facts?.certifiedUntil) return null;
  if (facts?.endedOn) return { reason: 'certificate_ended', sentence: `${facts.name}’s certificate for this product ended on ${facts.endedOn}.` };
  return { reason: 'not_certified', sentence: `${facts?.name ?? 'This person'} is not certified to speak about this product.` };
}
