import { Problem } from '#platform/problem';

const UNPRINTABLE = /[^\P{Cc}\t\n\r]/gu; // PostgreSQL cannot hold NUL, and the other control characters are no text
const NOTHING = new Set(['', '<UNAVAIL>', 'Not Available', 'NaN', 'NULL', 'N/A']);

/** A cell as text: trimmed, and empty where the source says in its own way that it has nothing. */
export function textOf(cell: string | undefined): string {
  if (!cell) return ''; // most cells of most files
  const text = cell.replace(UNPRINTABLE, '').trim();
  return NOTHING.has(text) ? '' : text;
}

/** A code or number that is no quantity: spreadsheets write 1 as 1.0. */
export function codeOf(cell: string | undefined): string {
  const text = textOf(cell);
  return text.endsWith('.0') ? text.replace(/^(\d+)\.0$/, '$1') : text;
}

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
  const iso = us ? null : /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  if (!us && !iso) return null;
  const [year = '', month = '', day = ''] = us ? [us[3], us[1], us[2]] : (iso as RegExpExecArray).slice(1);
  const inMonth = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return inMonth ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

/** Leaves out what is empty, so that a file with more empty columns says the same. */
export function said<T extends object>(facts: T): T {
  const kept: Record<string, unknown> = {};
  for (const name in facts) {
    const value: unknown = facts[name];
    if (value !== '' && value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)) kept[name] = value;
  }
  return kept as T;
}

/** Where each column stands, by its name in any case. */
export class Columns {
  readonly names: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #asked = new Map<string, number>(); // asked for once a line: as it was spelled, without folding its case anew
  constructor(header: readonly string[]) {
    this.names = header.map((name) => name.trim());
    this.#places = new Map(this.names.map((name, place) => [name.toLowerCase(), place]));
  }

  has(name: string): boolean {
    return this.#places.has(name.toLowerCase());
  }

  /** The place of a column, or −1, so that reading it gives nothing. */
  at(name: string): number {
    let place = this.#asked.get(name);
    if (place === undefined) this.#asked.set(name, place = this.#places.get(name.toLowerCase()) ?? -1);
    return place;
  }

  require(format: string, names: readonly string[]): void {
    const missing = names.filter((name) => !this.has(name));
    if (missing.length === 0) return;
    throw new Problem('customers.import_header', {
      detail: `The first line lacks ${missing.map((name) => `“${name}”`).join(', ')}, which ${format} needs.`,
      fields: missing.map((name) => ({ field: name, message: 'is not a column of the file' })),
    });
  }
}
