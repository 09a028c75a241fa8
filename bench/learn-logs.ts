import { normal, seeded } from '../packages/engagement-world/index.ts';
import { chancesOf, evaluatePolicy, fitRidgeLogistic, type Evaluation } from '#intelligence';

// Synthetic logs as Open Bandit Pipeline's example has them (10,000 rounds, 30 actions, 5 numbers of context, beta −3): the logit of the reward is a context
// part, an action part and one of both, all coefficients uniform in −1 … 1, the whole scaled to mean 0 and variance 1; the behaviour policy prefers what is
// worse: softmax(−3 q). The policy to be evaluated is learned on another log and takes each action in proportion to the reward expected of it, which is what
// the example's classifier, weighted by inverse propensities, comes to.

const [ACTIONS, CONTEXT, BETA, RIDGE, FOLDS] = [30, 5, -3, 1, 3];
export const ROUNDS = 10_000;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

type Truth = (context: Float64Array, row: number) => Float64Array;
type Log = { readonly context: Float64Array; readonly action: Uint8Array; readonly reward: Uint8Array; readonly propensity: Float64Array };

function proportional(values: Float64Array): Float64Array {
  const total = values.reduce((sum, one) => sum + one, 0);
  return values.map((one) => one / total);
}

function makeTruth(random: () => number): Truth {
  const uniform = () => 2 * random() - 1;
  const common = new Float64Array(CONTEXT).map(uniform);
  const level = new Float64Array(ACTIONS).map(uniform);
  const slopes = new Float64Array(ACTIONS * CONTEXT).map((_, i) => (common[i % CONTEXT] as number) + uniform());
  const mean = level.reduce((sum, one) => sum + one, 0) / ACTIONS;
  const scale = Math.sqrt((slopes.reduce((sum, one) => sum + one * one, 0) + level.reduce((sum, one) => sum + (one - mean) ** 2, 0)) / ACTIONS);
  return (context, row) => new Float64Array(ACTIONS).map((_, action) => {
    let logit = (level[action] as number) - mean;
    for (let d = 0; d < CONTEXT; d += 1) logit += (slopes[action * CONTEXT + d] as number) * (context[row * CONTEXT + d] as number);
    return sigmoid(logit / scale);
  });
}

function makeLog(truth: Truth, random: () => number): Log {
  const context = new Float64Array(ROUNDS * CONTEXT).map(() => normal(random));
  const [action, reward, propensity] = [new Uint8Array(ROUNDS), new Uint8Array(ROUNDS), new Float64Array(ROUNDS)];
  for (let row = 0; row < ROUNDS; row += 1) {
    const expected = truth(context, row);
    const policy = proportional(expected.map((one) => Math.exp(BETA * one)));
    let [chosen, left] = [0, random()];
    while (chosen < ACTIONS - 1 && left >= (policy[chosen] as number)) {
      left -= policy[chosen] as number;
      chosen += 1;
    }
    action[row] = chosen;
    propensity[row] = policy[chosen] as number;
    reward[row] = random() < (expected[chosen] as number) ? 1 : 0;
  }
  return { context, action, reward, propensity };
}

/** A reward model for each action, learned from some rows of a log. */
function fitRewards({ context, action, reward }: Log, takes: (row: number) => boolean): readonly Float64Array[] {
  const rows = Array.from({ length: ACTIONS }, (): number[] => []);
  for (const [row, one] of action.entries()) if (takes(row)) rows[one]?.push(row);
  return rows.map((own) => {
    const features = new Float64Array(own.length * CONTEXT);
    for (const [n, row] of own.entries()) features.set(context.subarray(row * CONTEXT, (row + 1) * CONTEXT), n * CONTEXT);
    return fitRidgeLogistic({ width: CONTEXT, features, label: Uint8Array.from(own, (row) => reward[row] as number), weight: new Float64Array(own.length).fill(1) }, RIDGE);
  });
}

/** Expected rewards, an action a column. */
const rewardsBy = (models: readonly Float64Array[], context: Float64Array): readonly Float64Array[] => models.map((one) => chancesOf(one, context));

export type Round = { readonly truth: number; readonly found: Evaluation };

/** One log, one policy, its true value and what is estimated of it. */
export function evaluateOnce(seed: number): Round {
  const random = seeded(seed);
  const truth = makeTruth(random);
  const learned = fitRewards(makeLog(truth, random), () => true);
  const log = makeLog(truth, random);
  const liking = rewardsBy(learned, log.context);
  const models = Array.from({ length: FOLDS }, (_, fold) => rewardsBy(fitRewards(log, (row) => row % FOLDS !== fold), log.context));
  const [target, taken, policy] = [new Float64Array(ROUNDS), new Float64Array(ROUNDS), new Float64Array(ROUNDS)];
  let value = 0;
  for (let row = 0; row < ROUNDS; row += 1) {
    const shares = proportional(new Float64Array(ACTIONS).map((_, action) => liking[action]?.[row] as number));
    const expected = truth(log.context, row);
    const model = models[row % FOLDS] as readonly Float64Array[];
    value += shares.reduce((sum, share, action) => sum + share * (expected[action] as number), 0) / ROUNDS;
    target[row] = shares[log.action[row] as number] as number;
    taken[row] = model[log.action[row] as number]?.[row] as number;
    policy[row] = shares.reduce((sum, share, action) => sum + share * (model[action]?.[row] as number), 0);
  }
  return { truth: value, found: evaluatePolicy({ reward: Float64Array.from(log.reward), propensity: log.propensity, target, expected: { taken, policy } }) };
}
