import { priorMean, type Groups } from './customers.ts';
import { weightsOf, type Weights } from './model.ts';
import type { ResponseModel } from './types.ts';

/** A customer's effect as its two numbers in the table. */
type CustomerState = { readonly shift: number; readonly weight: number };
export type Score = { readonly mean: number; readonly variance: number };

/** Log odds of the outcome for one customer, and how unsure they are. */
export function scoreOf(weights: Weights, values: ArrayLike<number>, effect: Score): Score {
  let { mean, variance } = effect;
  for (let i = 0; i < weights.mean.length; i += 1) {
    const value = values[i] as number;
    mean += (weights.mean[i] as number) * value;
    variance += (value * value) / (weights.precision[i] as number);
  }
  return { mean, variance };
}

/** One part of a score: what it is called, and by how much it raised or lowered the log odds. */
type Contribution = { readonly name: string; readonly value: number };
type Explanation = { readonly score: number; readonly contributions: readonly Contribution[]; /** How much of her own evidence there is. */ readonly evidence: number };

/** Why a score is what it is: signed parts that sum to it. `her peers` and `her own answers` are her effect, split by what each of the two weighs. */
export function explain(model: ResponseModel, values: ArrayLike<number>, { groups, state }: { readonly groups: Groups; readonly state: CustomerState }): Explanation {
  const { mean } = weightsOf(model);
  const base = 1 / model.customers.variance;
  const total = state.weight + base;
  const contributions = [
    ...model.names.map((name, i) => ({ name, value: (mean[i] as number) * (values[i] as number) })),
    { name: 'her peers', value: (base * priorMean(model.customers, groups)) / total },
    { name: 'her own answers', value: state.shift / total },
  ];
  return { score: contributions.reduce((sum, { value }) => sum + value, 0), contributions, evidence: state.weight };
}
