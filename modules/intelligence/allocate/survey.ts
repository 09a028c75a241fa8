import { amountOf, NONE, netOf, type AllocationProblem } from './problem.ts';

// One look at all customers under given prices: what they would use, and how that use would change were one price a little higher or lower. The changes
// are kept by how far the price would have to move, in half octaves of the distance: fine where the price stands, coarse far from it.

/** Half octaves below the highest price that a resource can have; what is nearer than 2⁻²⁴ of it counts as at once. */
export const BINS = 48;
const HALF_OCTAVE_SHIFT = 22; // leaves the exponent and the first bit of the fraction of a 32-bit number
const ONE_IN_HALF_OCTAVES = 254; // of the number 1

export type Survey = {
  readonly demand: Float64Array;
  /** Use that ends when the price rises so far, by resource and distance. */
  readonly ends: Float64Array;
  /** Use that begins when it falls so far. */
  readonly begins: Float64Array;
  /** The highest price that anybody could pay for a unit. */
  readonly highest: Float64Array;
  /** What is left of the values of the candidates of the customer who is looked at. */
  readonly nets: Float64Array;
};

type Look = { readonly problem: AllocationProblem; readonly prices: Float64Array; readonly survey: Survey };

const asNumber = new Float32Array(1);
const asBits = new Int32Array(asNumber.buffer);

function binOf(distance: number): number {
  asNumber[0] = distance;
  const bin = (asBits[0]! >> HALF_OCTAVE_SHIFT) - ONE_IN_HALF_OCTAVES + BINS - 1;
  return bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
}

/** Where each bin begins, as a share of the highest price. */
export const BIN_STARTS = Float64Array.from({ length: BINS + 1 }, (_, bin) => {
  const halves = bin - BINS + 1;
  return bin === 0 ? 0 : 2 ** Math.floor(halves / 2) * (halves % 2 === 0 ? 1 : 1.5);
});

export function emptySurvey({ firstCandidate, values, firstUse, useResources, useAmounts, capacities }: AllocationProblem): Survey {
  const highest = new Float64Array(capacities.length).fill(Number.MIN_VALUE);
  for (let k = 0; k < values.length; k += 1) {
    for (let u = firstUse[k]!; u < firstUse[k + 1]!; u += 1) {
      const each = values[k]! / useAmounts[u]!;
      if (each > highest[useResources[u]!]!) highest[useResources[u]!] = each;
    }
  }
  const changes = () => new Float64Array(capacities.length * BINS);
  const most = firstCandidate.reduce((longest, end, i) => Math.max(longest, i === 0 ? 0 : end - firstCandidate[i - 1]!), 0);
  return { demand: new Float64Array(capacities.length), ends: changes(), begins: changes(), highest, nets: new Float64Array(most) };
}

/** Her best candidate; the nets of all of hers are left in the survey. */
function bestOf({ problem, prices, survey: { nets } }: Look, i: number): number {
  const from = problem.firstCandidate[i]!;
  let best = NONE;
  let top = 0;
  for (let k = from, end = problem.firstCandidate[i + 1]!; k < end; k += 1) {
    const net = netOf(problem, prices, k);
    nets[k - from] = net;
    if (net > top) {
      top = net;
      best = k;
    }
  }
  return best;
}

/** Counts what would begin to be used were it cheaper: each candidate that is not her best. */
function countBegins({ problem, prices, survey: { nets, begins, highest } }: Look, i: number, best: number): void {
  const { firstCandidate, firstUse, useResources, useAmounts } = problem;
  const from = firstCandidate[i]!;
  const top = best === NONE ? 0 : nets[best - from]!;
  for (let k = from, end = firstCandidate[i + 1]!; k < end; k += 1) {
    if (k === best) continue;
    const loss = top - nets[k - from]!;
    for (let u = firstUse[k]!, last = firstUse[k + 1]!; u < last; u += 1) {
      const resource = useResources[u]!;
      const more = useAmounts[u]! - amountOf(problem, best, resource);
      if (more <= 0 || loss >= prices[resource]! * more) continue;
      begins[resource * BINS + binOf(loss / (more * highest[resource]!))]! += more;
    }
  }
}

/** Counts what is used, and what would no longer be were it dearer: the first way out of her best. */
function countEnds({ problem, survey: { nets, demand, ends, highest } }: Look, i: number, best: number): void {
  const { firstCandidate, firstUse, useResources, useAmounts } = problem;
  const from = firstCandidate[i]!;
  const end = firstCandidate[i + 1]!;
  const top = nets[best - from]!;
  for (let u = firstUse[best]!, last = firstUse[best + 1]!; u < last; u += 1) {
    const resource = useResources[u]!;
    const amount = useAmounts[u]!;
    demand[resource]! += amount;
    let less = amount;
    let distance = top / amount;
    for (let k = from; k < end; k += 1) {
      const loss = top - nets[k - from]!;
      if (k === best || loss >= distance * amount) continue;
      const saved = amount - amountOf(problem, k, resource);
      if (saved > 0 && loss < distance * saved) {
        less = saved;
        distance = loss / saved;
      }
    }
    ends[resource * BINS + binOf(distance / highest[resource]!)]! += less;
  }
}

/** What all would use under these prices, and no more than that: a lighter look. Returns the bound that the prices prove. */
export function lookAtDemand(state: Look): number {
  const { problem, prices, survey } = state;
  const { firstUse, useResources, useAmounts, capacities, firstCandidate, customerIds } = problem;
  const { demand, nets } = survey;
  demand.fill(0);
  let bound = 0;
  for (let i = 0; i < customerIds.length; i += 1) {
    const best = bestOf(state, i);
    if (best === NONE) continue;
    bound += nets[best - firstCandidate[i]!]!;
    for (let u = firstUse[best]!, end = firstUse[best + 1]!; u < end; u += 1) demand[useResources[u]!]! += useAmounts[u]!;
  }
  for (let r = 0; r < prices.length; r += 1) bound += prices[r]! * capacities[r]!;
  return bound;
}

/** Looks at each `every`-th customer; returns the sum of what is left of their best candidates' values. */
export function look(state: Look, every: number): number {
  const { problem, survey: { demand, ends, begins, nets } } = state;
  demand.fill(0);
  ends.fill(0);
  begins.fill(0);
  let sum = 0;
  for (let i = 0, count = problem.customerIds.length; i < count; i += every) {
    const best = bestOf(state, i);
    if (best !== NONE) {
      sum += nets[best - problem.firstCandidate[i]!]!;
      countEnds(state, i, best);
    }
    countBegins(state, i, best);
  }
  return sum;
}
