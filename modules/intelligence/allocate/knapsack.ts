type Item = { readonly amount: number; readonly gain: number };

const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b));
/** A finer grid than this is made coarser, amounts rounded up: nothing is ever too much. */
const MOST_STEPS = 4_096;

/** The items that gain most within the capacity, exactly, in steps of what all amounts have in common. */
export function solveKnapsack<T extends Item>(items: readonly T[], capacity: number): T[] {
  const common = items.reduce((step, { amount }) => greatestCommon(step, amount), 0) || 1;
  const step = Math.max(common, Math.ceil(capacity / MOST_STEPS));
  const steps = Math.floor(capacity / step);
  const best = new Float64Array(steps + 1);
  const taken = items.map(() => new Uint8Array(steps + 1));
  for (const [at, { amount, gain }] of items.entries()) {
    const size = Math.ceil(amount / step);
    for (let full = steps; full >= size; full -= 1) {
      const withIt = best[full - size]! + gain;
      if (withIt <= best[full]!) continue;
      best[full] = withIt;
      taken[at]![full] = 1;
    }
  }
  let left = steps;
  return items.map((item, at) => ({ item, at })).toReversed().filter(({ item, at }) => {
    if (!taken[at]![left]) return false;
    left -= Math.ceil(item.amount / step);
    return true;
  }).map(({ item }) => item);
}
