import { sql, type Tx } from '#platform/db';
import { asSystem } from '../merge/as-merger.ts';
import { keepRenamed } from '../history/keep-renamed.ts';
import type { Fault, ImportCounts } from './types.ts';

export type Reject = Fault & { readonly line: number; readonly raw: string };

export const nextImportId = async (tx: Tx): Promise<number> =>
  (await tx.one<{ importId: number }>(sql`select nextval(pg_get_serial_sequence('customers.import_run', 'import_id')) as import_id`)).importId;

export const nextImportIds = async (tx: Tx, count: number): Promise<number[]> =>
  (await tx.rows<{ importId: number }>(sql`select nextval(pg_get_serial_sequence('customers.import_run', 'import_id')) as import_id from generate_series(1, ${count}::integer)`)).map((one) => one.importId);

export const insertRun = (tx: Tx, run: { importId: number; format: string; fileName: string; mapping: unknown; market: string | null }) => tx.run(sql`
  insert into customers.import_run (import_id, format, file_name, mapping, market, started_by, started_at)
  values (${run.importId}::bigint, ${run.format}, ${run.fileName}, ${run.mapping ? JSON.stringify(run.mapping) : null}::jsonb, ${run.market}, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)`);

/** Adds a batch to the books of its run, in the batch's own transaction: after a crash the books say exactly what was loaded. */
export const addCounts = (tx: Tx, importId: number, counts: ImportCounts) => tx.run(sql`
  update customers.import_run
     set total = total + ${counts.total}::bigint, loaded = loaded + ${counts.loaded}::bigint, unchanged = unchanged + ${counts.unchanged}::bigint,
         changed = changed + ${counts.changed}::bigint, rejected = rejected + ${counts.rejected}::bigint, left_out = left_out + ${counts.leftOut}::bigint
   where import_id = ${importId}::bigint`);

export const insertRejects = (tx: Tx, importId: number, rejects: readonly Reject[]) => tx.run(sql`
  insert into customers.import_reject (import_id, line, field, reason, remedy, raw)
  select ${importId}::bigint, e.line, e.field, e.reason, e.remedy, e.raw
    from jsonb_to_recordset(${JSON.stringify(rejects)}::jsonb) as e(line bigint, field text, reason text, remedy text, raw text)
  on conflict do nothing`);

export const finishRun = (tx: Tx, importId: number, end: { state: 'done' | 'failed'; digest: string | null; failure: string | null }) => tx.run(sql`
  update customers.import_run set state = ${end.state}, digest = ${end.digest}, failure = ${end.failure}, finished_at = ${tx.now}::timestamptz
   where import_id = ${importId}::bigint and state = 'running'`);

export const LOCK_SPACE = 7_461; // first half of the advisory lock that a running import holds; the second is its id

/** Closes the books of runs whose process is gone: nobody holds their lock any more. Returns their ids. */
export const closeAbandonedRuns = (tx: Tx): Promise<{ importId: number }[]> => tx.rows<{ importId: number }>(sql`
  with gone as materialized (
    select import_id from (select import_id from customers.import_run where state = 'running' order by import_id limit 100) r
     where pg_try_advisory_xact_lock(${LOCK_SPACE}::integer, import_id::integer))
  update customers.import_run r
     set state = 'failed', failure = 'The server stopped while it loaded. What was loaded stays; load the same file again for the rest.', finished_at = ${tx.now}::timestamptz
    from gone where gone.import_id = r.import_id
  returning r.import_id`);

/** Names of specialty codes; the golden records that show one are renamed with it. */
export async function upsertTaxonomy(tx: Tx, entries: readonly object[]): Promise<{ loaded: number; unchanged: number; changed: number }> {
  const written = await tx.rows<{ code: string; fresh: boolean }>(sql`
    insert into customers.taxonomy as t (code, name, grouping)
    select e.code, e.name, e.grouping from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e(code text, name text, grouping text)
    on conflict (code) do update set name = excluded.name, grouping = excluded.grouping where (t.name, t.grouping) is distinct from (excluded.name, excluded.grouping)
    returning code, xmax = 0 as fresh`);
  const codes = written.map((one) => one.code);
  await asSystem(tx, 'engine', () => keepRenamed(tx, codes));
  await tx.run(sql`
    update customers.customer c set specialty_name = t.name, updated_at = ${tx.now}::timestamptz, version = c.version + 1
      from customers.taxonomy t where t.code = any(${codes}::text[]) and c.specialty = t.code and c.specialty_name is distinct from t.name`);
  const loaded = written.filter((one) => one.fresh).length;
  return { loaded, changed: written.length - loaded, unchanged: entries.length - written.length };
}

/** Takes a finished run for an undo; nobody else undoes it meanwhile. */
export const lockRun = (tx: Tx, importId: number) => tx.maybe<{ state: string; format: string; loaded: number; changed: number; undoneAt: string | null }>(sql`
  select state, format, loaded, changed, undone_at from customers.import_run where import_id = ${importId}::bigint for update`);

export const setUndone = (tx: Tx, importId: number, report: object) => tx.run(sql`
  update customers.import_run set state = 'undone', undone_at = ${tx.now}::timestamptz, undone_by = ${tx.actor.userId}::integer, undo_report = ${JSON.stringify(report)}::jsonb
   where import_id = ${importId}::bigint`);
