import { levelsOf } from './levels.ts';
import { MISSING, type MatchModel, type MatchRule, type PatternCounts } from './types.ts';

// Fellegi and Sunter (1969): the evidence of a pair is the sum over fields of log2 m/u. Learning works on counts of patterns, so that its time does not
// depend on how many pairs there are. u comes from random pairs; m by expectation–maximisation within each block, for the fields the block does not fix
// (Splink's order of training: free EM over everything finds wrong optima).

const NONE: ReadonlySet<number> = new Set();
const LEAST = 1e-6;
const ROUNDS = 30;
const EXPERIENCE = 50; // what was learnt without anybody's word weighs as much as so many judged pairs
const PRIOR = 0.5; // one half of a pair of strangers for each level: no level is impossible
const GUESSED = 20; // pairs that the first guess of a match weighs as much as: where hardly anybody stands twice, strangers must not pass for matches

/** The level of a field within a pattern. */
export const levelAt = (pattern: number, place: number): number => Math.floor(pattern / 8 ** place) % 8;

function levelShares(prior: readonly (readonly number[])[], counts: Iterable<readonly [number, number]>): number[][] {
  const sums = prior.map((levels) => [...levels]);
  for (const [pattern, count] of counts) {
    for (const [place, sum] of sums.entries()) {
      const level = levelAt(pattern, place);
      if (level !== MISSING) sum[level] = (sum[level] ?? 0) + count;
    }
  }
  return sums.map((sum) => {
    const total = sum.reduce((a, b) => a + b, 0);
    return sum.map((value) => Math.max(LEAST, value / total));
  });
}

/** What patterns are weighed by. */
export type Weigher = { readonly rule: MatchRule; readonly model: Pick<MatchModel, 'm' | 'u'> };

/** What each field of a pattern says, in bits, by its place; null where a value is missing or the field is left out. */
export function bitsByField({ rule, model }: Weigher, pattern: number, without: ReadonlySet<number> = NONE): (number | null)[] {
  const bits = rule.compare.map((_, place) => {
    const level = levelAt(pattern, place);
    return level === MISSING || without.has(place) ? null : Math.log2((model.m[place]?.[level] ?? LEAST) / (model.u[place]?.[level] ?? LEAST));
  });
  const strongest = new Map<string, { for: number; against: number }>();
  for (const [place, { together }] of rule.compare.entries()) {
    const value = bits[place];
    if (together === null || value === null || value === undefined) continue;
    const known = strongest.get(together) ?? { for: 0, against: 0 };
    strongest.set(together, { for: Math.max(known.for, value), against: Math.min(known.against, value) });
  }
  if (strongest.size === 0) return bits;
  const counted = new Set<string>();
  return bits.map((value, place) => {
    const together = rule.compare[place]?.together ?? null;
    if (together === null || value === null) return value;
    const sign = value > 0 ? 'for' : 'against';
    if (value !== strongest.get(together)?.[sign] || counted.has(`${together} ${sign}`)) return 0;
    counted.add(`${together} ${sign}`);
    return value;
  });
}

/** The evidence of a pattern in bits, without rarity and without the prior chance. */
export const evidenceOf = (weigher: Weigher, pattern: number, without: ReadonlySet<number> = NONE): number =>
  bitsByField(weigher, pattern, without).reduce<number>((sum, bits) => sum + (bits ?? 0), 0);

/**
 * What a pattern says in bits, the prior chance of a match included. Where rarity counts and a field agrees, its share of the common u is taken out
 * again: the pair's own rarity (see raritySql) stands for it.
 */
export function weightOf(rule: MatchRule, model: MatchModel, pattern: number): number {
  let bits = bitsOf(model.lambda) + evidenceOf({ rule, model }, pattern);
  for (const [place, { rarity }] of rule.compare.entries()) {
    if (rarity > 0 && levelAt(pattern, place) === 0) bits += rarity * Math.log2(model.u[place]?.[0] ?? LEAST);
  }
  return bits;
}

export const chanceOf = (bits: number): number => 1 / (1 + 2 ** -bits);
export const bitsOf = (chance: number): number => Math.log2(chance / (1 - chance));

type Session = { readonly patterns: PatternCounts; /** Places of the fields on which all of its pairs agree. */ readonly fixed: ReadonlySet<number> };

