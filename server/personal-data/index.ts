import { customersData } from './customers.ts';
import { platformData } from './platform.ts';
import { touchesData } from './touches.ts';
import type { Catalogue, Category, Erasure, Subject, TableData } from './types.ts';

export type { Catalogue, Subject, TableData } from './types.ts';

/** Every table, and what each of its columns tells of whom. A new table gets its line in one of the three files. */
export const personalData: Catalogue = { ...platformData, ...customersData, ...touchesData };

export type ColumnData = { readonly column: string; readonly of: Subject | null; readonly category: Category | null; readonly erasure: Erasure | null };
const words = (text = ''): string[] => text.split(/\s+/).filter(Boolean);

/** A table's columns, each with its place. */
export function columnsOf({ of, erase, personal = {}, staff, plain }: TableData): ColumnData[] {
  return [
    ...Object.entries(personal).map(([column, told]) => {
      const [category, own] = Array.isArray(told) ? told as [Category, Erasure] : [told as Category, undefined];
      return { column, of: of ?? null, category, erasure: own ?? (erase === 'blank' ? 'keep' : erase ?? null) } satisfies ColumnData;
    }),
    ...words(staff).map((column): ColumnData => ({ column, of: 'colleague', category: 'work', erasure: 'pseudonymise' })),
    ...words(plain).map((column): ColumnData => ({ column, of: null, category: null, erasure: null })),
  ];
}

/** Columns of the person's own that erasing changes while the row stays. */
export const changedColumns = (data: TableData): ColumnData[] => (data.erase === 'delete' ? [] : columnsOf(data).filter(({ column, erasure }) => data.personal !== undefined && column in data.personal && (erasure === 'blank' || erasure === 'pseudonymise')));

type Known = Readonly<Record<string, readonly string[]>>;

/** What is wrong between the catalogue and the tables as they are: columns that nobody classified, some that do not exist, some named twice. */
export function catalogueFaults(catalogue: Catalogue, known: Known): string[] {
  const missing = Object.keys(known).filter((table) => !(table in catalogue)).map((table) => `${table} is not classified: give it a line in server/personal-data`);
  const gone = Object.keys(catalogue).filter((table) => !(table in known)).map((table) => `${table} does not exist any more: take it out of server/personal-data`);
  const columns = Object.entries(catalogue).flatMap(([table, data]) => {
    const named = columnsOf(data).map(({ column }) => column);
    const there = known[table] ?? named;
    return [
      ...there.filter((column) => !named.includes(column)).map((column) => `${table}.${column} is not classified: is it personal, and what does erasing do to it? (server/personal-data)`),
      ...named.filter((column) => !there.includes(column)).map((column) => `${table}.${column} does not exist any more: take it out of server/personal-data`),
      ...named.filter((column, index) => named.indexOf(column) !== index).map((column) => `${table}.${column} stands twice in server/personal-data`),
      ...(data.erase === 'keep' && !data.because ? [`${table} is kept without saying by which law`] : []),
      ...(data.of && !(data.basis && data.retention && data.erase) ? [`${table} holds personal data and needs basis, retention and erase`] : []),
    ];
  });
  return [...missing, ...gone, ...columns];
}
