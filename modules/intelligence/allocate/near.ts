import { NONE } from './problem.ts';
import type { Standing } from './standing.ts';

// What is far from changing hands is settled by the prices. What remains to be settled stands near them: of each resource the candidates whose customers
// would lose least by taking them where they do not, or by leaving them where they do.

export type Near = {
  /** Near candidates of resource r are `candidates[r * WIDTH]` on, `counts[r]` of them, in no order. */
  readonly candidates: Int32Array;
  readonly counts: Int32Array;
  readonly customers: Int32Array;
};

export const WIDTH = 64;

type Heap = { readonly keys: Float64Array; readonly candidates: Int32Array; readonly customers: Int32Array; readonly counts: Int32Array };

/** The farthest on top, so that it is the one to give way. */
function keep({ keys, candidates, customers, counts }: Heap, r: number, entry: { readonly k: number; readonly i: number; readonly key: number }): void {
  const from = r * WIDTH;
  let at = counts[r]!;
  if (at < WIDTH) {
    counts[r]! += 1;
    for (let up = (at - 1) >> 1; at > 0 && keys[from + up]! < entry.key; at = up, up = (at - 1) >> 1) copy(from + up, from + at);
  } else {
    if (entry.key >= keys[from]!) return;
    at = 0;
    for (let down = 1; down < WIDTH; at = down, down = 2 * at + 1) {
      if (down + 1 < WIDTH && keys[from + down + 1]! > keys[from + down]!) down += 1;
      if (keys[from + down]! <= entry.key) break;
      copy(from + down, from + at);
    }
  }
  keys[from + at] = entry.key;
  candidates[from + at] = entry.k;
  customers[from + at] = entry.i;

  function copy(source: number, target: number): void {
    keys[target] = keys[source]!;
    candidates[target] = candidates[source]!;
    customers[target] = customers[source]!;
  }
}

/** What she would lose by taking this one; of her best, by leaving it. */
function losses({ problem, nets }: Standing, i: number, into: Float64Array): void {
  const from = problem.firstCandidate[i]!;
  const count = problem.firstCandidate[i + 1]! - from;
  let [best, top, second] = [NONE, 0, 0];
  for (let c = 0; c < count; c += 1) {
    const net = nets[from + c]!;
    if (net > top) [best, second, top] = [c, top, net];
    else if (net > second) second = net;
  }
  for (let c = 0; c < count; c += 1) into[c] = c === best ? top - second : top - nets[from + c]!;
}

export function findNear(standing: Standing): Near {
  const { problem } = standing;
  const { firstCandidate, firstUse, useResources, values, capacities } = problem;
  const size = capacities.length * WIDTH;
  const heap: Heap = { keys: new Float64Array(size), candidates: new Int32Array(size), customers: new Int32Array(size), counts: new Int32Array(capacities.length) };
  let lost = new Float64Array(64);
  for (let i = 0; i < problem.customerIds.length; i += 1) {
    const from = firstCandidate[i]!;
    const end = firstCandidate[i + 1]!;
    if (end - from > lost.length) lost = new Float64Array(2 * (end - from));
    losses(standing, i, lost);
    for (let k = from; k < end; k += 1) {
      if (values[k]! <= 0) continue;
      const key = lost[k - from]!;
      for (let u = firstUse[k]!, last = firstUse[k + 1]!; u < last; u += 1) {
        const r = useResources[u]!;
        if (heap.counts[r]! < WIDTH || key < heap.keys[r * WIDTH]!) keep(heap, r, { k, i, key });
      }
    }
  }
  return { candidates: heap.candidates, customers: heap.customers, counts: heap.counts };
}
