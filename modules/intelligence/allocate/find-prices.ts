import type { AllocationProblem } from './problem.ts';
import { BINS, BIN_STARTS, emptySurvey, look, lookAtDemand, type Survey } from './survey.ts';

export type Pricing = {
  /** What one more unit of each resource is worth. */
  readonly prices: Float64Array;
  /** No allocation whatever is worth more than this. */
  readonly bound: number;
  readonly rounds: number;
};

type Search = { readonly problem: AllocationProblem; readonly survey: Survey; readonly prices: Float64Array; best: { bound: number; prices: Float64Array } };

/** All prices move at once, each as if it moved alone; by so much of that they settle instead of swinging. */
const DAMPING = 0.6;
/** Samples of the customers bring the prices near, all of them bring them home: each stage ends when its rounds no longer lower the bound by more than this share. */
const STAGES = [{ every: 32, gain: 5e-3 }, { every: 8, gain: 1e-3 }, { every: 1, gain: 5e-5 }] as const;
const SAMPLED_FROM = 20_000; // customers; below it a sample says little and saves nothing
const MOST_ROUNDS = 60; // a stage; about 30 are needed from nothing
const PATIENCE = 3;
/** Where prices lean on one another at a kink, moving each alone gets stuck; a walk down the slope of all of them goes on. It pays for small sets alone. */
const WALK = { rounds: 600, work: 4_000_000, aim: 0.01, patience: 12 } as const;

/** How far one price would have to move, all others as they are, for demand to meet the capacity. */
function stepOf({ demand, ends, begins, highest }: Survey, r: number, capacity: number): number {
  const excess = demand[r]! - capacity;
  if (excess === 0) return 0;
  const changes = excess > 0 ? ends : begins;
  let left = Math.abs(excess);
  for (let bin = 0; bin < BINS; bin += 1) {
    const change = changes[r * BINS + bin]!;
    if (change >= left) return Math.sign(excess) * highest[r]! * (BIN_STARTS[bin]! + (BIN_STARTS[bin + 1]! - BIN_STARTS[bin]!) * (left / change));
    left -= change;
  }
  return excess > 0 ? highest[r]! : -Infinity;
}

/** One look and one step of all prices; returns the bound as far as the sample shows it. */
function round(search: Search, every: number): number {
  const { problem: { capacities }, survey, prices, best } = search;
  let bound = look(search, every) * every;
  for (let r = 0; r < prices.length; r += 1) bound += prices[r]! * capacities[r]!;
  if (every === 1 && bound < best.bound) {
    best.bound = bound;
    best.prices.set(prices);
  }
  for (let r = 0; r < prices.length; r += 1) {
    const step = stepOf(survey, r, capacities[r]! / every);
    prices[r] = Math.max(0, prices[r]! + DAMPING * Math.max(-prices[r]!, step));
  }
  return bound;
}

function settle(search: Search, { every, gain }: { readonly every: number; readonly gain: number }): number {
  let [rounds, idle, before] = [0, 0, Infinity];
  while (rounds < MOST_ROUNDS && idle < PATIENCE) {
    const bound = round(search, every);
    idle = bound < before * (1 - gain) ? 0 : idle + 1; // the first step from nothing goes too far, and comes back
    before = bound;
    rounds += 1;
  }
  return rounds;
}

/** Steps against the excess of all resources at once, aimed a little below the best bound, nearer each time it does not fall. */
function walk(search: Search): number {
  const { problem, survey: { demand, highest }, prices, best } = search;
  const most = Math.min(WALK.rounds, Math.floor(WALK.work / Math.max(1, problem.values.length)));
  const scale = Float64Array.from(best.prices, (price, r) => price + highest[r]! * 1e-4);
  let [aim, idle, rounds]: [number, number, number] = [WALK.aim, 0, 0];
  prices.set(best.prices);
  for (; rounds < most && aim > 1e-5; rounds += 1) {
    const bound = lookAtDemand(search);
    idle = bound < best.bound * (1 - aim / 50) ? 0 : idle + 1;
    if (bound < best.bound) {
      best.bound = bound;
      best.prices.set(prices);
    }
    if (idle >= WALK.patience) {
      [aim, idle] = [aim / 2, 0];
      prices.set(best.prices);
      continue;
    }
    let length = 0;
    for (let r = 0; r < prices.length; r += 1) {
      const excess = demand[r]! - problem.capacities[r]!;
      if (excess > 0 || prices[r]! > 0) length += (excess * scale[r]!) ** 2;
    }
    if (length === 0) break;
    const step = (bound - best.bound * (1 - aim)) / length;
    for (let r = 0; r < prices.length; r += 1) prices[r] = Math.max(0, prices[r]! + step * (demand[r]! - problem.capacities[r]!) * scale[r]! ** 2);
  }
  return rounds;
}

/** The prices under which what all want comes as near as can be to what there is. From earlier prices it takes fewer rounds. */
export function findPrices(problem: AllocationProblem, earlier?: Float64Array): Pricing {
  const prices = earlier ? Float64Array.from(earlier) : new Float64Array(problem.capacities.length);
  const search: Search = { problem, survey: emptySurvey(problem), prices, best: { bound: Infinity, prices: Float64Array.from(prices) } };
  const stages = earlier || problem.customerIds.length < SAMPLED_FROM ? STAGES.slice(-1) : STAGES;
  let rounds = 0;
  for (const stage of stages) rounds += settle(search, stage);
  rounds += walk(search);
  return { ...search.best, rounds };
}
