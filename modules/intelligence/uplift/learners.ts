import { chancesOf, fitRidgeLogistic } from './ridge-logistic.ts';
import type { Scorer, Trial } from './types.ts';

/** Learns from a trial whom to treat first. */
export type Learner = { readonly name: string; readonly fit: (trial: Trial, rows: Float64Array) => Scorer };

export const RIDGE = 10; // rows' worth of doubt: features of mean 0 and variance 1

/** Rows of one arm: `rows` says who takes part (1) and who does not (0). */
const arm = ({ treated }: Trial, rows: Float64Array, of: 0 | 1): Float64Array => rows.map((weight, row) => (treated[row] === of ? weight : 0));

/** The chance of the outcome when treated. It asks who answers, not whom the treatment moves: the floor that uplift has to beat. */
const responseModel: Learner = {
  name: 'response',
  fit: (trial, rows) => {
    const treated = fitRidgeLogistic({ ...trial, label: trial.outcome, weight: arm(trial, rows, 1) }, RIDGE);
    return (features) => chancesOf(treated, features);
  },
};

/** Two regressions, one of each arm; their difference is the uplift. */
const tLearner: Learner = {
  name: 't-learner',
  fit: (trial, rows) => {
    const [treated, other] = ([1, 0] as const).map((of) => fitRidgeLogistic({ ...trial, label: trial.outcome, weight: arm(trial, rows, of) }, RIDGE)) as [Float64Array, Float64Array];
    return (features) => {
      const without = chancesOf(other, features);
      return chancesOf(treated, features).map((chance, row) => chance - (without[row] as number));
    };
  },
};

/** One regression of `treated and came, or untreated and did not` (Jaskowski and Jaroszewicz), each arm weighted to one half; uplift is 2 p − 1. */
const classTransform: Learner = {
  name: 'class-transform',
  fit: (trial, rows) => {
    const all = rows.reduce((sum, one) => sum + one, 0);
    const share = arm(trial, rows, 1).reduce((sum, one) => sum + one, 0) / all;
    const label = trial.outcome.map((came, row) => (came === trial.treated[row] ? 1 : 0));
    const weight = rows.map((one, row) => (one * 0.5) / (trial.treated[row] ? share : 1 - share));
    const coefficients = fitRidgeLogistic({ ...trial, label, weight }, RIDGE);
    return (features) => chancesOf(coefficients, features).map((chance) => 2 * chance - 1);
  },
};

/** The plain model first: it is what the others have to beat. */
export const LEARNERS = [responseModel, tLearner, classTransform] as const;
