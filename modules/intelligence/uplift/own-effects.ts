import { chancesOf, fitRidgeLogistic } from './ridge-logistic.ts';
import { RIDGE } from './learners.ts';
import type { Trial } from './types.ts';

/** Features and one more: whether somebody was treated. */
function withTreatment({ width, features, treated }: Trial): Float64Array {
  const wide = new Float64Array(treated.length * (width + 1));
  for (const [row, one] of treated.entries()) {
    wide.set(features.subarray(row * width, (row + 1) * width), row * (width + 1));
    wide[row * (width + 1) + width] = one - 0.5;
  }
  return wide;
}

/**
 * Does the treatment move people differently? The log likelihood, out of fold, of a regression for each arm above that of one regression in which everybody is
 * moved alike, with its standard error. It uses every outcome, and so tells sooner than the order of people alone.
 */
export function ownEffects(trial: Trial, fold: Uint8Array): { readonly ahead: number; readonly error: number } {
  const wide = withTreatment(trial);
  const gains = new Float64Array(fold.length);
  const likelihood = (chance: number, row: number) => Math.log(trial.outcome[row] ? chance : 1 - chance);
  for (const out of new Set(fold)) {
    const within = (of: 0 | 1 | undefined) => Float64Array.from(fold, (one, row) => (one === out || (of !== undefined && trial.treated[row] !== of) ? 0 : 1));
    const arms = ([0, 1] as const).map((of) => chancesOf(fitRidgeLogistic({ ...trial, label: trial.outcome, weight: within(of) }, RIDGE), trial.features));
    const alike = chancesOf(fitRidgeLogistic({ width: trial.width + 1, features: wide, label: trial.outcome, weight: within(undefined) }, RIDGE), wide);
    for (const [row, one] of fold.entries()) {
      if (one === out) gains[row] = likelihood(arms[trial.treated[row] as number]?.[row] as number, row) - likelihood(alike[row] as number, row);
    }
  }
  const ahead = gains.reduce((sum, one) => sum + one, 0);
  return { ahead, error: Math.sqrt(gains.reduce((sum, one) => sum + (one - ahead / gains.length) ** 2, 0)) };
}
