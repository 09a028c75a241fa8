import { Problem } from '#platform/problem';

const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g; // PostgreSQL cannot hold NUL, and the others are no text
const NOTHING = new Set(['', '<UNAVAIL>', 'Not Available', 'NaN', 'NULL', 'N/A']);

/** A cell as text: trimmed, and empty where the source says in its own way that it has nothing. */
export function textOf(cell: string | undefined): string {
  const text = (cell ?? '').replace(UNPRINTABLE, '').trim();
  return NOTHING.has(text) ? '' : text;
}

/** A code or number that is no quantity: spreadsheets write 1 as 1.0. */
export const codeOf = (cell: string | undefined): string => textOf(cell).replace(/^(\d+)\.0+$/, '$1');

/** A quantity, or null where there is none. */
export function quantityOf(cell: string | undefined): number | null {
  const text = textOf(cell).replace(/[$,]/g, '');
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** A date in ISO form from MM/DD/YYYY or YYYY-MM-DD; null where it is no day of the calendar. */
export function dateOf(cell: string | undefined): string | null {
  const text = textOf(cell);
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = us ? `${us[3]}-${(us[1] as string).padStart(2, '0')}-${(us[2] as string).padStart(2, '0')}` : text.slice(0, 10);
  const day = new Date(`${iso}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(iso) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null;
}

/** Leaves out what is empty, so that a file with more empty columns says the same. */
export function said<T extends object>(facts: T): T {
  const kept = Object.entries(facts).filter(([, value]) => value !== '' && value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(kept) as T;
}

/** Where each column stands, by its name in any case. */
export class Columns {
  readonly names: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  constructor(header: readonly string[]) {
    this.names = header.map((name) => name.trim());
    this.#places = new Map(this.names.map((name, place) => [name.toLowerCase(), place]));
  }

  has(name: string): boolean {
    return this.#places.has(name.toLowerCase());
  }

  /** The place of a column, or −1, so that reading it gives nothing. */
  at(name: string): number {
    return this.#places.get(name.toLowerCase()) ?? -1;
  }

  require(format: string, names: readonly string[]): void {
    const missing = names.filter((name) => !this.has(name));
    if (missing.length === 0) return;
    const looksLike = guessFormat(this.names);
    throw new Problem('customers.import_header', {
      detail: `The first line lacks ${missing.map((name) => `“${name}”`).join(', ')}, which ${format} needs.${looksLike && looksLike !== format ? ` It looks like ${looksLike}.` : ''}`,
      fields: missing.map((name) => ({ field: name, message: 'is not a column of the file' })),
    });
  }
}

/** The format that a header looks like. */
export function guessFormat(header: readonly string[]): 'nppes' | 'partd' | 'hospitals' | null {
  const names = new Set(header.map((name) => name.trim().toLowerCase()));
  if (names.has('npi') && names.has('entity type code')) return 'nppes';
  if (names.has('prscrbr_npi')) return 'partd';
  return names.has('facility id') && names.has('facility name') ? 'hospitals' : null;
}
