import { z } from 'zod';
import { Problem } from '#platform/problem';
import { textOf, type Columns } from '../cells.ts';
import type { Cells, Fault } from '../types.ts';
import { applySteps, type Told } from './apply-steps.ts';
import { FIELDS, SEVERAL, mappingDefinition, type FieldMapping, type MappingDefinition, type Skip } from './types.ts';

const plainMapping = z.record(z.string(), z.string());

const LIKE = 4; // letters in common, below which names are alike by chance
function nearest(name: string, among: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return among.find((one) => plain(one) === plain(name)) ?? among.find((one) => Math.min(plain(one).length, plain(name).length) >= LIKE && (plain(one).includes(plain(name)) || plain(name).includes(plain(one))));
}

const refused = (fields: readonly { field: string; message: string }[]) => new Problem('customers.import_mapping', { fields: [...fields], detail: fields.map(({ field, message }) => `${field} ${message}.`).join(' ') });

/** A mapping as it is kept; {"column": "field"} is the short form of one without steps. */
export function definitionOf(mapping: unknown): MappingDefinition {
  const plain = plainMapping.safeParse(mapping);
  const whole = plain.success ? { fields: Object.entries(plain.data).map(([column, field]) => ({ field, from: [column] })) } : mapping;
  const parsed = mappingDefinition.safeParse(whole);
  if (parsed.success) return parsed.data;
  if (!plain.success && (typeof mapping !== 'object' || mapping === null || !('fields' in mapping))) throw new Problem('customers.import_mapping', { detail: 'The mapping is an object from column to field, such as {"Account NPI": "npi", "Account name": "name"}.' });
  throw refused(parsed.error.issues.map((issue) => {
    const place = issue.path[1];
    const given = plain.success && typeof place === 'number' ? Object.entries(plain.data)[place] : undefined;
    return given ? { field: given[0], message: `“${given[1]}” is no field; the fields are ${FIELDS.join(', ')}` } : { field: issue.path.join('.') || 'mapping', message: issue.message };
  }));
}

/** What keeps a mapping from reading this file: at one of its fields, at one of its conditions, or at the whole. */
type MappingFault = { readonly field: string; readonly message: string; readonly at: number | null };
const IDS: readonly string[] = ['id', 'npi', 'ccn'];

function unknownColumn(columns: Columns, column: string): string {
  const meant = nearest(column, columns.names);
  return `is no column of the file${meant ? `; did you mean “${meant}”?` : `; its columns are ${columns.names.slice(0, 40).join(', ')}`}`;
}

const namesNoValue = ({ when, values }: Skip): boolean => (when === 'is' || when === 'is_not') && values.length === 0;

export function faultsOfMapping(columns: Columns, { fields, skip = [] }: MappingDefinition): MappingFault[] {
  const names = fields.map(({ field }) => field);
  const faults = fields.flatMap(({ field, from, do: steps }, at): MappingFault[] => [
    ...from.filter((column) => !columns.has(column)).map((column) => ({ field: column, message: unknownColumn(columns, column), at })),
    ...(!SEVERAL.has(field) && names.indexOf(field) < at ? [{ field: from[0] ?? field, message: `“${field}” is mapped twice`, at }] : []),
    ...(from.length === 0 && !steps.some((one) => one.do === 'constant' || one.do === 'default') ? [{ field, message: 'has neither a column nor a constant', at }] : []),
  ]);
  faults.push(...skip.filter(({ column }) => !columns.has(column)).map(({ column }) => ({ field: column, message: unknownColumn(columns, column), at: null })));
  faults.push(...skip.filter(namesNoValue).map(({ column }) => ({ field: column, message: 'has a condition for leaving lines out that names no values', at: null })));
  if (faults.length) return faults;
  if (!names.some((name) => IDS.includes(name))) return [{ field: 'mapping', message: 'maps no column to npi, ccn or id; one of them tells whom a line is about', at: null }];
  return names.includes('name') || names.includes('family_name') ? [] : [{ field: 'mapping', message: 'maps no column to name, or to given_name and family_name', at: null }];
}

/** A mapping that cannot read this file is refused. */
export function requireMapping(columns: Columns, definition: MappingDefinition): void {
  const faults = faultsOfMapping(columns, definition);
  if (faults.length) throw refused(faults.map(({ field, message }) => ({ field, message })));
}

type CellReader = (cells: Cells, place: number) => string;

/** A cell as text, empty where it holds one of the words that stand for nothing. */
export function cellReader({ nothing = [] }: MappingDefinition): CellReader {
  const words = new Set(nothing.map((word) => word.toLowerCase()));
  if (words.size === 0) return (cells, place) => textOf(cells.cell(place));
  return (cells, place) => { const text = textOf(cells.cell(place)); return words.has(text.toLowerCase()) ? '' : text; };
}

/** What the columns of a field say together, before its steps. */
export function gatherer(columns: Columns, { from, take, join = ' ' }: FieldMapping, read: CellReader): (cells: Cells) => string {
  const places = from.map((column) => columns.at(column));
  const [only = -1] = places;
  if (places.length < 2) return (cells) => read(cells, only);
  return (cells) => {
    const texts = places.map((place) => read(cells, place)).filter(Boolean);
    return take === 'first' ? texts[0] ?? '' : texts.join(join);
  };
}

function skipper(columns: Columns, skip: Skip, read: CellReader): (cells: Cells) => boolean {
  const { column, when, values } = skip;
  const place = columns.at(column);
  const named = new Set(values.map((value) => value.trim().toLowerCase()));
  if (when === 'empty' || when === 'filled') return (cells) => (read(cells, place) === '') === (when === 'empty');
  if (namesNoValue(skip)) return () => false;
  return (cells) => named.has(textOf(cells.cell(place)).toLowerCase()) === (when === 'is');
}

/** Whether a line is left out, by each condition. */
export const skippersOf = (columns: Columns, definition: MappingDefinition): ((cells: Cells) => boolean)[] =>
  (definition.skip ?? []).map((one) => skipper(columns, one, cellReader(definition)));

/** What a line says of a field: the first word, and all where there may be several. */
export type Words = { readonly get: (field: string) => string; readonly all: (field: string) => readonly string[]; readonly measures: readonly (readonly [field: string, text: string])[]; readonly faults: readonly Fault[] };

/** Reads what a line says of each field, step by step. */
export function wordsReader(columns: Columns, definition: MappingDefinition): (cells: Cells) => Words {
  const read = cellReader(definition);
  const tellers = definition.fields.map((one) => ({ field: one.field, gather: gatherer(columns, one, read), steps: one.do }));
  return (cells) => {
    const values = new Map<string, string[]>();
    const faults: Fault[] = [];
    for (const { field, gather, steps } of tellers) {
      const told: Told = applySteps(steps, gather(cells));
      if (!told.ok) { faults.push({ field, reason: told.reason, remedy: told.remedy }); continue; }
      const text = textOf(told.text);
      const before = values.get(field);
      if (before === undefined) values.set(field, [text]);
      else if (text !== '' && !before.includes(text)) before.push(text);
    }
    const all = (field: string) => (values.get(field) ?? []).filter(Boolean);
    return { get: (field) => all(field)[0] ?? '', all, measures: [...values].flatMap(([field, [text = '']]) => (field.startsWith('measure:') && text !== '' ? [[field, text] as const] : [])), faults };
  };
}