/** m of the fields that a block leaves free, learnt from its pairs, and how many of them are matches by it. */
function learnSession(rule: MatchRule, { patterns, fixed }: Session, { m: start, u }: Pick<MatchModel, 'm' | 'u'>): { readonly m: readonly (readonly number[])[]; readonly matches: number } {
  const guess = firstGuess(rule).map((levels) => levels.map((chance) => chance * GUESSED));
  let m: readonly (readonly number[])[] = start;
  let share = 0.2;
  let matches = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const prior = bitsOf(Math.min(0.999, Math.max(0.0001, share)));
    const weighed: [number, number][] = [];
    let total = 0;
    matches = 0;
    for (const [pattern, count] of patterns) {
      const chance = chanceOf(prior + evidenceOf({ rule, model: { m, u } }, pattern, fixed));
      matches += chance * count;
      total += count;
      weighed.push([pattern, chance * count]);
    }
    share = matches / Math.max(1, total);
    m = levelShares(guess, weighed);
  }
  return { m, matches };
}

/** Before anything is learnt: agreement is likely, and the less the weaker. */
const firstGuess = (rule: MatchRule): number[][] => rule.compare.map((field) => {
  const weights = levelsOf(field).map((_, level) => 0.5 ** (level + (level > 0 ? 3 : 0)));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
});

type Lesson = {
  /** Patterns of pairs that people have called one party. */
  readonly taught?: PatternCounts;
  readonly random: PatternCounts;
  readonly sessions: readonly (Session & { readonly pairs: number })[];
  /** Every pair that a block found, once. */
  readonly found: PatternCounts;
  readonly records: number;
};

/** Chances of levels among strangers: random pairs, less the matches that stand among them. */
function withoutMatches(random: readonly (readonly number[])[], m: readonly (readonly number[])[], lambda: number): number[][] {
  return random.map((levels, place) => {
    const cleared = levels.map((value, level) => Math.max(LEAST, (value - lambda * (m[place]?.[level] ?? 0)) / (1 - lambda)));
    const total = cleared.reduce((a, b) => a + b, 0);
    return cleared.map((value) => value / total);
  });
}

/** The share of matches among all pairs, as the evidence of the found ones has it: those that no block found are left out of account. */
function shareOfMatches(weigher: Weigher, found: PatternCounts, records: number): number {
  const all = (records * (records - 1)) / 2;
  let lambda = 1 / Math.max(2, records);
  for (let round = 0; round < ROUNDS; round += 1) {
    const prior = bitsOf(lambda);
    let matches = 0;
    for (const [pattern, count] of found) matches += chanceOf(prior + evidenceOf(weigher, pattern)) * count;
    lambda = Math.min(0.5, Math.max(1 / (all + 1), matches / all));
  }
  return lambda;
}

/** Chances among matches, with what people have called one party. */
function afterJudgement(rule: MatchRule, m: readonly (readonly number[])[], same: PatternCounts): number[][] {
  return rule.compare.map((_, place) => {
    const counts = (m[place] ?? []).map((chance) => chance * EXPERIENCE);
    for (const [pattern, count] of same) {
      const level = levelAt(pattern, place);
      if (level !== MISSING) counts[level] = (counts[level] ?? 0) + count;
    }
    const total = counts.reduce((a, b) => a + b, 0);
    return counts.map((count) => count / total);
  });
}

/** Learns a model from patterns alone; no pair needs a label, and labels that people give count. */
export function learn(rule: MatchRule, { random, sessions, found, records, taught }: Lesson): MatchModel {
  const observed = levelShares(rule.compare.map((field) => levelsOf(field).map(() => PRIOR)), random);
  let u: readonly (readonly number[])[] = observed;
  let m: readonly (readonly number[])[] = firstGuess(rule);
  let lambda = 0;
  for (let turn = 0; turn < 3; turn += 1) {
    const lessons = sessions.filter(({ pairs }) => pairs > 0).map((session) => ({ fixed: session.fixed, ...learnSession(rule, session, { m, u }) }));
    m = m.map((before, place) => {
      const votes = lessons.filter(({ fixed }) => !fixed.has(place));
      const voices = votes.reduce((sum, { matches }) => sum + matches, 0);
      return voices === 0 ? before : before.map((_, level) => votes.reduce((sum, vote) => sum + vote.matches * (vote.m[place]?.[level] ?? 0), 0) / voices);
    });
    if (taught) m = afterJudgement(rule, m, taught);
    lambda = shareOfMatches({ rule, model: { m, u } }, found, records);
    u = withoutMatches(observed, m, lambda);
  }
  return { m, u, lambda };
}
