import { Readable } from 'node:stream';
import type { Actor, Db } from '#platform/db';
import { csvCell } from '#platform/export';
import { getImport, listRejects } from './reads.ts';
import type { Reject } from './writes.ts';

const PAGE = 1_000;

const rowOf = ({ line, field, reason, remedy, raw }: Reject) => `${[line, field, reason, remedy, raw].map(csvCell).join(',')}\r\n`;

async function* pages(db: Db, actor: Actor, importId: number): AsyncGenerator<string> {
  yield 'line,field,reason,remedy,as it came\r\n';
  let cursor: string | undefined;
  do {
    // Page by page on purpose: a file of rejects may be as long as the file that was loaded.
    const page = await db.read(actor, (tx) => listRejects(tx, { importId, limit: PAGE, ...(cursor ? { cursor } : {}) }));
    yield page.rows.map(rowOf).join('');
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** The rejects of an import as a file: line, field, reason, what would be right, and the line as it came. */
export async function rejectsCsv(db: Db, actor: Actor, importId: number) {
  await db.read(actor, (tx) => getImport(tx, importId));
  return {
    raw: true as const, type: 'text/csv; charset=utf-8', body: Readable.from(pages(db, actor, importId)),
    headers: { 'content-disposition': `attachment; filename="rejects-${importId}.csv"`, 'cache-control': 'no-store' },
  };
}
