// Pairs say who may be one; clusters say who is. Linking whatever is linked by a chain makes one blob of thousands, so two clusters are joined only when the
// MEAN evidence over all pairs across them speaks for it, the best first (average linkage). Pairs that no block found count as well: they are asked for.

export type Pair = { readonly l: number; readonly r: number; /** Bits for (above 0) or against; VETO where nothing may outweigh it. */ readonly bits: number };

/** Added to whatever speaks for a pair, it remains: two clusters across which it stands never meet. */
export const VETO = Number.NEGATIVE_INFINITY;

export type ClusterInput = {
  /** Found pairs; those far below the limit may be left out. */
  readonly pairs: Iterable<Pair>;
  /** The mean evidence, in bits, from which two clusters are joined. */
  readonly limit: number;
  /** Evidence of pairs that no block found, in the order given. */
  readonly compare: (pairs: readonly (readonly [number, number])[]) => Promise<readonly number[]>;
};

type Link = { readonly sum: number; readonly known: number };

class Clusters {
  readonly members = new Map<number, number[]>();
  readonly links = new Map<number, Map<number, Link>>();
  /** Pairs whose evidence is counted, by the smaller record. */
  readonly seen = new Map<number, Set<number>>();

  add(record: number): void {
    if (!this.members.has(record)) this.members.set(record, [record]);
  }

  link(a: number, b: number, { sum: bits, known }: Link): void {
    for (const [from, to] of [[a, b], [b, a]] as const) {
      const of = this.links.get(from) ?? new Map<number, Link>();
      this.links.set(from, of);
      const link = of.get(to) ?? { sum: 0, known: 0 };
      of.set(to, { sum: link.sum + bits, known: link.known + known });
    }
  }

  see(l: number, r: number): void {
    const [low, high] = l < r ? [l, r] : [r, l];
    const of = this.seen.get(low) ?? new Set<number>();
    this.seen.set(low, of.add(high));
  }

  isSeen(l: number, r: number): boolean {
    return (l < r ? this.seen.get(l)?.has(r) : this.seen.get(r)?.has(l)) ?? false;
  }

  crossings(a: number, b: number): number {
    return (this.members.get(a)?.length ?? 0) * (this.members.get(b)?.length ?? 0);
  }

  /** Takes b into a. */
  join(a: number, b: number): void {
    this.members.get(a)!.push(...(this.members.get(b) ?? []));
    this.members.delete(b);
    for (const [other, link] of this.links.get(b) ?? []) {
      this.links.get(other)?.delete(b);
      if (other !== a) this.link(a, other, link);
    }
    this.links.delete(b);
    this.links.get(a)?.delete(b);
  }
}

type Candidate = { readonly a: number; readonly b: number; readonly mean: number };

/** Pairs of clusters that would be joined if the pairs not yet seen said the same as the seen ones. */
function candidatesOf(clusters: Clusters, limit: number): { candidates: Candidate[]; unseen: [number, number][] } {
  const candidates: Candidate[] = [];
  const unseen: [number, number][] = [];
  const look = (a: number, b: number, link: Link) => {
    const mean = link.sum / link.known;
    if (mean < limit) return;
    if (link.known < clusters.crossings(a, b)) {
      for (const l of clusters.members.get(a) ?? []) for (const r of clusters.members.get(b) ?? []) if (!clusters.isSeen(l, r)) unseen.push([l, r]);
    } else {
      candidates.push({ a, b, mean });
    }
  };
  for (const [a, links] of clusters.links) for (const [b, link] of links) if (a < b) look(a, b, link);
  return { candidates, unseen };
}

/** Finds which cluster a record now stands in. */
function openRoots(): { rootOf: (record: number) => number; under: (child: number, root: number) => void } {
  const parents = new Map<number, number>();
  const rootOf = (record: number): number => {
    let root = record;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  return { rootOf, under: (child, root) => void parents.set(child, root) };
}

async function fill(clusters: Clusters, unseen: readonly (readonly [number, number])[], { rootOf, compare }: { rootOf: (record: number) => number; compare: ClusterInput['compare'] }): Promise<void> {
  const bits = await compare(unseen);
  for (const [place, [l, r]] of unseen.entries()) {
    clusters.see(l, r);
    clusters.link(rootOf(l), rootOf(r), { sum: bits[place] ?? 0, known: 1 });
  }
}

/** Most records have one likeness at most: such couples need no clusters. */
function setCouplesAside(pairs: readonly Pair[]): { linked: readonly Pair[]; couples: readonly Pair[] } {
  const likenesses = new Map<number, number>();
  for (const { l, r } of pairs) for (const record of [l, r]) likenesses.set(record, (likenesses.get(record) ?? 0) + 1);
  const alone = ({ l, r }: Pair) => likenesses.get(l) === 1 && likenesses.get(r) === 1;
  return { linked: pairs.filter((pair) => !alone(pair)), couples: pairs.filter(alone) };
}

/** Records that are one, as lists of two and more. The order of the pairs does not matter. */
export async function clusterPairs({ pairs, limit, compare }: ClusterInput): Promise<number[][]> {
  const clusters = new Clusters();
  const roots = openRoots();
  const { linked, couples } = setCouplesAside([...pairs]);
  const joined = couples.filter(({ bits }) => bits >= limit).map(({ l, r }) => (l < r ? [l, r] : [r, l]));
  for (const { l, r, bits } of linked) {
    clusters.add(l);
    clusters.add(r);
    if (clusters.isSeen(l, r)) continue;
    clusters.see(l, r);
    clusters.link(l, r, { sum: bits, known: 1 });
  }
  for (;;) {
    const { candidates, unseen } = candidatesOf(clusters, limit);
    if (unseen.length > 0) {
      await fill(clusters, unseen, { rootOf: roots.rootOf, compare });
      continue;
    }
    if (candidates.length === 0) break;
    const taken = new Set<number>();
    for (const { a, b } of candidates.sort((x, y) => y.mean - x.mean || x.a - y.a || x.b - y.b)) {
      if (taken.has(a) || taken.has(b)) {
        taken.add(a).add(b); // its better partner comes first; whether these two join is decided with it in view
        continue;
      }
      taken.add(a).add(b);
      roots.under(b, a);
      clusters.join(a, b);
    }
  }
  return [...joined, ...[...clusters.members.values()].filter((members) => members.length > 1).map((members) => members.sort((x, y) => x - y))];
}
