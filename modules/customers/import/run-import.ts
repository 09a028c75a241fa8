import { hash } from 'node:crypto';
import { audit } from '#platform/audit';
import { sql, type Actor, type Db, type Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { Bytes } from './bytes.ts';
import { mastersOf } from '../connect/parties.ts';
import { keepLeftOut, relateStretch, settleRows, type Settled } from '../connect/settle.ts';
import { findFormat, formatsWith, type Formats } from './formats/index.ts';
import { definitionOf } from './mapping/read-line.ts';
import { LANES, commitLater, laneOf, lockMerge, mergeRows, namesNoOther, standings, type Staged, type Standing } from './merge.ts';
import { renewAffiliations } from './dated-parts.ts';
import { openTable, type Origin, type TableOptions } from './tables/open-table.ts';
import type { Line } from './tables/scan-csv.ts';
import { SeenKeys } from './seen-keys.ts';
import { withoutSuppressed } from './suppressed.ts';
import { tornLine, unreadLetters } from './whole-lines.ts';
import type { Facts, Fault, ImportCounts, Importer, RowReader, SourceFormat } from './types.ts';
import { LOCK_SPACE, addCounts, closeAbandonedRuns, finishRun, insertRejects, insertRun, nextImportId, type Reject } from './writes.ts';

const BATCH_ROWS = 1_200; // of each lane; the process stays under 300 MB at a million rows
const RAW_SHOWN = 2_000; // characters of a rejected line that are kept
const CHECK_REJECTS = 200; // rejects that a check shows

export type ImportInput = Origin & { readonly format: string; readonly fileName: string; readonly mapping?: unknown; readonly importId?: number; readonly formats?: Formats; /** Takes the lines of one market, ISO 3166; of connectors alone. */ readonly market?: string | undefined; readonly table?: TableOptions };
export type ImportResult = ImportCounts & { readonly importId: number | null; readonly rejects: readonly Reject[] };

const none = (): ImportCounts => ({ total: 0, loaded: 0, unchanged: 0, changed: 0, rejected: 0, leftOut: 0 });

const spare: Bytes[] = [];

/** The rows of the next transaction, and what is already known of them. */
class Batch {
  readonly staged: Staged[] = [];
  readonly rejects: Reject[] = [];
  readonly counts = none();
  readonly bytes = spare.pop() ?? new Bytes();

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
type Take = { read: RowReader; width: number; fills?: boolean; keepsRaw?: boolean; seen: SeenKeys };

/** Puts a line into the batch of its lane: to be compared, repeated, or rejected. Each line ends in exactly one of the four counts, or is left out. Returns the lane it went to. */
function take(lanes: readonly Lane[], line: Line, reader: Take): Lane {
  const { read, keepsRaw, seen } = reader;
  const lane = (idValue: string) => lanes[lanes.length > 1 ? laneOf(idValue) : 0] as Lane;
  const reject = (at: Lane, faults: Parameters<Batch['reject']>[1]) => { at.batch.reject(line, faults); return at; };
  const torn = tornLine(line, reader);
  if (torn) return reject(lane(''), torn);
  const result = read(line);
  if (!result.ok && result.leftOut) { const at = lane(''); at.batch.counts.leftOut += 1; return at; }
  if (!result.ok) return reject(lane(''), result.faults);
  const { key, idSystem, idValue, facts } = result.row;
  const alone = namesNoOther(facts, idSystem, idValue);
  const at = alone ? lane(idValue) : lanes.at(-1) as Lane; // the last lane has the others to itself
  const payload = JSON.stringify(facts);
  const unread = unreadLetters(payload);
  if (unread) return reject(at, unread);
  const digest = hash('sha1', payload);
  const before = seen.add(key, digest, line.line);
  if (before && !before.same) return reject(at, [{ field: idSystem, reason: `${idValue} stands in line ${before.line} already, with other values`, remedy: 'Keep the line that is right.' }]);
  if (before) at.batch.counts.unchanged += 1;
  else at.batch.staged.push({ line: line.line, key, digest, idSystem, idValue, body: at.batch.bytes.keep(payload), alone, ...(keepsRaw ? { raw: line.raw().slice(0, RAW_SHOWN) } : {}) });
  return at;
}

type Row = { row: Staged; standing: Standing };
type Compared = { readonly counts: ImportCounts; /** Keys of lines that say an affiliation again. */ readonly repeated: readonly string[]; readonly rows: readonly Row[]; readonly rejects: readonly Reject[]; readonly settled?: Settled };
type Speaker = { readonly source: string; readonly market: string | null; readonly format: SourceFormat | undefined };

/** Where Tutti has the last word on customers, a source links its number to who is known, and changes nothing else. */
async function mastered(tx: Tx, source: string, found: readonly Row[]): Promise<Row[]> {
  const masterOf = await mastersOf(tx, 'customer');
  return found.flatMap(({ row, standing }) => {
    const facts = JSON.parse(row.body.toString()) as Facts;
    if (masterOf(facts.country ?? 'US') !== 'tutti' || (standing.is === 'new' && !standing.known)) return [{ row, standing }];
    if (standing.is === 'changed' || !facts.identifiers) return [{ row, standing: { ...standing, is: 'same' as const } }];
    return [{ row: { ...row, alone: false, body: Buffer.from(JSON.stringify({ identifiers: facts.identifiers.filter(({ system }) => system === source) })) }, standing }];
  });
}

async function compare(tx: Tx, { source, market, format }: Speaker, batch: Batch): Promise<Compared> {
  const { rows: wanted, rejects: suppressed } = await withoutSuppressed(tx, batch.staged);
  const settled = format?.connects ? await settleRows(tx, wanted, { source, market, parent: format.parent }) : undefined;
  const staged = settled?.rows ?? wanted;
  const rejects = [...suppressed, ...settled?.rejects ?? []];
  const leftOut = settled?.leftOut ?? 0;
  const counts = { ...batch.counts, total: batch.total - leftOut, rejected: batch.counts.rejected + rejects.length, leftOut: batch.counts.leftOut + leftOut };
  const standing = staged.length ? await standings(tx, source, staged) : [];
  const found = staged.map((row, place) => ({ row, standing: standing[place] as Standing }));
  const rows = settled ? await mastered(tx, source, found) : found;
  for (const one of rows) counts[one.standing.is === 'new' ? 'loaded' : one.standing.is === 'same' ? 'unchanged' : 'changed'] += 1;
  const repeated = found.flatMap(({ row, standing: { is } }) => (is === 'same' && !row.alone && row.body.includes('"affiliations"') ? [row.key] : []));
  return { counts, repeated, rows: rows.filter((one) => one.standing.is !== 'same'), rejects: [...batch.rejects, ...rejects], ...(settled ? { settled } : {}) };
}

type Run = { readonly db: Db; readonly actor: Actor; readonly importId: number; readonly format: string; readonly fileName: string; readonly importer: Importer | undefined; readonly speaker: Speaker };

/** Writes the rows of a batch where they belong: to the master with its golden records, or to the module that keeps such a file. */
async function write(tx: Tx, { speaker, format, fileName, importId, importer }: Omit<Run, 'db' | 'actor'>, batch: Batch): Promise<{ counts: ImportCounts; golden: number; rejects: readonly Reject[] }> {
  if (importer) {
    const rows = batch.staged.map(({ line, key, digest, body, raw }) => ({ line, key, digest, record: JSON.parse(body.toString()) as object, ...(raw === undefined ? {} : { raw }) }));
    const { loaded, unchanged, changed, leftOut = 0, rejects = [] } = rows.length ? await importer.write(tx, { format, importId, fileName, market: speaker.market, rows }) : none() as ImportCounts & { rejects?: Reject[] };
    return { counts: { total: batch.total - leftOut, loaded, changed, unchanged: batch.counts.unchanged + unchanged, rejected: batch.counts.rejected + rejects.length, leftOut: batch.counts.leftOut + leftOut }, golden: 0, rejects: [...batch.rejects, ...rejects] };
  }
  const { counts, rows, rejects, settled, repeated } = await compare(tx, speaker, batch);
  await renewAffiliations(tx, speaker.source, repeated);
  if (settled && !speaker.format?.parent) await keepLeftOut(tx, speaker.source, settled);
  return { counts, golden: await mergeRows(tx, { source: speaker.source, importId, rows }), rejects };
}

/** One transaction: rows, golden records, rejects and the books of the run, all or nothing. */
const load = ({ db, actor, importId, ...run }: Run, batch: Batch, lane: number | 'all'): Promise<ImportCounts> => db.transaction(actor, async (tx) => {
  await lockMerge(tx, lane);
  await commitLater(tx);
  const { counts, golden, rejects } = await write(tx, { importId, ...run }, batch);
  if (rejects.length) await insertRejects(tx, importId, rejects);
  await addCounts(tx, importId, counts);
  await audit(tx, { action: 'customers.import', resource: 'customers.customer', recordId: importId, rows: counts.loaded + counts.changed, after: { ...counts, golden } });
  await announce(tx, { topic: 'customers.import', permission: 'customers:import' });
  return counts;
});

async function begin({ db, actor, importId }: Run, run: { format: string; fileName: string; mapping: unknown; market: string | null }): Promise<void> {
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

const RELATED_AT_ONCE = 5_000;

/** Of accounts whose organisation came after them in the file, the affiliations are written when the whole file is in. */
async function relateAll({ db, actor, importId, speaker: { source } }: Run): Promise<void> {
  for (let after: number | null = 0; after !== null;) { // stretch by stretch on purpose: a file may be longer than one transaction should be
    const from: number = after;
    after = await db.transaction(actor, async (tx) => {
      const stretch = await relateStretch(tx, { importId, source, after: from, most: RELATED_AT_ONCE });
      if (stretch) await audit(tx, { action: 'customers.import-affiliations', resource: 'customers.affiliation', recordId: importId, rows: stretch.written });
      return stretch?.lastId ?? null;
    });
  }
}

const add = (sum: ImportCounts, counts: ImportCounts) => {
  for (const name of Object.keys(sum) as (keyof ImportCounts)[]) sum[name] += counts[name];
};

/** Gives the lines batch by batch; while the database merges one batch of a lane, the next is read. */
async function inBatches(lines: AsyncIterator<Line>, reader: Take, { lanes: count, each }: { lanes: number; each: (batch: Batch, lane: number | 'all') => Promise<void> }): Promise<void> {
  const lanes: Lane[] = Array.from({ length: count > 1 ? count + 1 : 1 }, () => ({ batch: new Batch(), under: Promise.resolve() }));
  const hand = async (lane: Lane) => {
    await lane.under;
    const { batch } = lane;
    lane.under = each(batch, lanes.indexOf(lane) < lanes.length - 1 ? lanes.indexOf(lane) : 'all').then(() => { batch.bytes.clear(); spare.push(batch.bytes); });
    lane.under.catch(() => undefined); // awaited before the next batch, where it rises
    lane.batch = new Batch();
  };
  try {
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      const lane = take(lanes, next.value, reader);
      if (lane.batch.total >= BATCH_ROWS) await hand(lane);
    }
    for (const lane of lanes) if (lane.batch.total || lane.batch.counts.leftOut) await hand(lane);
    await Promise.all(lanes.map((lane) => lane.under));
  } finally {
    reader.seen.close();
    await Promise.allSettled(lanes.map((lane) => lane.under)); // a file that breaks off is only closed in the books when its last batch is in them
  }
}

/** The file at its first line, with how its lines are read and in whose name they speak. */
async function open(input: ImportInput) {
  const formats = input.formats ?? formatsWith([]);
  const found = findFormat(formats, input.format);
  const definition = input.format === 'csv' ? definitionOf(input.mapping) : undefined;
  const table = await openTable(input, input.table ? input.table : definition ? Object.fromEntries(Object.entries(definition.options).filter(([, value]) => value !== undefined)) as TableOptions : {});
  const file = { header: table.header, fileName: input.fileName };
  const importer = 'importer' in found ? found.importer : undefined;
  const format = 'source' in found ? found.source : undefined;
  const connects = (importer ?? format)?.connects;
  if (connects?.refused) throw new Problem('customers.import_refused', { detail: connects.refused });
  if (input.market && !connects) throw new Problem('request.invalid', { fields: [{ field: 'market', message: 'One market is taken of Salesforce and Veeva exports alone.' }] });
  const readRecord = importer?.open({ ...file, mapping: input.mapping });
  const read: RowReader = format ? format.open({ ...file, mapping: input.mapping }) : (cells) => {
    const told = (readRecord as NonNullable<typeof readRecord>)(cells);
    return told.ok ? { ok: true, row: { key: told.row.key, idSystem: 'key', idValue: told.row.key, facts: told.row.record } } : told;
  };
  const reader: Take = { read, width: table.header.length, fills: table.container === 'xlsx', keepsRaw: connects !== undefined, seen: new SeenKeys() };
  const speaker: Speaker = { source: definition?.source ?? format?.source ?? input.format, market: input.market ?? null, format };
  return { lines: table.lines, digest: table.digest, reader, importer, speaker, lanes: format?.oneNumber ? LANES : 1 };
}

class RolledBack extends Error {}

/** What loading would do, found by doing it and taking it back. */
async function tryOut<T>(db: Db, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const found: T[] = [];
  const rolledBack = new RolledBack('A check leaves nothing.');
  await db.transaction(actor, async (tx) => {
    found.push(await work(tx));
    throw rolledBack;
  }).catch((error: unknown) => { if (error !== rolledBack) throw error; });
  return found.at(-1) as T;
}

export type Problems = { readonly field: string; readonly remedy: string; readonly lines: number; readonly firstLine: number };
const KINDS_OF_PROBLEMS = 500; // a file that is wrong in more ways is wrong

class ProblemCounts {
  readonly #counts = new Map<string, { field: string; remedy: string; lines: number; firstLine: number }>();

  add({ field, remedy, line }: Reject): void {
    const known = this.#counts.get(`${field}\n${remedy}`);
    if (known) known.lines += 1;
    else if (this.#counts.size < KINDS_OF_PROBLEMS) this.#counts.set(`${field}\n${remedy}`, { field, remedy, lines: 1, firstLine: line });
  }

  get list(): Problems[] {
    return [...this.#counts.values()].sort((a, b) => b.lines - a.lines);
  }
}

/** Says what loading the whole file would do, problem by problem, and changes nothing. */
export async function checkImport(db: Db, actor: Actor, input: ImportInput): Promise<ImportResult & { readonly problems: readonly Problems[] }> {
  const { lines, reader, importer, speaker } = await open(input);
  const counts = none();
  const rejects: Reject[] = [];
  const problems = new ProblemCounts();
  await inBatches(lines, reader, { lanes: 1, each: async (batch) => {
    const found = importer ? await tryOut(db, actor, (tx) => write(tx, { speaker, format: input.format, fileName: input.fileName, importId: 0, importer }, batch)) : await db.read(actor, (tx) => compare(tx, speaker, batch));
    add(counts, found.counts);
    for (const one of found.rejects) problems.add(one);
    rejects.push(...found.rejects.slice(0, CHECK_REJECTS - rejects.length));
  } });
  return { importId: null, ...counts, rejects, problems: problems.list };
}

/** The first lines of a file as they would load, without asking what is on file; lines that a mapping leaves out are not among them. */
export async function previewImport(input: ImportInput, most: number) {
  const { lines, reader } = await open(input);
  const rows: { line: number; raw: string; facts: object | null; faults: readonly Fault[] }[] = [];
  let leftOut = 0;
  try {
    for (let next = await lines.next(); !next.done && rows.length + leftOut < most; next = await lines.next()) {
      const told = reader.read(next.value);
      const torn = tornLine(next.value, reader);
      const faults = torn ?? (told.ok ? unreadLetters(JSON.stringify(told.row.facts)) ?? [] : told.faults);
      if (!torn && !told.ok && told.leftOut) leftOut += 1;
      else rows.push({ line: next.value.line, raw: next.value.raw().slice(0, RAW_SHOWN), facts: told.ok && faults.length === 0 ? told.row.facts : null, faults });
    }
  } finally {
    await lines.return?.(undefined);
  }
  return { rows, leftOut };
}

/**
 * Loads a file. Good lines load, bad ones go to the rejects with line, field, reason and remedy; the same file a second time changes
 * nothing. It commits batch by batch with its books: killed at any instant, what was loaded is whole, and loading the file again does the rest.
 */
export async function runImport(db: Db, actor: Actor, input: ImportInput): Promise<ImportResult> {
  const { lines, digest, reader, importer, speaker, lanes } = await open(input);
  const importId = input.importId ?? await db.transaction(actor, nextImportId);
  const run: Run = { db, actor, importId, format: input.format, fileName: input.fileName, speaker, importer };
  const counts = none();
  const held = await db.hold();
  try {
    await held.run(sql`select pg_advisory_lock(${LOCK_SPACE}::integer, ${importId}::integer)`); // held before the run is on file: it never looks abandoned
    await begin(run, { format: input.format, fileName: input.fileName, mapping: input.mapping ?? null, market: speaker.market });
    await inBatches(lines, reader, { lanes, each: async (batch, lane) => add(counts, await load(run, batch, lane)) });
    if (speaker.format?.connects && !speaker.format.parent) await relateAll(run);
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
