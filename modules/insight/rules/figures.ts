import type { Figure } from '../types.ts';
import { DEFINITIONS } from './definitions.ts';
import type { Lift } from './lift.ts';
import { wilson } from './wilson.ts';

type Counted = { readonly code: string; readonly part: string; readonly numerator: number; readonly denominator: number; readonly value: number | null };
export type FigureFacts = { readonly now: readonly Counted[]; readonly before: readonly Counted[]; readonly lift: Lift; readonly asOf: string | null };

const count = (value: number) => value.toLocaleString('en-US');
const find = (rows: readonly Counted[], code: string, part = '') => rows.find((row) => row.code === code && row.part === part);
const span = (minutes: number) => (minutes < 60 ? `${Math.round(minutes)} min` : minutes < 48 * 60 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 1440).toFixed(1)} days`);

const EMPTY = { value: null, low: null, high: null, base: null, before: null };

function reached({ now }: FigureFacts): Omit<Figure, 'definition' | 'asOf'> {
  const [week, earlier] = [find(now, 'reached')?.numerator ?? 0, find(now, 'reached', 'before')?.numerator ?? 0];
  return { ...EMPTY, code: 'reached', unit: 'customers', value: week, before: earlier, sentence: `customers in 7 days; ${count(earlier)} in the 7 before` };
}

function answered({ now, before }: FigureFacts): Omit<Figure, 'definition' | 'asOf'> {
  const [row, old] = [find(now, 'answered'), find(before, 'answered')];
  if (!row || row.denominator === 0) return { ...EMPTY, code: 'answered', unit: 'share', sentence: 'nobody was touched in 28 days' };
  const share = wilson(row.numerator, row.denominator);
  return { code: 'answered', unit: 'share', value: share.value, low: share.low, high: share.high, base: share.of, before: old && old.denominator > 0 ? old.numerator / old.denominator : null, sentence: `of ${count(share.of)} touched in 28 days` };
}

function lifted({ lift }: FigureFacts): Omit<Figure, 'definition' | 'asOf'> {
  if (!lift.seen) return { ...EMPTY, code: 'lift', unit: 'points', sentence: lift.sentence };
  return { ...EMPTY, code: 'lift', unit: 'points', value: lift.value, low: lift.low, high: lift.high, sentence: lift.sentence };
}

function prevented({ now, before }: FigureFacts): Omit<Figure, 'definition' | 'asOf'> {
  const [row, old] = [find(now, 'prevented'), find(before, 'prevented')];
  const all = row?.denominator ?? 0;
  return {
    ...EMPTY, code: 'prevented', unit: 'touches', value: row?.numerator ?? 0, base: all, before: old?.numerator ?? null,
    sentence: all === 0 ? 'no touch was refused by a limit in 12 weeks' : `of ${count(all)} touches refused by a limit, because another function had spoken`,
  };
}

function firstTouch({ now, before }: FigureFacts): Omit<Figure, 'definition' | 'asOf'> {
  const [median, low, high] = [find(now, 'first_touch'), find(now, 'first_touch', 'q1'), find(now, 'first_touch', 'q3')];
  if (median?.value == null) return { ...EMPTY, code: 'first_touch', unit: 'minutes', sentence: 'no cascade of the last 12 weeks has touched anybody yet' };
  return {
    code: 'first_touch', unit: 'minutes', value: median.value, low: low?.value ?? null, high: high?.value ?? null, base: median.numerator, before: find(before, 'first_touch')?.value ?? null,
    sentence: `median of ${count(median.numerator)}; the middle half ${span(low?.value ?? 0)} to ${span(high?.value ?? 0)}`,
  };
}

/** The five figures of the page, each with its base, interval and comparison, or the sentence why it cannot be said. */
export const figuresOf = (facts: FigureFacts): Figure[] =>
  [reached, answered, lifted, prevented, firstTouch].map((make) => {
    const figure = make(facts);
    return { ...figure, definition: DEFINITIONS[figure.code].text, asOf: facts.asOf };
  });
