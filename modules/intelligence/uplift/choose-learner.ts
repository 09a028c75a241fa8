import { LEARNERS, type Learner } from './learners.ts';
import { qini } from './measures.ts';
import { ownEffects } from './own-effects.ts';
import type { Scorer, Trial } from './types.ts';

type Tried = { readonly name: string; /** Out of fold, over the whole trial. */ readonly qini: number; /** How far it lies above the one that stood before it, and the standard error of that. */ readonly ahead: number; readonly error: number };
type ChosenLearner = { readonly name: string; readonly score: Scorer; readonly tried: readonly Tried[]; /** Whether people are moved differently, by likelihood. */ readonly own: { readonly ahead: number; readonly error: number } };

type Chooser = { readonly random: () => number; readonly folds?: number; readonly repeats?: number };

const FOLDS = 5;
const SURE = 1.5; // standard errors of the likelihood: with fewer, one trial in ten of a mail that moves all alike was taken for more
const REPEATS = 4; // one division into folds alone may favour either

/** So many folds of each arm and outcome, by chance, so that each fold looks like the whole. */
function folded({ treated, outcome }: Trial, folds: number, random: () => number): Uint8Array {
  const fold = new Uint8Array(treated.length);
  const seen = new Map<number, number>();
  const shuffled = Array.from(treated.keys(), (row) => ({ row, key: random() })).sort((a, b) => a.key - b.key);
  for (const { row } of shuffled) {
    const kind = 2 * (treated[row] as number) + (outcome[row] as number);
    const place = seen.get(kind) ?? 0;
    fold[row] = place % folds;
    seen.set(kind, place + 1);
  }
  return fold;
}

/** The ranks of scores, from 0 to 1: folds of one learner are put together by rank, since their scales differ. */
function ranks(scores: Float64Array): Float64Array {
  const rank = new Float64Array(scores.length);
  for (const [place, row] of Int32Array.from(scores.keys()).sort((a, b) => (scores[a] as number) - (scores[b] as number)).entries()) rank[row] = place / scores.length;
  return rank;
}

const part = ({ features, width }: Trial, rows: readonly number[]): Float64Array => {
  const out = new Float64Array(rows.length * width);
  for (const [n, row] of rows.entries()) out.set(features.subarray(row * width, (row + 1) * width), n * width);
  return out;
};

/** Scores of each person by a model that has not seen her. */
function outOfFold(trial: Trial, learner: Learner, fold: Uint8Array): Float64Array {
  const scores = new Float64Array(fold.length);
  for (let out = 0; out <= Math.max(...new Set(fold)); out += 1) {
    const rows = [...fold.keys()].filter((row) => fold[row] === out);
    const found = ranks(learner.fit(trial, Float64Array.from(fold, (one) => (one === out ? 0 : 1)))(part(trial, rows)));
    for (const [n, row] of rows.entries()) scores[row] = found[n] as number;
  }
  return scores;
}

const HALVES = 40;

/** How unsure it is which of two orders is better on people like these: the spread of the difference of their Qinis over half samples, which is that of the whole about the truth. */
function standardError(trial: Trial, { own, other }: { readonly own: Float64Array; readonly other: Float64Array }, random: () => number): number {
  const pick = (all: Float64Array, rows: readonly number[]) => Float64Array.from(rows, (row) => all[row] as number);
  const differences = Array.from({ length: HALVES }, () => {
    const rows = [...trial.treated.keys()].filter(() => random() < 0.5);
    const people = { treated: Uint8Array.from(rows, (row) => trial.treated[row] as number), outcome: Uint8Array.from(rows, (row) => trial.outcome[row] as number) };
    return qini(people, pick(own, rows)) - qini(people, pick(other, rows));
  });
  const mean = differences.reduce((sum, one) => sum + one, 0) / HALVES;
  return Math.sqrt(differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (HALVES - 1));
}

/**
 * Chooses among the learners by how well each orders people whom it has not seen. One stands until another lies above it by more than a standard error; the
 * response model is the first, and gives way also to a smaller lead where the likelihood says that people are moved differently. So nothing is lost where a
 * treatment moves those who would answer anyway.
 */
export function chooseLearner(trial: Trial, { random, folds = FOLDS, repeats = REPEATS }: Chooser): ChosenLearner {
  const divisions = Array.from({ length: repeats }, () => folded(trial, folds, random));
  const own = ownEffects(trial, divisions[0] as Uint8Array);
  const scored = LEARNERS.map((learner) => {
    const scores = divisions.map((fold) => outOfFold(trial, learner, fold));
    return { learner, first: scores[0] as Float64Array, qini: scores.reduce((sum, one) => sum + qini(trial, one), 0) / repeats };
  });
  let standing = scored[0] as (typeof scored)[number];
  const tried = scored.map((one): Tried => {
    const { learner: { name }, qini: value } = one;
    if (one === standing) return { name, qini: value, ahead: 0, error: 0 };
    const ahead = value - standing.qini;
    const error = standardError(trial, { own: one.first, other: standing.first }, random);
    if (ahead > error || (ahead > 0 && standing === scored[0] && own.ahead > SURE * own.error)) standing = one;
    return { name, qini: value, ahead, error };
  });
  const { learner } = standing;
  return { name: learner.name, tried, own, score: learner.fit(trial, new Float64Array(trial.treated.length).fill(1)) };
}
