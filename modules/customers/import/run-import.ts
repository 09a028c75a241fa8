import { hash } from 'node:crypto';
import { audit } from '#platform/audit';
import { sql, type Actor, type Db, type Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { openCsv } from './formats/csv.ts';
import { openHospitals } from './formats/hospitals.ts';
import { openNppes } from './formats/nppes.ts';
import { openPartd } from './formats/partd.ts';
import { lockMerge, mergeRows, stagedOf, standings, type Staged } from './merge.ts';
import { readRows } from './read-rows.ts';
import type { Line } from './scan-csv.ts';
import { SeenKeys } from './seen-keys.ts';
import type { ImportCounts, ImportFormat, OpenFormat, RowReader } from './types.ts';
import { LOCK_SPACE, addCounts, closeAbandonedRuns, finishRun, insertRejects, insertRun, nextImportId, type Reject } from './writes.ts';

const FORMATS: Readonly<Record<ImportFormat, OpenFormat>> = { nppes: openNppes, partd: openPartd, hospitals: openHospitals, csv: openCsv };
const BATCH_ROWS = 1_000; // 2,500 load no faster
const RAW_SHOWN = 2_000; // characters of a rejected line that are kept
const CHECK_REJECTS = 200; // rejects that a check shows

export type ImportInput = { readonly format: ImportFormat; readonly fileName: string; readonly mapping?: unknown; readonly body: AsyncIterable<Uint8Array> };
export type ImportResult = ImportCounts & { readonly importId: number | null; readonly rejects: readonly Reject[] };

const none = (): ImportCounts => ({ total: 0, loaded: 0, unchanged: 0, changed: 0, rejected: 0 });

/** The rows of the next transaction, and what is already known of them. */
class Batch {
  readonly staged: Staged[] = [];
  readonly rejects: Reject[] = [];
  readonly counts = none();

  reject(line: Line, faults: readonly { field: string; reason: string; remedy: string }[]): void {
    this.counts.rejected += 1;
    const raw = line.raw().slice(0, RAW_SHOWN);
    for (const { field, reason, remedy } of faults) this.rejects.push({ line: line.line, field, reason, remedy, raw });
  }
}

type Take = { read: RowReader; width: number; seen: SeenKeys };

/** Puts a line into the batch: to be compared, repeated, or rejected. Each line ends in exactly one of the four counts. */
function take(batch: Batch, line: Line, { read, width, seen }: Take): void {
  batch.counts.total += 1;
  if (line.width !== width) {
    batch.reject(line, [{ field: '', reason: `has ${line.width} columns, the first line has ${width}`, remedy: 'Look for a comma or a quotation mark that is missing or too many.' }]);
    return;
  }
  const result = read(line);
  if (!result.ok) { batch.reject(line, result.faults); return; }
  const { key, idSystem, idValue, facts } = result.row;
  const payload = JSON.stringify(facts);
  if (payload.includes('\ufffd')) {
    batch.reject(line, [{ field: '', reason: 'holds letters that are not UTF-8', remedy: 'Save the file as CSV UTF-8.' }]);
    return;
  }
  const digest = hash('sha1', payload);
  const before = seen.add(key, digest, line.line);
  if (before?.same) batch.counts.unchanged += 1;
  else if (before) batch.reject(line, [{ field: idSystem, reason: `${idValue} stands in line ${before.line} already, with other values`, remedy: 'Keep the line that is right.' }]);
  else batch.staged.push(stagedOf({ line: line.line, key, digest, idSystem, idValue, payload }));
}

async function compare(tx: Tx, source: string, batch: Batch): Promise<{ counts: ImportCounts; rows: Staged[] }> {
  const counts = { ...batch.counts };
  const standing = batch.staged.length ? await standings(tx, source, batch.staged) : [];
  for (const one of standing) counts[one === 'new' ? 'loaded' : one === 'same' ? 'unchanged' : 'changed'] += 1;
  return { counts, rows: batch.staged.filter((_, index) => standing[index] !== 'same') };
}

type Run = { readonly db: Db; readonly actor: Actor; readonly importId: number; readonly source: string };

/** One transaction: rows, golden records, rejects and the books of the run, all or nothing. */
const load = ({ db, actor, importId, source }: Run, batch: Batch): Promise<ImportCounts> => db.transaction(actor, async (tx) => {
  await lockMerge(tx);
  const { counts, rows } = await compare(tx, source, batch);
  const golden = await mergeRows(tx, { source, importId, rows });
  if (batch.rejects.length) await insertRejects(tx, importId, batch.rejects);
  await addCounts(tx, importId, counts);
  await audit(tx, { action: 'customers.import', resource: 'customers.customer', recordId: importId, rows: counts.loaded + counts.changed, after: { ...counts, golden } });
  await announce(tx, { topic: 'customers.import', permission: 'customers:import' });
  return counts;
});

async function begin({ db, actor, importId }: Run, run: { format: string; fileName: string; mapping: unknown }): Promise<void> {
  await db.transaction(actor, async (tx) => {
    const abandoned = await closeAbandonedRuns(tx);
    await insertRun(tx, { ...run, importId });
    await audit(tx, { action: 'customers.start-import', resource: 'customers.import_run', recordId: importId, after: { format: run.format, closed: abandoned.map((one) => one.importId) } });
    await announce(tx, { topic: 'customers.import', permission: 'customers:import' });
  });
}

async function end({ db, actor, importId }: Run, result: { state: 'done' | 'failed'; digest: string | null; failure: string | null; counts: ImportCounts; format: string }): Promise<void> {
  await db.transaction(actor, async (tx) => {
    await finishRun(tx, importId, result);
    await audit(tx, { action: 'customers.end-import', resource: 'customers.import_run', recordId: importId, after: { state: result.state } });
    if (result.state === 'done') await emit(tx, { type: 'customers.imported', customerId: 0, key: `customers.imported:${importId}`, data: { importId, format: result.format, ...result.counts } });
    await announce(tx, { topic: 'customers.import', permission: 'customers:import' });
  });
}

const add = (sum: ImportCounts, counts: ImportCounts) => {
  for (const name of Object.keys(sum) as (keyof ImportCounts)[]) sum[name] += counts[name];
};

/** Gives the lines batch by batch; while the database merges one batch, the next is read. */
async function inBatches(lines: AsyncIterator<Line>, reader: Take, each: (batch: Batch) => Promise<void>): Promise<void> {
  let batch = new Batch();
  let under: Promise<void> = Promise.resolve();
  const hand = async () => {
    await under;
    under = each(batch);
    under.catch(() => undefined); // awaited before the next batch, where it rises
    batch = new Batch();
  };
  try {
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      take(batch, next.value, reader);
      if (batch.counts.total >= BATCH_ROWS) await hand();
    }
    if (batch.counts.total) await hand();
  } finally {
    await under; // a file that breaks off is only closed in the books when its last batch is in them
  }
}

