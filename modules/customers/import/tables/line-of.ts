import { csvCell } from '#platform/export';
import type { Line } from './scan-csv.ts';

/** A line of cells that are text already. */
export const lineOf = (line: number, cells: readonly string[], record?: unknown): Line => ({
  line, width: cells.length, cell: (place) => cells[place] ?? '', raw: () => (record === undefined ? cells.map(csvCell).join(',') : JSON.stringify(record)), record,
});

/** A value of a typed file as the text that our readers expect. */
export function textOfValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.getUTCHours() || value.getUTCMinutes() || value.getUTCSeconds() ? value.toISOString() : value.toISOString().slice(0, 10);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map(textOfValue).filter(Boolean).join('; ');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}
