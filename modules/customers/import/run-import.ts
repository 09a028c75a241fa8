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
import { LANES, commitLater, laneOf, lockMerge, mergeRows, namesNoOther, standings, type Staged, type Standing } from './merge.ts';
import { readRows } from './read-rows.ts';
import type { Line } from './scan-csv.ts';
import { SeenKeys } from './seen-keys.ts';
import type { ImportCounts, ImportFormat, OpenFormat, RowReader } from './types.ts';
import { LOCK_SPACE, addCounts, closeAbandonedRuns, finishRun, insertRejects, insertRun, nextImportId, type Reject } from './writes.ts';

const FORMATS: Readonly<Record<ImportFormat, OpenFormat>> = { nppes: openNppes, partd: openPartd, hospitals: openHospitals, csv: openCsv };
const ONE_NUMBER = new Set<ImportFormat>(['nppes', 'partd', 'hospitals']); // a row names one party by one number: two batches can be merged at the same time
const BATCH_ROWS = 3_000; // of each lane: with 1,000 a third less is loaded, 4,000 load no faster
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

  get total(): number {
    return this.staged.length + this.counts.unchanged + this.counts.rejected;
  }

  reject(line: Line, faults: readonly { field: string; reason: string; remedy: string }[]): void {
    this.counts.rejected += 1;
    const raw = line.raw().slice(0, RAW_SHOWN);
    for (const { field, reason, remedy } of faults) this.rejects.push({ line: line.line, field, reason, remedy, raw });
  }
}

type Lane = { batch: Batch; under: Promise<void> };
type Take = { read: RowReader; width: number; seen: SeenKeys };

/** Puts a line into the batch of its lane: to be compared, repeated, or rejected. Each line ends in exactly one of the four counts. Returns the lane it went to. */
function take(lanes: readonly Lane[], line: Line, { read, width, seen }: Take): Lane {
  const lane = (idValue: string) => lanes[lanes.length > 1 ? laneOf(idValue) : 0] as Lane;
  const reject = (at: Lane, faults: Parameters<Batch['reject']>[1]) => { at.batch.reject(line, faults); return at; };
  if (line.width !== width) {
    return reject(lane(''), [{ field: '', reason: `has ${line.width} columns, the first line has ${width}`, remedy: 'Look for a comma or a quotation mark that is missing or too many.' }]);
  }
  const result = read(line);
  if (!result.ok) return reject(lane(''), result.faults);
  const { key, idSystem, idValue, facts } = result.row;
  const at = lane(idValue);
  const payload = JSON.stringify(facts);
  if (payload.includes('\ufffd')) return reject(at, [{ field: '', reason: 'holds letters that are not UTF-8', remedy: 'Save the file as CSV UTF-8.' }]);
  const digest = hash('sha1', payload);
  const before = seen.add(key, digest, line.line);
  if (before && !before.same) return reject(at, [{ field: idSystem, reason: `${idValue} stands in line ${before.line} already, with other values`, remedy: 'Keep the line that is right.' }]);
  if (before) at.batch.counts.unchanged += 1;
  else at.batch.staged.push({ line: line.line, key, digest, idSystem, idValue, body: Buffer.from(payload), alone: namesNoOther(facts, idSystem, idValue) });
  return at;
}

async function compare(tx: Tx, source: string, batch: Batch): Promise<{ counts: ImportCounts; rows: { row: Staged; standing: Standing }[] }> {
  const counts = { ...batch.counts, total: batch.total };
  const found = batch.staged.length ? await standings(tx, source, batch.staged) : [];
  for (const { is } of found) counts[is === 'new' ? 'loaded' : is === 'same' ? 'unchanged' : 'changed'] += 1;
  return { counts, rows: batch.staged.map((row, place) => ({ row, standing: found[place] as Standing })).filter(({ standing }) => standing.is !== 'same') };
}

type Run = { readonly db: Db; readonly actor: Actor; readonly importId: number; readonly source: string };

/** One transaction: rows, golden records, rejects and the books of the run, all or nothing. */
const load = ({ db, actor, importId, source }: Run, batch: Batch, lane: number | 'all'): Promise<ImportCounts> => db.transaction(actor, async (tx) => {
  await lockMerge(tx, lane);
  await commitLater(tx);
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

/** Gives the lines batch by batch; while the database merges one batch of a lane, the next is read. */
async function inBatches(lines: AsyncIterator<Line>, reader: Take, { lanes: count, each }: { lanes: number; each: (batch: Batch, lane: number | 'all') => Promise<void> }): Promise<void> {
  const lanes: Lane[] = Array.from({ length: count }, () => ({ batch: new Batch(), under: Promise.resolve() }));
  const hand = async (lane: Lane) => {
    await lane.under;
    lane.under = each(lane.batch, count > 1 ? lanes.indexOf(lane) : 'all');
    lane.under.catch(() => undefined); // awaited before the next batch, where it rises
    lane.batch = new Batch();
  };
  try {
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      const lane = take(lanes, next.value, reader);
      if (lane.batch.total >= BATCH_ROWS) await hand(lane);
    }
    for (const lane of lanes) if (lane.batch.total) await hand(lane);
    await Promise.all(lanes.map((lane) => lane.under));
  } finally {
    await Promise.allSettled(lanes.map((lane) => lane.under)); // a file that breaks off is only closed in the books when its last batch is in them
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
  await inBatches(lines, reader, { lanes: 1, each: async (batch) => {
    add(counts, (await db.read(actor, (tx) => compare(tx, input.format, batch))).counts);
    rejects.push(...batch.rejects.slice(0, CHECK_REJECTS - rejects.length));
  } });
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
    await inBatches(lines, reader, { lanes: ONE_NUMBER.has(input.format) ? LANES : 1, each: async (batch, lane) => add(counts, await load(run, batch, lane)) });
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
