/**
 * Who could be done what, what it would be worth, and what it would use. A customer's candidates stand together, and so do the uses of a candidate.
 * Amounts and capacities are whole units (minutes, pieces, seats, cents): what is promised of a resource then adds up exactly, whatever the order.
 */
export type AllocationProblem = {
  /** One a customer, in any order; ties are decided by it, never by the place in the list. */
  readonly customerIds: Float64Array;
  /** Candidates of the customer at place i are `firstCandidate[i]` up to `firstCandidate[i + 1]`. */
  readonly firstCandidate: Uint32Array;
  /** The position of the candidate in its play; each once a customer. */
  readonly options: Uint16Array;
  /** Probability × value × context × lever − cost. */
  readonly values: Float64Array;
  /** Uses of candidate k are `firstUse[k]` up to `firstUse[k + 1]`; a resource once a candidate. */
  readonly firstUse: Uint32Array;
  readonly useResources: Uint32Array;
  readonly useAmounts: Uint32Array;
  readonly capacities: Float64Array;
};

export type Candidate = { readonly option: number; readonly value: number; readonly uses: readonly { readonly resource: number; readonly amount: number }[] };

/** Where a candidate or a resource would stand and there is none. */
export const NONE = -1;

export function amountOf({ firstUse, useResources, useAmounts }: AllocationProblem, k: number, resource: number): number {
  if (k === NONE) return 0;
  for (let u = firstUse[k]!, end = firstUse[k + 1]!; u < end; u += 1) if (useResources[u] === resource) return useAmounts[u]!;
  return 0;
}

/** What is left of a candidate's value when all that it uses is paid for. */
export function netOf(problem: AllocationProblem, prices: Float64Array, k: number): number {
  const { firstUse, useResources, useAmounts } = problem;
  let net = problem.values[k]!;
  for (let u = firstUse[k]!, end = firstUse[k + 1]!; u < end; u += 1) net -= prices[useResources[u]!]! * useAmounts[u]!;
  return net;
}

const startsOf = (lengths: readonly number[]): Uint32Array => {
  const starts = new Uint32Array(lengths.length + 1);
  for (const [at, length] of lengths.entries()) starts[at + 1] = starts[at]! + length;
  return starts;
};

/** A problem from lists: for the few that are decided at a moment; a million come as arrays. */
export function problemOf(customers: readonly { readonly customerId: number; readonly candidates: readonly Candidate[] }[], capacities: readonly number[]): AllocationProblem {
  const candidates = customers.flatMap((customer) => customer.candidates);
  const uses = candidates.flatMap((candidate) => candidate.uses);
  return {
    customerIds: Float64Array.from(customers, ({ customerId }) => customerId), firstCandidate: startsOf(customers.map((customer) => customer.candidates.length)),
    options: Uint16Array.from(candidates, ({ option }) => option), values: Float64Array.from(candidates, ({ value }) => value),
    firstUse: startsOf(candidates.map((candidate) => candidate.uses.length)), useResources: Uint32Array.from(uses, ({ resource }) => resource), useAmounts: Uint32Array.from(uses, ({ amount }) => amount),
    capacities: Float64Array.from(capacities),
  };
}
