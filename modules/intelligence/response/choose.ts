import { sigmoid, type Random } from '../numbers.ts';
import type { Score } from './score.ts';

/** An action that may be taken: eligible, consented, within its caps. */
type Candidate = Score & {
  /** What the outcome is worth. */
  readonly value: number;
  /** The price of what it uses, in the same unit. */
  readonly cost: number;
};

type Sampling = {
  readonly random: Random;
  readonly draws: number;
  /** The least probability of each candidate: without it no later evaluation of another policy is possible. */
  readonly floor: number;
  /** Which part of the posterior's spread is drawn: 1 is Thompson sampling as published, less explores less. */
  readonly spread: number;
};

export const SAMPLING: Omit<Sampling, 'random'> = { draws: 200, floor: 0.01, spread: 0.15 };

/** Log odds whose chance is the expected one where the true log odds spread about a mean (MacKay's approximation). */
const averaged = (mean: number, variance: number): number => mean / Math.sqrt(1 + (Math.PI * variance) / 8);

/** How often each candidate is the best over draws from the posterior; normal numbers come in pairs (Box and Muller). */
function shares(candidates: readonly Candidate[], { random, draws, spread }: Sampling): Float64Array {
  const count = candidates.length;
  const spreads = Float64Array.from(candidates, ({ variance }) => spread * Math.sqrt(variance));
  const centres = Float64Array.from(candidates, ({ mean, variance }) => averaged(mean, (1 - spread * spread) * variance)); // what is not drawn is averaged over
  const share = new Float64Array(count);
  for (let draw = 0; draw < draws; draw += 1) {
    let [best, most, second] = [0, -Infinity, 0];
    for (let i = 0; i < count; i += 1) {
      let normal = second;
      if (i % 2 === 0) {
        const radius = Math.sqrt(-2 * Math.log(1 - random()));
        const angle = 2 * Math.PI * random();
        normal = radius * Math.cos(angle);
        second = radius * Math.sin(angle);
      }
      const { value, cost } = candidates[i] as Candidate;
      const worth = value * sigmoid((centres[i] as number) + (spreads[i] as number) * normal) - cost;
      if (worth > most) {
        best = i;
        most = worth;
      }
    }
    share[best] = (share[best] as number) + 1 / draws;
  }
  return share;
}

/** Raises each share to the floor and takes it from the others in proportion, until all stand at or above it. */
export function withFloor(share: Float64Array, floor: number): Float64Array {
  const least = Math.min(floor, 1 / share.length);
  const low = new Uint8Array(share.length);
  for (;;) {
    const above = share.reduce((sum, one, i) => sum + (low[i] ? 0 : one), 0);
    const left = 1 - least * low.reduce((sum, one) => sum + one, 0);
    const raised = share.map((one, i) => (low[i] ? least : (one / above) * left));
    const fallen = raised.findIndex((one, i) => !low[i] && one < least);
    if (fallen < 0) return raised;
    for (const [i, one] of raised.entries()) if (one < least) low[i] = 1;
  }
}

type Choice = {
  readonly chosen: number;
  /** Of each candidate; they sum to one. The chosen one's goes into the decision's log. */
  readonly propensities: Float64Array;
  /** The candidate that is best on what is known. */
  readonly best: number;
  /** Chosen to learn: another was best. */
  readonly explored: boolean;
};

/** Thompson sampling: each candidate is chosen as often as it may be the best, and never less often than the floor. */
export function choose(candidates: readonly Candidate[], sampling: Sampling): Choice {
  const propensities = withFloor(shares(candidates, sampling), sampling.floor);
  let [chosen, left] = [0, sampling.random()];
  while (chosen < propensities.length - 1 && left >= (propensities[chosen] as number)) {
    left -= propensities[chosen] as number;
    chosen += 1;
  }
  const worth = candidates.map(({ mean, variance, value, cost }) => value * sigmoid(averaged(mean, variance)) - cost);
  const best = worth.indexOf(Math.max(...worth));
  return { chosen, propensities, best, explored: chosen !== best };
}
