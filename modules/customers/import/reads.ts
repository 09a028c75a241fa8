import { fromCursor, toPage } from '#platform/http';
import { sql, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { UndoReport } from './undo-import.ts';
import type { Reject } from './writes.ts';

export type ImportRun = {
  readonly importId: number;
  readonly format: string;
  readonly fileName: string;
  readonly digest: string | null;
  readonly state: 'running' | 'done' | 'failed' | 'undone';
  readonly total: number;
  readonly loaded: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly rejected: number;
  readonly leftOut: number;
  readonly market: string | null;
  readonly mapping: unknown;
  readonly failure: string | null;
  readonly startedBy: number | null;
  readonly startedByName: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly undoneAt: string | null;
  readonly undoReport: UndoReport | null;
};

const RUNS = sql`
  select r.import_id, r.format, r.file_name, r.digest, r.state, r.total, r.loaded, r.unchanged, r.changed, r.rejected, r.left_out, r.market, r.mapping, r.failure, r.started_by,
         p.name as started_by_name, r.started_at, r.finished_at, r.undone_at, r.undo_report
    from customers.import_run r left join access.v_person p on p.user_id = r.started_by`;

/** Imports, newest first. */
export async function listImports(tx: Tx, { limit, cursor }: { limit: number; cursor?: string }) {
  const key = fromCursor(cursor, 1);
  const rows = await tx.rows<ImportRun>(sql`
    ${RUNS} where ${key ? sql`r.import_id < ${key[0]}::bigint` : sql`true`} order by r.import_id desc limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.importId]);
}

/** One import with the reasons for which lines were rejected, most frequent first. */
export async function getImport(tx: Tx, importId: number) {
  const run = await tx.maybe<ImportRun>(sql`${RUNS} where r.import_id = ${importId}::bigint`);
  if (!run) throw new Problem('request.not_found');
  const reasons = await tx.rows<{ field: string; remedy: string; lines: number; firstLine: number }>(sql`
    select field, remedy, count(*) as lines, min(line) as first_line
      from customers.import_reject where import_id = ${importId}::bigint
     group by field, remedy order by count(*) desc, field limit 50`);
  return { ...run, reasons };
}

/** Rejected lines in the order of the file. */
export async function listRejects(tx: Tx, { importId, limit, cursor }: { importId: number; limit: number; cursor?: string }) {
  const key = fromCursor(cursor, 2);
  const rows = await tx.rows<Reject>(sql`
    select line, field, reason, remedy, raw from customers.import_reject
     where import_id = ${importId}::bigint and ${key ? sql`(line, field) > (${key[0]}::bigint, ${key[1]}::text)` : sql`true`}
     order by line, field limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.line, row.field]);
}
