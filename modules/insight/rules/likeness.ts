import { AMOUNTS, CATEGORIES, type AccountKind, type Amount } from '../types.ts';
import { regionOf } from './regions.ts';

/** What likeness is judged by: categories and scaled amounts, as stored. */
export type Described = { readonly categories: readonly string[]; readonly scaled: readonly number[] };

export const ATTRIBUTES = [
  'region', 'benefit_manager', 'review_month', 'covered_lives', 'plans', 'prescribers', 'places', 'beds', 'books', 'access', 'specialties', 'answers',
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

const OF_PAYERS: readonly Attribute[] = ['region', 'benefit_manager', 'review_month', 'covered_lives', 'plans', 'prescribers', 'books', 'access', 'specialties', 'answers'];
const OF_PLACES: readonly Attribute[] = ['region', 'prescribers', 'places', 'beds', 'specialties', 'answers'];

/** Accounts are compared with those of their kind: a network has no covered lives, a payer no beds. */
export const attributesOf = (kind: AccountKind): readonly Attribute[] => (kind === 'payer' ? OF_PAYERS : OF_PLACES);

const FARTHEST_ANSWERS = 0.25; // answer rates of accounts lie within a quarter of one another; compared over 0 to 1 all would be alike
const HALF_YEAR = 6;

const category = (one: Described, name: (typeof CATEGORIES)[number]): string => one.categories[CATEGORIES.indexOf(name)] ?? '';
const amount = (one: Described, name: Amount): number => one.scaled[AMOUNTS.indexOf(name)] ?? 0;
const group = (prefix: string): readonly Amount[] => AMOUNTS.filter((name) => name.startsWith(prefix));

export const GROUPS = { books: group('book_'), access: group('lives_'), specialties: group('specialty_'), answers: group('answers_') } as const;

const apart = (a: Described, b: Described, names: readonly Amount[]): number => names.reduce((sum, name) => sum + Math.abs(amount(a, name) - amount(b, name)), 0);
const sum = (one: Described, names: readonly Amount[]): number => names.reduce((total, name) => total + amount(one, name), 0);

/** Null: said of neither, so it counts on neither side. */
type Compare = (a: Described, b: Described) => number | null;

const byCategory = (name: (typeof CATEGORIES)[number], near: (a: string, b: string) => number): Compare => (a, b) => {
  const [one, two] = [category(a, name), category(b, name)];
  if (!one && !two) return null;
  return one && two ? near(one, two) : 0;
};
const bySize = (name: Amount): Compare => (a, b) => (amount(a, name) === 0 && amount(b, name) === 0 ? null : 1 - Math.abs(amount(a, name) - amount(b, name)));
const equal = (a: string, b: string): number => (a === b ? 1 : 0);

const COMPARE: Readonly<Record<Attribute, Compare>> = {
  region: byCategory('state', (a, b) => (a === b ? 1 : regionOf(a) !== null && regionOf(a) === regionOf(b) ? 0.5 : 0)),
  benefit_manager: byCategory('benefit_manager', equal),
  review_month: byCategory('review_month', (a, b) => { const months = Math.abs(Number(a) - Number(b)); return 1 - Math.min(months, 12 - months) / HALF_YEAR; }),
  covered_lives: bySize('covered_lives'), plans: bySize('plans'), prescribers: bySize('prescribers'), places: bySize('places'), beds: bySize('beds'),
  books: (a, b) => (sum(a, GROUPS.books) + sum(b, GROUPS.books) === 0 ? null : 1 - apart(a, b, GROUPS.books) / 2),
  access: (a, b) => 1 - apart(a, b, GROUPS.access) / GROUPS.access.length,
  // What is not among the kept specialties is one more part of the mix.
  specialties: (a, b) => (sum(a, GROUPS.specialties) + sum(b, GROUPS.specialties) === 0 ? null : 1 - Math.min(1, (apart(a, b, GROUPS.specialties) + Math.abs(sum(a, GROUPS.specialties) - sum(b, GROUPS.specialties))) / 2)),
  answers: (a, b) => 1 - Math.min(1, apart(a, b, GROUPS.answers) / GROUPS.answers.length / FARTHEST_ANSWERS),
};

export type Likeness = { readonly value: number; readonly parts: readonly { readonly attribute: Attribute; readonly likeness: number }[] };

/** How alike two accounts of a kind are, between 0 and 1: the mean over the attributes that are said of either (Gower), and each one's part in it. */
export function likenessOf(kind: AccountKind, a: Described, b: Described): Likeness {
  const parts = attributesOf(kind).flatMap((attribute) => {
    const likeness = COMPARE[attribute](a, b);
    return likeness === null ? [] : [{ attribute, likeness }];
  });
  return { value: parts.length ? parts.reduce((total, part) => total + part.likeness, 0) / parts.length : 0, parts };
}

const SAME = 0.05; // attributes this near to one another are equally alike

/**
 * The three attributes in which two accounts are nearest and the two in which they are farthest. Among equally near ones, what few others share comes
 * first: `usual` is how alike accounts are in it on average.
 */
export function tellingParts(likeness: Likeness, usual: ReadonlyMap<Attribute, number>): { nearest: Attribute[]; farthest: Attribute[] } {
  const step = (value: number) => Math.round(value / SAME);
  const sorted = [...likeness.parts].sort((a, b) => step(b.likeness) - step(a.likeness) || (usual.get(a.attribute) ?? 0) - (usual.get(b.attribute) ?? 0));
  const nearest = sorted.slice(0, 3);
  const farthest = sorted.slice(3).filter((part) => part.likeness < 1).reverse().slice(0, 2);
  return { nearest: nearest.map((part) => part.attribute), farthest: farthest.map((part) => part.attribute) };
}
