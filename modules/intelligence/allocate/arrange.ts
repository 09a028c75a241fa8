import type { AllocationProblem } from './problem.ts';

/** The same problem in the order of ids and options, and where each of its customers and candidates stood before. */
export type Arranged = { readonly problem: AllocationProblem; readonly customers: Uint32Array | null; readonly candidates: Uint32Array | null };

function inOrder({ customerIds, firstCandidate, options }: AllocationProblem): boolean {
  for (let i = 0; i < customerIds.length; i += 1) {
    if (i > 0 && customerIds[i]! < customerIds[i - 1]!) return false;
    for (let k = firstCandidate[i]! + 1; k < firstCandidate[i + 1]!; k += 1) if (options[k]! < options[k - 1]!) return false;
  }
  return true;
}

/** What stands in order stays as it is; all else is copied, so that the place in a list decides nothing. */
export function arrange(problem: AllocationProblem): Arranged {
  if (inOrder(problem)) return { problem, customers: null, candidates: null };
  const { customerIds, firstCandidate, options, values, firstUse, useResources, useAmounts, capacities } = problem;
  const customers = Uint32Array.from(customerIds, (_, at) => at).sort((a, b) => customerIds[a]! - customerIds[b]!);
  const candidates = new Uint32Array(values.length);
  const arranged = {
    customerIds: Float64Array.from(customers, (i) => customerIds[i]!), firstCandidate: new Uint32Array(firstCandidate.length), options: new Uint16Array(options.length),
    values: new Float64Array(values.length), firstUse: new Uint32Array(firstUse.length), useResources: new Uint32Array(useResources.length), useAmounts: new Uint32Array(useAmounts.length), capacities,
  };
  let [k, u] = [0, 0];
  for (const [at, i] of customers.entries()) {
    const own = Uint32Array.from({ length: firstCandidate[i + 1]! - firstCandidate[i]! }, (_, c) => firstCandidate[i]! + c).sort((a, b) => options[a]! - options[b]!);
    for (const before of own) {
      candidates[k] = before;
      arranged.options[k] = options[before]!;
      arranged.values[k] = values[before]!;
      for (let use = firstUse[before]!; use < firstUse[before + 1]!; use += 1, u += 1) {
        arranged.useResources[u] = useResources[use]!;
        arranged.useAmounts[u] = useAmounts[use]!;
      }
      k += 1;
      arranged.firstUse[k] = u;
    }
    arranged.firstCandidate[at + 1] = k;
  }
  return { problem: arranged, customers, candidates };
}
