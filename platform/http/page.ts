import { z } from 'zod';
import { Problem } from '#platform/problem';

/** Query fields of every list: a page of at most 200, and where the last one ended. */
export const pageInput = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows a page, at most 200'),
  cursor: z.string().max(500).optional().describe('The nextCursor of the page before'),
};

/** The shape of every list: rows and the cursor of the next page, null at the end. */
export const pageOf = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), nextCursor: z.string().nullable() });

/** The last row's key as an opaque cursor. */
const toCursor = (key: readonly unknown[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The key that a cursor stands for; a cursor that we did not make is the caller's mistake. */
export function fromCursor(cursor: string | undefined, length: number): readonly (string | number | null)[] | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const plain = Array.isArray(key) && key.length === length && key.every((part) => part === null || typeof part === 'string' || typeof part === 'number');
    if (plain) return key as (string | number | null)[];
  } catch { /* told below */ }
  throw new Problem('request.invalid', { fields: [{ field: 'cursor', message: 'is not a cursor of this list; leave it out to start anew' }] });
}

/** Cuts a list that was read one row too long into a page. */
export function toPage<T>(rows: readonly T[], limit: number, key: (row: T) => readonly unknown[]): { rows: T[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last !== undefined ? toCursor(key(last)) : null };
}
