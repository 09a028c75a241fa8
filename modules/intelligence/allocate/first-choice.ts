import { chooseAt } from './choose-at.ts';
import { descending } from './descending.ts';
import { solveKnapsack } from './knapsack.ts';
import { amountOf, NONE, type AllocationProblem } from './problem.ts';
import { fits, give, type Standing } from './standing.ts';

/** What is far above its price is in; among so many about the place where the day is full the whole ones that fill it best are found exactly. */
const KNAPSACK_ITEMS = 30;
/** A resource of so few of its smallest uses comes in lumps: what of it is left over costs something. */
const LUMPY = 64;
/** By so much of its price one may stay below it and still be among those that could fill a gap. */
const ALMOST = 0.5;

type Item = { readonly k: number; readonly i: number; readonly amount: number; readonly gain: number };

/** Resources that are used in different whole amounts, a few at a time: a person's day of visits. */
function lumpyResources({ useResources, useAmounts, capacities }: AllocationProblem): Uint8Array {
  const least = new Float64Array(capacities.length).fill(Infinity);
  const most = new Float64Array(capacities.length);
  for (let u = 0; u < useResources.length; u += 1) {
    const r = useResources[u]!;
    if (useAmounts[u]! < least[r]!) least[r] = useAmounts[u]!;
    if (useAmounts[u]! > most[r]!) most[r] = useAmounts[u]!;
  }
  return Uint8Array.from(capacities, (capacity, r) => (most[r]! > least[r]! && capacity / least[r]! <= LUMPY ? 1 : 0));
}

/** The best net that a customer has without a resource. */
function bestWithout({ problem, nets }: Standing, i: number, resource: number): number {
  let best = 0;
  for (let k = problem.firstCandidate[i]!, end = problem.firstCandidate[i + 1]!; k < end; k += 1) if (nets[k]! > best && amountOf(problem, k, resource) === 0) best = nets[k]!;
  return best;
}

/** For each lumpy resource the candidates that come near its price, by what they gain over the best that their customers have without it. */
function itemsByResource(standing: Standing, lumpy: Uint8Array): Item[][] {
  const { problem, nets, prices } = standing;
  const { firstCandidate, firstUse, useResources, useAmounts, customerIds, capacities, values } = problem;
  const items: Item[][] = Array.from(capacities, () => []);
  for (let i = 0; i < customerIds.length; i += 1) {
    for (let k = firstCandidate[i]!, end = firstCandidate[i + 1]!; k < end; k += 1) {
      for (let u = firstUse[k]!, last = firstUse[k + 1]!; u < last; u += 1) {
        const r = useResources[u]!;
        const paid = prices[r]! * useAmounts[u]!;
        if (!lumpy[r] || values[k]! <= 0 || nets[k]! < -ALMOST * paid) continue;
        const gain = nets[k]! + paid - bestWithout(standing, i, r);
        if (gain > (1 - ALMOST) * paid) items[r]!.push({ k, i, amount: useAmounts[u]!, gain });
      }
    }
  }
  return items;
}

/** The items that fill a day best, of a list with those first that gain most by what they take. */
function fullDay(items: readonly Item[], room: number): Item[] {
  let [full, left] = [0, room];
  while (full < items.length && items[full]!.amount <= left) {
    left -= items[full]!.amount;
    full += 1;
  }
  const sure = items.slice(0, Math.max(0, full - KNAPSACK_ITEMS / 2));
  const open = items.slice(sure.length, sure.length + KNAPSACK_ITEMS);
  return [...sure, ...solveKnapsack(open, room - sure.reduce((sum, { amount }) => sum + amount, 0))];
}

/** Fills each lumpy resource exactly; candidates that find no place there are closed. */
function fillDays(standing: Standing): Uint8Array {
  const { problem, choice, room } = standing;
  const closed = new Uint8Array(problem.values.length);
  for (const [r, items] of itemsByResource(standing, lumpyResources(problem)).entries()) {
    if (items.length === 0) continue;
    items.sort((a, b) => b.gain / b.amount - a.gain / a.amount || a.i - b.i || a.k - b.k);
    for (const { k } of items) closed[k] = 1;
    for (const { k, i } of fullDay(items, room[r]!)) {
      closed[k] = 0;
      if (choice[i] === NONE && fits(standing, i, k)) give(standing, i, k);
    }
  }
  return closed;
}

/** Everybody's best by price, those with most to lose first; who comes too late takes the next best that there is room for. */
export function chooseFirst(standing: Standing): void {
  const { problem, prices, nets, choice } = standing;
  const closed = fillDays(standing);
  const waiting: number[] = [];
  const margins: number[] = [];
  for (let i = 0; i < choice.length; i += 1) {
    if (choice[i] !== NONE) continue;
    const { chosen, margin } = chooseAt(prices, problem, { at: i, closed });
    if (chosen === NONE) continue;
    waiting.push(i);
    margins.push(margin);
  }
  for (const at of descending(Float32Array.from(margins))) {
    const i = waiting[at]!;
    let best = NONE;
    for (let k = problem.firstCandidate[i]!, end = problem.firstCandidate[i + 1]!; k < end; k += 1) {
      if (!closed[k] && problem.values[k]! > 0 && nets[k]! >= 0 && (best === NONE || nets[k]! > nets[best]!) && fits(standing, i, k)) best = k;
    }
    if (best !== NONE) give(standing, i, best);
  }
}
