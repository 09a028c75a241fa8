import type { ResponseModel } from './types.ts';

type NewModel = {
  readonly channel: string;
  readonly outcome: string;
  readonly features: readonly string[];
  /** The outcome's share as far as it is known beforehand. */
  readonly baseRate: number;
  readonly windowDays: number;
  readonly halfLifeDays: number;
};

const INTERCEPT_VARIANCE = 1; // a first guess of a rate may be wrong by a factor of three
const WEIGHT_VARIANCE = 0.25; // a feature that moves by its standard deviation seldom changes the odds threefold
const CUSTOMER_VARIANCE = 0.1; // until the first `fitPrior`; rather too little: what is common to all is learned sooner

/** A model that has seen nothing. Features should have mean 0 and variance 1. */
export function newModel({ channel, outcome, features, baseRate, windowDays, halfLifeDays }: NewModel): ResponseModel {
  const zeros = [0, ...features.map(() => 0)];
  return {
    channel, outcome, halfLifeDays, names: ['intercept', ...features], shift: zeros, weight: zeros,
    priorMean: [Math.log(baseRate / (1 - baseRate)), ...features.map(() => 0)],
    priorPrecision: [1 / INTERCEPT_VARIANCE, ...features.map(() => 1 / WEIGHT_VARIANCE)],
    customers: { variance: CUSTOMER_VARIANCE, means: {} },
    delays: Array.from({ length: windowDays }, () => 0),
  };
}

export type Weights = { readonly mean: Float64Array; readonly precision: Float64Array };

/** The posterior of the weights: prior and evidence together. */
export function weightsOf({ priorMean, priorPrecision, shift, weight }: ResponseModel): Weights {
  const precision = Float64Array.from(weight, (one, i) => one + (priorPrecision[i] as number));
  return { precision, mean: precision.map((total, i) => ((shift[i] as number) + (priorPrecision[i] as number) * (priorMean[i] as number)) / total) };
}

/** Evidence grows old: after the model's half-life it counts half, and the prior by as much more. */
export function forget(model: ResponseModel, days: number): ResponseModel {
  const keep = 0.5 ** (days / model.halfLifeDays);
  return { ...model, shift: model.shift.map((one) => one * keep), weight: model.weight.map((one) => one * keep) };
}
