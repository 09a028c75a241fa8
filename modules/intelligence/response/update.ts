import { weightsOf } from './model.ts';
import { sigmoid, solve } from '../numbers.ts';
import type { Customers, Evidence, Observations, ResponseModel } from './types.ts';

const ROUNDS = 25;
const SETTLED = 1e-10;
const LONGEST_STEP = 2; // Newton overshoots where a first batch is all of one kind

type Fit = {
  readonly mean: Float64Array;
  readonly from: { readonly mean: Float64Array; readonly precision: Float64Array };
  /** Effects of customers: now, and where they came from. */
  readonly effect: Float64Array;
  readonly before: Float64Array;
  readonly precision: Float64Array;
};

const limit = (step: number) => Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));

/** Chance of each contact as the fit stands. */
function chances({ values, customer }: Observations, { mean, effect }: Fit): Float64Array {
  const width = mean.length;
  const chance = new Float64Array(customer.length);
  for (let n = 0; n < customer.length; n += 1) {
    let score = effect[customer[n] as number] as number;
    for (let i = 0; i < width; i += 1) score += (values[n * width + i] as number) * (mean[i] as number);
    chance[n] = sigmoid(score);
  }
  return chance;
}

/** How much a contact tells. Silence after which a share of the answers would have come has the likelihood 1 − share × chance: less than that share of a no. */
function heed({ positive, weight }: Observations, n: number, chance: number): number {
  const share = weight[n] as number;
  return positive[n] ? share : (share * (1 - chance)) / (1 - share * chance);
}

/** One Newton step of the weights, customers held; returns how far the longest went. */
function stepWeights(observed: Observations, fit: Fit): number {
  const { mean, from } = fit;
  const width = mean.length;
  const gradient = mean.map((value, i) => -(from.precision[i] as number) * (value - (from.mean[i] as number)));
  const hessian = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1) hessian[i * width + i] = from.precision[i] as number;
  for (const [n, chance] of chances(observed, fit).entries()) {
    const weight = heed(observed, n, chance);
    const [pull, curve] = [weight * ((observed.positive[n] as number) - chance), weight * chance * (1 - chance)];
    for (let i = 0; i < width; i += 1) {
      const value = observed.values[n * width + i] as number;
      if (value === 0) continue;
      gradient[i] = (gradient[i] as number) + pull * value;
      for (let j = 0; j <= i; j += 1) hessian[i * width + j] = (hessian[i * width + j] as number) + curve * value * (observed.values[n * width + j] as number);
    }
  }
  const step = solve(hessian, gradient).map(limit);
  for (let i = 0; i < width; i += 1) mean[i] = (mean[i] as number) + (step[i] as number);
  return step.reduce((longest, one) => Math.max(longest, Math.abs(one)), 0);
}

/** One Newton step of each customer in the batch, weights held. */
function stepCustomers(observed: Observations, fit: Fit): { readonly longest: number; readonly curve: Float64Array } {
  const { effect, before, precision } = fit;
  const pull = effect.map((value, row) => -(precision[row] as number) * (value - (before[row] as number)));
  const curve = new Float64Array(effect.length);
  for (const [n, chance] of chances(observed, fit).entries()) {
    const [row, weight] = [observed.customer[n] as number, heed(observed, n, chance)];
    pull[row] = (pull[row] as number) + weight * ((observed.positive[n] as number) - chance);
    curve[row] = (curve[row] as number) + weight * chance * (1 - chance);
  }
  let longest = 0;
  for (let row = 0; row < effect.length; row += 1) {
    const step = limit((pull[row] as number) / ((precision[row] as number) + (curve[row] as number)));
    effect[row] = (effect[row] as number) + step;
    longest = Math.max(longest, Math.abs(step));
  }
  return { longest, curve };
}

/** What the contacts weigh at the fit: the curvature of their likelihood, for each weight and each customer. */
function curvature(observed: Observations, fit: Fit): { weights: Float64Array; customers: Float64Array } {
  const width = fit.mean.length;
  const [weights, customers] = [new Float64Array(width), new Float64Array(fit.effect.length)];
  for (const [n, chance] of chances(observed, fit).entries()) {
    const [row, curve] = [observed.customer[n] as number, heed(observed, n, chance) * chance * (1 - chance)];
    customers[row] = (customers[row] as number) + curve;
    for (let i = 0; i < width; i += 1) weights[i] = (weights[i] as number) + curve * (observed.values[n * width + i] as number) ** 2;
  }
  return { weights, customers };
}

/** Customers of the batch, renumbered densely: a batch of a few among millions costs a few. */
function compact(observed: Observations): { readonly rows: Int32Array; readonly observed: Observations } {
  const rows = Int32Array.from(new Set(observed.customer)).sort();
  const place = new Map(Array.from(rows, (row, index) => [row, index] as const));
  return { rows, observed: { ...observed, customer: observed.customer.map((row) => place.get(row) as number) } };
}

/**
 * Takes in a batch of contacts: the most likely weights and customer effects given everything before, and the curvature there as further precision
 * (Laplace; diagonal). The batch is one: the order of its rows does not matter.
 */
export function update(model: ResponseModel, customers: Customers, batch: Observations): { readonly model: ResponseModel; readonly evidence: Evidence } {
  if (batch.customer.length === 0) return { model, evidence: customers.evidence };
  const { rows, observed } = compact(batch);
  const [from, base] = [weightsOf(model), 1 / model.customers.variance];
  const weight = Float64Array.from(rows, (row) => customers.evidence.weight[row] as number);
  const precision = weight.map((one) => one + base);
  const before = precision.map((total, index) => ((customers.evidence.shift[rows[index] as number] as number) + base * (customers.prior[rows[index] as number] as number)) / total);
  const fit: Fit = { mean: from.mean.slice(), from, effect: before.slice(), before, precision };
  for (let round = 0; round < ROUNDS; round += 1) {
    if (Math.max(stepWeights(observed, fit), stepCustomers(observed, fit).longest) < SETTLED) break;
  }
  const curve = curvature(observed, fit);
  const evidence = { shift: customers.evidence.shift.slice(), weight: customers.evidence.weight.slice() };
  for (const [index, row] of rows.entries()) {
    const total = (precision[index] as number) + (curve.customers[index] as number);
    evidence.weight[row] = total - base;
    evidence.shift[row] = total * (fit.effect[index] as number) - base * (customers.prior[row] as number);
  }
  const totals = from.precision.map((one, i) => one + (curve.weights[i] as number));
  return {
    evidence,
    model: {
      ...model,
      weight: Array.from(totals, (total, i) => total - (model.priorPrecision[i] as number)),
      shift: Array.from(totals, (total, i) => total * (fit.mean[i] as number) - (model.priorPrecision[i] as number) * (model.priorMean[i] as number)),
    },
  };
}
