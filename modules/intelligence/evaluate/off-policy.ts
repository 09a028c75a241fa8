import { inverseNormal } from './normal.ts';

/** Decisions that were taken by chance, and what another policy would have done in their place, as columns. */
export type DecisionLog = {
  /** What came of each. */
  readonly reward: Float64Array;
  /** How likely the action was when it was taken. */
  readonly propensity: Float64Array;
  /** How likely the other policy would have taken the same action. */
  readonly target: Float64Array;
  /** For the doubly robust estimate: what a model that has not seen the row expects of the action taken, and of the other policy. */
  readonly expected?: { readonly taken: Float64Array; readonly policy: Float64Array };
};

type Estimate = { readonly value: number; readonly low: number; readonly high: number };
export type Evaluation =
  | { readonly ok: true; readonly rows: number; /** How many decisions of the other policy's own the log is worth. */ readonly effective: number; readonly ips: Estimate; readonly snips: Estimate; readonly dr: Estimate | null }
  | { readonly ok: false; readonly reason: 'too_few_comparable'; readonly rows: number; readonly effective: number; readonly needed: number };

const LEAST_EFFECTIVE = 200; // below it the interval is wider than any difference worth a change, and its normal form untrue
const CLIP = 50; // times as likely: one lucky row must not carry the estimate

const mean = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Interval around a mean by the spread of what each row adds to it. */
function around(value: number, influence: Float64Array, confidence: number): Estimate {
  const centre = mean(influence);
  const variance = influence.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (influence.length - 1);
  const reach = inverseNormal(0.5 + confidence / 2) * Math.sqrt(variance / influence.length);
  return { value, low: value - reach, high: value + reach };
}

/**
 * What another policy would have earned, from the log of this one:
 *   IPS   mean of w r, w = min(target ÷ propensity, clip);
 *   SNIPS Σ w r ÷ Σ w;
 *   DR    mean of q(policy) + w (r − q(taken)).
 * With an effective sample (Σ w)² ÷ Σ w² below 200 it refuses: no number is better than one that looks exact.
 */
export function evaluatePolicy(log: DecisionLog, { confidence = 0.95, clip = CLIP } = {}): Evaluation {
  const { reward, propensity, target, expected } = log;
  const rows = reward.length;
  const weight = target.map((one, row) => Math.min(one / (propensity[row] as number), clip));
  const total = weight.reduce((sum, one) => sum + one, 0);
  const squares = weight.reduce((sum, one) => sum + one * one, 0);
  const effective = squares > 0 ? (total * total) / squares : 0;
  if (effective < LEAST_EFFECTIVE) return { ok: false, reason: 'too_few_comparable', rows, effective, needed: LEAST_EFFECTIVE };
  const gained = weight.map((one, row) => one * (reward[row] as number));
  const share = mean(weight);
  const snips = mean(gained) / share;
  const corrected = expected && expected.policy.map((one, row) => one + (weight[row] as number) * ((reward[row] as number) - (expected.taken[row] as number)));
  return {
    ok: true, rows, effective,
    ips: around(mean(gained), gained, confidence),
    snips: around(snips, weight.map((one, row) => (one * ((reward[row] as number) - snips)) / share), confidence),
    dr: corrected ? around(mean(corrected), corrected, confidence) : null,
  };
}
