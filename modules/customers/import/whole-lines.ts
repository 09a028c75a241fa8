import type { Line } from './tables/scan-csv.ts';
import type { Fault } from './types.ts';

/** A line with more or fewer cells than the header: nothing in it can be trusted to stand where it seems to. `fills`: rows of a sheet end at their last cell. */
export const tornLine = (line: Line, { width, fills = false }: { width: number; fills?: boolean }): readonly Fault[] | null => (line.width === width || (fills && line.width <= width) ? null
  : [{ field: '', reason: `has ${line.width} columns, the first line has ${width}`, remedy: 'Look for a comma or a quotation mark that is missing or too many.' }]);

/** Letters that nobody could read: the bytes of another encoding in a file that is UTF-8 otherwise. */
export const unreadLetters = (payload: string): readonly Fault[] | null => (payload.includes('\ufffd') ? [{ field: '', reason: 'holds letters that are not UTF-8', remedy: 'Save the file as CSV UTF-8.' }] : null);
