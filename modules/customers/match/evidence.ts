import { levelsOf } from './levels.ts';
import { bitsByField, levelAt } from './model.ts';
import { MISSING, type MatchModel, type MatchRule } from './types.ts';

/** What one field says of a pair: bits above nothing speak for one party, below for two. */
export type Evidence = { readonly field: string; readonly level: string; readonly bits: number; readonly left: string | null; readonly right: string | null };

type Compared = { readonly pattern: number; readonly left: Readonly<Record<string, string | null>>; readonly right: Readonly<Record<string, string | null>>; /** Bits by which each agreed value's rarity counts. */ readonly rarity: Readonly<Record<string, number | null>> };

/** The evidence of a pair by field, the strongest first; a field that either lacks says nothing, and of fields that come together one speaks. */
export function evidenceList(rule: MatchRule, model: MatchModel, { pattern, left, right, rarity }: Compared): Evidence[] {
  const said = bitsByField({ rule, model }, pattern);
  return rule.compare.flatMap((field, place): Evidence[] => {
    const level = levelAt(pattern, place);
    if (level === MISSING) return [];
    const rare = level === 0 && field.rarity > 0 ? field.rarity * Math.log2(model.u[place]?.[level] ?? 1) + (rarity[field.field] ?? 0) : 0;
    return [{ field: field.field, level: levelsOf(field)[level] ?? '', bits: Math.round(((said[place] ?? 0) + rare) * 100) / 100, left: left[field.field] ?? null, right: right[field.field] ?? null }];
  }).toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits));
}

/** The pattern that kept evidence once had, so that verdicts teach. */
export const patternOf = (rule: MatchRule, evidence: readonly Pick<Evidence, 'field' | 'level'>[]): number => rule.compare.reduce((pattern, field, place) => {
  const level = levelsOf(field).indexOf(evidence.find((one) => one.field === field.field)?.level ?? '');
  return pattern + (level < 0 ? MISSING : level) * 8 ** place;
}, 0);
