import type { Node } from './syntax.ts';
import type { Scope } from './scope.ts';

// What an expression can be, as far as the text of the program tells: SQL with its gaps filled, a known text, a list, or a value that only the run knows.

/** A `sql` template by its place in the program. */
export type Place = string;
export type SqlValue = { readonly kind: 'sql'; readonly variants: readonly string[]; readonly places: ReadonlySet<Place> };
export type Value =
  | SqlValue
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, () => Value> }
  | { readonly kind: 'function'; readonly node: Node; readonly scope: Scope }
  | { readonly kind: 'choice'; readonly of: readonly Value[] }
  | { readonly kind: 'bound' } // known at run time alone, and not SQL
  | { readonly kind: 'unknown'; readonly why: string }; // SQL that only the run knows

/** Stands for a bound value until the statement is whole and its values are numbered. */
const HOLE = '\u0001';
const MOST_VARIANTS = 12;

export const BOUND: Value = { kind: 'bound' };
export const unknown = (why: string): Value => ({ kind: 'unknown', why });
export const sqlOf = (text: string, places: Iterable<Place> = []): SqlValue => ({ kind: 'sql', variants: [text], places: new Set(places) });

/** One of several: nested choices are flattened, and what is merely bound counts once. */
export function choiceOf(values: readonly Value[]): Value {
  const flat = values.flatMap((value) => (value.kind === 'choice' ? value.of : [value]));
  const kept = flat.filter((value, index) => value.kind !== 'bound' || flat.findIndex((other) => other.kind === 'bound') === index);
  return kept.length === 1 ? kept[0] as Value : kept.length === 0 ? BOUND : { kind: 'choice', of: kept };
}

/** A value as a piece of SQL: whatever is not SQL is bound. */
export function asPiece(value: Value): SqlValue | Extract<Value, { kind: 'unknown' }> {
  if (value.kind === 'sql' || value.kind === 'unknown') return value;
  if (value.kind !== 'choice') return sqlOf(HOLE);
  const pieces = value.of.map(asPiece);
  const known = pieces.filter((piece) => piece.kind === 'sql');
  const first = pieces[0];
  if (known.length === 0) return first ?? sqlOf(HOLE);
  // A choice of SQL and of nothing known is SQL: what is merely bound there came from a caller that was not understood.
  const telling = known.some((piece) => piece.variants.some((text) => text !== HOLE)) ? known.filter((piece) => piece.variants.some((text) => text !== HOLE)) : known;
  return { kind: 'sql', variants: [...new Set(telling.flatMap((piece) => piece.variants))].slice(0, MOST_VARIANTS), places: new Set(telling.flatMap((piece) => [...piece.places])) };
}

/** Pieces one after another. Variants run in step: the first of each, the second of each …; so every one is seen without trying all mixtures. */
export function concatenate(pieces: readonly Value[], places: Iterable<Place> = []): Value {
  const parts = pieces.map(asPiece);
  const gap = parts.find((part) => part.kind === 'unknown');
  if (gap) return gap;
  const known = parts.filter((part) => part.kind === 'sql');
  const count = Math.max(1, ...known.map((part) => part.variants.length));
  const variants = Array.from({ length: count }, (_, index) => known.map((part) => part.variants[index % part.variants.length] ?? '').join(''));
  return { kind: 'sql', variants: [...new Set(variants)], places: new Set([...places, ...known.flatMap((part) => [...part.places])]) };
}

/** Every known text of a value, or null where one of them is not known. */
export function textsOf(value: Value): string[] | null {
  if (value.kind === 'text') return [value.text];
  if (value.kind !== 'choice') return null;
  const all = value.of.map(textsOf);
  return all.every((texts) => texts !== null) ? all.flat() : null;
}

/** The statement with its values numbered. */
export function numbered(text: string): string {
  let count = 0;
  return text.replaceAll(HOLE, () => `$${count += 1}`);
}
