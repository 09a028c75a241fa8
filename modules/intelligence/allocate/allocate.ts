import { arrange, type Arranged } from './arrange.ts';
import { chooseAt, stopperOf } from './choose-at.ts';
import { fill } from './fill.ts';
import { findPrices, type Pricing } from './find-prices.ts';
import { chooseFirst } from './first-choice.ts';
import { improve } from './improve.ts';
import { findNear } from './near.ts';
import { NONE, type AllocationProblem } from './problem.ts';
import { fits, give, stand, totalOf, type Standing } from './standing.ts';

export type AllocationOptions = {
  readonly random: () => number;
  /** Those of yesterday, one a resource, 0 for a new one: fewer rounds. */
  readonly prices?: Float64Array;
  /** An earlier answer, a candidate or none a customer: the new one is never worth less, as long as there is still room for it. */
  readonly choice?: Int32Array;
  /** Exchanges tried after the prices; more of them help small sets. */
  readonly tries?: number;
};

export type Allocation = {
  /** The place of the chosen candidate, one a customer, or none. */
  readonly choice: Int32Array;
  /** The candidate that came nearest to being chosen instead, and the resource that stopped it; none where it is simply worth less. */
  readonly runnerUp: Int32Array;
  readonly stoppedBy: Int32Array;
  /** What one more unit of each resource is worth. */
  readonly prices: Float64Array;
  readonly value: number;
  /** No allocation whatever is worth more than this. */
  readonly bound: number;
  /** The share of the bound that is missing. */
  readonly gap: number;
  readonly rounds: number;
  /** Customers who have what the prices alone would have given them; the others met a resource without room, or took what was left of one. */
  readonly byPrice: number;
};

const TRIES = 20_000; // a tenth of a second
/** In a small set one exchange missed is seen in the sum: several ways are gone and the best is kept. */
const SMALL = 5_000;
const STARTS = 4;

function giveAway(problem: AllocationProblem, { prices }: Pricing, { tries = TRIES, random, choice }: AllocationOptions): Standing {
  const first = stand(problem, prices);
  chooseFirst(first);
  fill(first);
  const near = findNear(first);
  const better = (from: Standing): Standing => {
    const standing = { ...from, choice: Int32Array.from(from.choice), room: Float64Array.from(from.room) };
    improve(standing, near, { tries, random });
    fill(standing);
    return standing;
  };
  const starts = Array.from({ length: problem.customerIds.length <= SMALL ? STARTS : 1 }, () => first);
  if (choice) {
    const kept = stand(problem, prices);
    for (let i = 0; i < choice.length; i += 1) if (choice[i] !== NONE && fits(kept, i, choice[i]!)) give(kept, i, choice[i]!);
    if (totalOf(kept) > totalOf(first)) starts.push(kept);
  }
  return starts.map(better).reduce((best, one) => (totalOf(one) > totalOf(best) ? one : best));
}

/** The best by net of those that were not chosen, and what stopped it. */
function explain({ problem, prices, nets, choice, room }: Standing, i: number): { readonly runnerUp: number; readonly stoppedBy: number } {
  const chosen = choice[i]!;
  let runnerUp = NONE;
  for (let k = problem.firstCandidate[i]!, end = problem.firstCandidate[i + 1]!; k < end; k += 1) {
    if (k !== chosen && problem.values[k]! > 0 && (runnerUp === NONE || nets[k]! > nets[runnerUp]!)) runnerUp = k;
  }
  return { runnerUp, stoppedBy: stopperOf(prices, problem, { chosen, runnerUp, room }) };
}

/** An earlier choice in the places of the arranged problem. */
function arrangeChoice({ customers, candidates }: Arranged, choice: Int32Array): Int32Array {
  if (!customers || !candidates) return choice;
  const places = new Int32Array(candidates.length);
  for (const [k, before] of candidates.entries()) places[before] = k;
  return Int32Array.from(customers, (before) => (choice[before] === NONE ? NONE : places[choice[before]!]!));
}

/**
 * Gives each customer at most one of her candidates, so that the sum of values is as large as can be and no resource is ever used beyond its capacity.
 * Equal problems give equal answers, whatever the order of customers and candidates. One thread; beside the problem it takes about 10 bytes a candidate,
 * 60 a customer and 2,000 a resource, and a copy of the problem when that does not come in the order of its ids.
 */
export function allocate(given: AllocationProblem, options: AllocationOptions): Allocation {
  const arranged = arrange(given);
  const { problem, customers, candidates } = arranged;
  const pricing = findPrices(problem, options.prices);
  const standing = giveAway(problem, pricing, { ...options, ...(options.choice ? { choice: arrangeChoice(arranged, options.choice) } : {}) });
  const count = problem.customerIds.length;
  const [choice, runnerUp, stoppedBy] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  const before = (k: number) => (k === NONE || !candidates ? k : candidates[k]!);
  let byPrice = 0;
  for (let i = 0; i < count; i += 1) {
    const at = customers ? customers[i]! : i;
    const why = explain(standing, i);
    choice[at] = before(standing.choice[i]!);
    runnerUp[at] = before(why.runnerUp);
    stoppedBy[at] = why.stoppedBy;
    if (chooseAt(pricing.prices, problem, { at: i }).chosen === standing.choice[i]) byPrice += 1;
  }
  const value = totalOf(standing);
  return { choice, runnerUp, stoppedBy, value, byPrice, ...pricing, gap: pricing.bound > 0 ? 1 - value / pricing.bound : 0 };
}
