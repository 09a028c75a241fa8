export type StandingMerge = { readonly mergeId: number; readonly loserId: number; readonly winnerId: number; readonly mergedAt: string };
type Round = readonly StandingMerge[];

/**
 * The order in which merges are carried out again: in the order in which they were made, as many at once as touch different parties. Each pair names the
 * records as they stand by then: what has already gone into another is that other. Also says under which number each record is found in the end.
 */
export function mergeRounds(merges: readonly StandingMerge[]): { rounds: readonly Round[]; roots: ReadonlyMap<number, number> } {
  const parent = new Map<number, number>();
  const find = (id: number): number => {
    const above = parent.get(id);
    return above === undefined ? id : find(above);
  };
  const lastRound = new Map<number, number>(); // by root
  const rounds: StandingMerge[][] = [];
  for (const merge of merges.toSorted((a, b) => a.mergeId - b.mergeId)) {
    const [loserId, winnerId] = [find(merge.loserId), find(merge.winnerId)];
    if (loserId === winnerId) continue;
    const round = 1 + Math.max(lastRound.get(loserId) ?? -1, lastRound.get(winnerId) ?? -1);
    (rounds[round] ??= []).push({ ...merge, loserId, winnerId });
    parent.set(loserId, winnerId);
    lastRound.set(winnerId, round);
  }
  const all = new Set(merges.flatMap(({ loserId, winnerId }) => [loserId, winnerId]));
  return { rounds, roots: new Map([...all].map((id) => [id, find(id)])) };
}
