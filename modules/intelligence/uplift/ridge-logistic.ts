import { sigmoid, solve } from '../numbers.ts';

const ROUNDS = 30;
const SETTLED = 1e-8;

type Rows = { readonly width: number; readonly features: Float64Array; readonly label: Uint8Array; readonly weight: Float64Array };

const scoreAt = (features: Float64Array, row: number, coefficients: Float64Array): number => {
  const width = coefficients.length - 1;
  let score = coefficients[0] as number;
  for (let f = 0; f < width; f += 1) score += (features[row * width + f] as number) * (coefficients[f + 1] as number);
  return score;
};

/** Gradient of the penalised likelihood into `gradient`, its curvature into `hessian`; the intercept bears no penalty. */
function curve({ width, features, label, weight }: Rows, coefficients: Float64Array, ridge: number): { readonly gradient: Float64Array; readonly hessian: Float64Array } {
  const size = width + 1;
  const [gradient, hessian, values] = [new Float64Array(size), new Float64Array(size * size), new Float64Array(size)];
  values[0] = 1;
  for (let row = 0; row < label.length; row += 1) {
    const share = weight[row] as number;
    if (share === 0) continue;
    const chance = sigmoid(scoreAt(features, row, coefficients));
    const [pull, bend] = [share * ((label[row] as number) - chance), share * chance * (1 - chance)];
    values.set(features.subarray(row * width, (row + 1) * width), 1);
    for (let i = 0; i < size; i += 1) {
      const value = values[i] as number;
      if (value === 0) continue;
      gradient[i] = (gradient[i] as number) + pull * value;
      for (let j = 0; j <= i; j += 1) hessian[i * size + j] = (hessian[i * size + j] as number) + bend * value * (values[j] as number);
    }
  }
  for (let i = 1; i < size; i += 1) {
    gradient[i] = (gradient[i] as number) - ridge * (coefficients[i] as number);
    hessian[i * size + i] = (hessian[i * size + i] as number) + ridge;
  }
  hessian[0] = (hessian[0] as number) + 1e-9; // a fold without a single row of a kind stays solvable
  return { gradient, hessian };
}

/** Coefficients of a logistic regression, intercept first, its others drawn to zero by the ridge (Newton). */
export function fitRidgeLogistic(rows: Rows, ridge: number): Float64Array {
  const coefficients = new Float64Array(rows.width + 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { gradient, hessian } = curve(rows, coefficients, ridge);
    const step = solve(hessian, gradient).map((one) => Math.max(-2, Math.min(2, one))); // Newton overshoots where classes part
    for (let i = 0; i < step.length; i += 1) coefficients[i] = (coefficients[i] as number) + (step[i] as number);
    if (step.every((one) => Math.abs(one) < SETTLED)) break;
  }
  return coefficients;
}

/** Chances by such coefficients. */
export const chancesOf = (coefficients: Float64Array, features: Float64Array): Float64Array =>
  new Float64Array(features.length / (coefficients.length - 1)).map((_, row) => sigmoid(scoreAt(features, row, coefficients)));
