import { amountOf, NONE, netOf, type AllocationProblem } from './problem.ts';

/** Who has what, and what is left of each resource; never less than nothing. */
export type Standing = {
  readonly problem: AllocationProblem;
  readonly prices: Float64Array;
  /** Of each candidate: its value when all that it uses is paid for. */
  readonly nets: Float64Array;
  readonly choice: Int32Array;
  readonly room: Float64Array;
};

export function stand(problem: AllocationProblem, prices: Float64Array): Standing {
  const nets = new Float64Array(problem.values.length);
  for (let k = 0; k < nets.length; k += 1) nets[k] = netOf(problem, prices, k);
  return { problem, prices, nets, choice: new Int32Array(problem.customerIds.length).fill(NONE), room: Float64Array.from(problem.capacities) };
}

/** Whether there is room for a candidate once its customer has given back what she has. */
export function fits({ problem, room, choice }: Standing, i: number, k: number): boolean {
  const { firstUse, useResources, useAmounts } = problem;
  for (let u = firstUse[k]!, end = firstUse[k + 1]!; u < end; u += 1) {
    const resource = useResources[u]!;
    if (room[resource]! < useAmounts[u]! && room[resource]! + amountOf(problem, choice[i]!, resource) < useAmounts[u]!) return false;
  }
  return true;
}

/** Gives a customer a candidate, or nobody, instead of what she has. */
export function give({ problem, room, choice }: Standing, i: number, k: number): void {
  const { firstUse, useResources, useAmounts } = problem;
  const before = choice[i]!;
  if (before !== NONE) for (let u = firstUse[before]!, end = firstUse[before + 1]!; u < end; u += 1) room[useResources[u]!]! += useAmounts[u]!;
  if (k !== NONE) for (let u = firstUse[k]!, end = firstUse[k + 1]!; u < end; u += 1) room[useResources[u]!]! -= useAmounts[u]!;
  choice[i] = k;
}

export const valueOf = (problem: AllocationProblem, k: number): number => (k === NONE ? 0 : problem.values[k]!);

/** The best by net that there is room for, if it is worth its price; ties go to the first option. */
export function bestThatFits(standing: Standing, i: number): number {
  const { problem: { firstCandidate, values }, nets } = standing;
  let best = NONE;
  for (let k = firstCandidate[i]!, end = firstCandidate[i + 1]!; k < end; k += 1) {
    if (values[k]! > 0 && (best === NONE || nets[k]! > nets[best]!) && fits(standing, i, k)) best = k;
  }
  return best;
}

export function totalOf({ problem, choice }: Standing): number {
  let total = 0;
  for (let i = 0; i < choice.length; i += 1) total += valueOf(problem, choice[i]!);
  return total;
}
