import { amountOf, NONE, netOf, type AllocationProblem } from './problem.ts';

export type ChoiceAt = {
  /** The candidate that is worth most beyond what it uses at these prices; none when nothing is worth its price. */
  readonly chosen: number;
  /** The candidate that came nearest to being chosen instead. */
  readonly runnerUp: number;
  /** What she would lose with the runner-up, or with nothing. */
  readonly margin: number;
  /** The resource that made the runner-up too dear though it is worth more; none where it is simply worth less. */
  readonly stoppedBy: number;
};

/** Of what the runner-up uses beyond what was chosen, the part that costs most; what there is no room for goes before what is dear. */
export function stopperOf(prices: Float64Array, candidates: AllocationProblem, { chosen, runnerUp, room }: { readonly chosen: number; readonly runnerUp: number; readonly room?: Float64Array }): number {
  if (runnerUp === NONE || candidates.values[runnerUp]! <= (chosen === NONE ? 0 : candidates.values[chosen]!)) return NONE;
  let [stopper, most, full] = [NONE, 0, false];
  for (let u = candidates.firstUse[runnerUp]!, end = candidates.firstUse[runnerUp + 1]!; u < end; u += 1) {
    const resource = candidates.useResources[u]!;
    const more = candidates.useAmounts[u]! - amountOf(candidates, chosen, resource);
    const none = room !== undefined && more > room[resource]!;
    const dear = more * prices[resource]!;
    if (none === full ? dear > most : none) [stopper, most, full] = [resource, dear, none];
  }
  return stopper;
}

/**
 * What one customer gets under given prices: by this both the nightly run and the decision of the moment choose, so that they agree.
 * `closed` marks candidates that cannot be had at any price.
 */
export function chooseAt(prices: Float64Array, candidates: AllocationProblem, { at = 0, closed }: { readonly at?: number; readonly closed?: Uint8Array } = {}): ChoiceAt {
  const { firstCandidate, values } = candidates;
  let [chosen, top, runnerUp, second] = [NONE, 0, NONE, -Infinity];
  for (let k = firstCandidate[at]!, end = firstCandidate[at + 1]!; k < end; k += 1) {
    if (values[k]! <= 0 || closed?.[k]) continue;
    const net = netOf(candidates, prices, k);
    if (net >= 0 && (chosen === NONE || net > top)) {
      if (chosen !== NONE) [runnerUp, second] = [chosen, top];
      [chosen, top] = [k, net];
    } else if (net > second) [runnerUp, second] = [k, net];
  }
  return { chosen, runnerUp, margin: top - Math.max(0, second), stoppedBy: stopperOf(prices, candidates, { chosen, runnerUp }) };
}
