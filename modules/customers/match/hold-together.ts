import type { Pair } from './cluster.ts';

/** A pair by which a cluster holds together; `party` is the smallest number among its records. */
export type Holding = { readonly l: number; readonly r: number; readonly party: number };

const MOST_TOGETHER = 8; // a person with more records than this is one that a person looks at

/**
 * The strongest pairs by which each cluster holds together, one fewer than its records: each of them is as good as certain, because two clusters only join when
 * the mean across them is. Clusters of very many records are left out.
 */
export function holdTogether(clusters: readonly (readonly number[])[], pairs: readonly Pair[], limit: number): Holding[] {
  const above = new Map<number, number>();
  const rootOf = (record: number): number => {
    let root = record;
    for (let next = above.get(root); next !== undefined; next = above.get(root)) root = next;
    return root;
  };
  const partyOf = new Map(clusters.filter(({ length }) => length <= MOST_TOGETHER).flatMap((members) => { const party = members.reduce((a, b) => Math.min(a, b)); return members.map((member) => [member, party] as const); }));
  const within = pairs.filter(({ l, r, bits }) => bits >= limit && partyOf.has(l) && partyOf.get(l) === partyOf.get(r));
  return within.toSorted((a, b) => b.bits - a.bits || a.l - b.l || a.r - b.r).flatMap(({ l, r }) => {
    const [a, b] = [rootOf(l), rootOf(r)];
    if (a === b) return [];
    above.set(b, a);
    return [{ l: Math.min(l, r), r: Math.max(l, r), party: partyOf.get(l) ?? l }];
  });
}
