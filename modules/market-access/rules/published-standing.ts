import type { Standing } from '../types.ts';

/** A drug of a published formulary, as it stands there. */
export type Published = { readonly list: string; readonly listKey: string; readonly drugKey: string; readonly drugName: string; readonly tier: string; readonly restrictions: readonly string[] };
type Restrictions = Standing['restrictions'];

/** The tier of a published word: as somebody said, else the number that it is; null where nobody knows. */
export const tierOf = (word: string, tiers: Readonly<Record<string, number>>): number | null => tiers[word] ?? (/^[1-6]$/.test(word) ? Number(word) : null);

/**
 * Where a product stands on one list, of all its strengths and packs there: the best of them, by tier, then by restrictions. Not on the list is not covered;
 * a word that nobody has given a tier is told.
 */
export function standingOf(drugs: readonly Published[], tiers: Readonly<Record<string, number>>): { readonly standing: Standing } | { readonly unknown: string } {
  const unknown = drugs.find(({ tier }) => tierOf(tier, tiers) === null);
  if (unknown) return { unknown: unknown.tier };
  const [best] = drugs.map(({ tier, restrictions }) => ({ tier: tierOf(tier, tiers) as number, restrictions })).toSorted((a, b) => a.tier - b.tier || a.restrictions.length - b.restrictions.length);
  return { standing: best ? { status: 'covered', tier: best.tier, restrictions: best.restrictions.toSorted() as unknown as Restrictions } : { status: 'not_covered', tier: null, restrictions: [] } };
}