async function open(input: ImportInput) {
  const file = readRows(input.body);
  const lines = file.lines[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) throw new Problem('customers.import_unreadable', { detail: 'The file is empty.' });
  const { cell, width } = first.value;
  const header = Array.from({ length: width }, (_, place) => cell(place));
  const read = FORMATS[input.format]({ header, fileName: input.fileName, mapping: input.mapping });
  return { lines, digest: file.digest, reader: { read, width: header.length, seen: new SeenKeys() } satisfies Take };
}

/** Says what loading the file would do, and changes nothing. */
export async function checkImport(db: Db, actor: Actor, input: ImportInput): Promise<ImportResult> {
  const { lines, reader } = await open(input);
  const counts = none();
  const rejects: Reject[] = [];
  await inBatches(lines, reader, async (batch) => {
    add(counts, (await db.read(actor, (tx) => compare(tx, input.format, batch))).counts);
    rejects.push(...batch.rejects.slice(0, CHECK_REJECTS - rejects.length));
  });
  return { importId: null, ...counts, rejects };
}

/**
 * Loads a file of customers. Good lines load, bad ones go to the rejects with line, field, reason and remedy; the same file a second time changes
 * nothing. It commits batch by batch with its books: killed at any instant, what was loaded is whole, and loading the file again does the rest.
 */
export async function runImport(db: Db, actor: Actor, input: ImportInput): Promise<ImportResult> {
  const { lines, digest, reader } = await open(input);
  const importId = await db.transaction(actor, nextImportId);
  const run: Run = { db, actor, importId, source: input.format };
  const counts = none();
  const held = await db.hold();
  try {
    await held.run(sql`select pg_advisory_lock(${LOCK_SPACE}::integer, ${importId}::integer)`); // held before the run is on file: it never looks abandoned
    await begin(run, { format: input.format, fileName: input.fileName, mapping: input.mapping ?? null });
    await inBatches(lines, reader, async (batch) => add(counts, await load(run, batch)));
    await end(run, { state: 'done', digest: digest(), failure: null, counts, format: input.format });
  } catch (error) {
    const failure = error instanceof Problem ? error.message : 'Something broke on our side. What was loaded stays; load the same file again for the rest.';
    await end(run, { state: 'failed', digest: null, failure, counts, format: input.format });
    throw error;
  } finally {
    await lines.return?.(undefined);
    held.release();
  }
  return { importId, ...counts, rejects: [] };
}
