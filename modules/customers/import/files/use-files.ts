import { audit } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { announce } from '#platform/http';
import { addJob, type JobTask } from '#platform/jobs';
import { Problem } from '#platform/problem';
import { mappingFor } from '../../connect/read-object.ts';
import { formatOf } from '../../connect/types.ts';
import { connectors, findFormat, formatsWith, recogniseFormat, type Formats } from '../formats/index.ts';
import { describeColumns, proposeMapping } from '../mapping/propose.ts';
import { definitionOf } from '../mapping/read-line.ts';
import { TARGETS } from '../mapping/types.ts';
import { mappingTrial } from '../mapping/try-mapping.ts';
import { checkImport, previewImport, runImport } from '../run-import.ts';
import { listTables, openTable, type TableOptions } from '../tables/open-table.ts';
import { nextImportId } from '../writes.ts';
import { fetchFile } from './fetch-file.ts';
import { hasStored, listInbox, pathOf, putAway, removeStored, storeFile, takeFromInbox } from './file-store.ts';
import { findMappingByName, getFile, getMapping, isRunOnFile, type ImportFile } from './reads.ts';
import { claimFile, insertFile, insertMapping, retireMapping, setFileImport, setFileState, type NewFile } from './writes.ts';

const TOPIC = { topic: 'customers.import', permission: 'customers:import' } as const;

const SAMPLE_ROWS = 1_000;
const SHOWN_ROWS = 5;

/** How a stored file is made, what its columns hold, which format it looks like, and a mapping to begin with: from its first thousand lines. */
async function describeStored({ storedAs, name }: { storedAs: string; name: string }, { options, formats }: { options: TableOptions; formats: Formats }) {
  const tables = await listTables(pathOf(storedAs)); // of an archive with several, the largest first
  const table = await openTable({ path: pathOf(storedAs) }, tables.length > 1 && !options.sheet ? { ...options, sheet: tables[0] } : options);
  const rows: string[][] = [];
  try {
    for (let next = await table.lines.next(); !next.done && rows.length < SAMPLE_ROWS; next = await table.lines.next()) rows.push(table.header.map((_, place) => next.value?.cell(place) ?? ''));
  } finally {
    await table.lines.return?.(undefined);
  }
  const columns = describeColumns(table.header, rows);
  return {
    container: table.container, separator: table.separator ?? null, sheets: tables.length > 1 ? tables : table.sheets, sampled: rows.length, columns,
    recognised: recogniseFormat(formats, { header: table.header, fileName: name }), proposal: proposeMapping(columns), targets: TARGETS, rows: rows.slice(0, SHOWN_ROWS),
  };
}

/** A file that waits, with what it holds. */
export async function describeFile(db: Db, actor: Actor, { fileId, ...how }: { fileId: number; options: TableOptions; formats: Formats }) {
  const { storedAs, ...file } = await db.read(actor, (tx) => getFile(tx, fileId));
  return { ...file, ...await describeStored({ storedAs, name: file.name }, how) };
}

/** Puts a stored file on file, to wait until somebody says how to load it. One that cannot be read leaves nothing, neither a row nor its bytes. */
async function keepFile(db: Db, actor: Actor, { file, formats }: { file: NewFile; formats: Formats }) {
  try {
    const described = await describeStored(file, { options: {}, formats });
    return await db.transaction(actor, async (tx) => {
      const fileId = await insertFile(tx, file);
      await audit(tx, { action: 'customers.add-file', resource: 'customers.import_file', recordId: fileId, after: { origin: file.origin, size: file.size, digest: file.digest } });
      await announce(tx, TOPIC);
      const { storedAs: _ours, ...kept } = await getFile(tx, fileId);
      return { ...kept, ...described };
    });
  } catch (error) {
    await removeStored(file.storedAs);
    throw error;
  }
}

/** Takes a file that somebody sends. */
export const addUpload = async (db: Db, actor: Actor, { name, body, formats }: { name: string; body: AsyncIterable<Uint8Array>; formats: Formats }) =>
  keepFile(db, actor, { file: { ...await storeFile(body), name, origin: 'upload' }, formats });

/** Fetches a file from the open internet. */
export const addFromUrl = async (db: Db, actor: Actor, { url, formats }: { url: string; formats: Formats }) => keepFile(db, actor, { file: { ...await fetchFile(url), origin: 'url' }, formats });

export type Choice = { readonly fileId: number; readonly format: string; readonly mapping?: unknown; readonly mappingId?: number | undefined; readonly market?: string | undefined; readonly formats: Formats };

/** The file with the mapping that was chosen for it, as data; a saved one is copied, so that the run says for ever how it read. */
async function chosen(db: Db, actor: Actor, { fileId, format, mapping, mappingId, formats }: Choice): Promise<{ file: ImportFile; mapping: unknown }> {
  findFormat(formats, format);
  return db.read(actor, async (tx) => {
    const file = await getFile(tx, fileId);
    if (!await hasStored(file.storedAs)) throw new Problem('customers.import_unreadable', { detail: 'The file itself is no longer here. Upload it again.' });
    return { file, mapping: mappingId === undefined ? mapping : (await getMapping(tx, mappingId)).definition };
  });
}

const SAMPLED_LINES = 2_000;
const SHOWN_LINES = 20;

/** The first rows as they would load, and the problems of the first two thousand lines. */
export async function previewFile(db: Db, actor: Actor, choice: Choice) {
  const { file, mapping } = await chosen(db, actor, choice);
  const { rows, leftOut } = await previewImport({ path: pathOf(file.storedAs), format: choice.format, fileName: file.name, mapping, formats: choice.formats }, SAMPLED_LINES);
  const problems = new Map<string, { field: string; remedy: string; lines: number; firstLine: number }>();
  for (const { line, faults } of rows) {
    for (const { field, remedy } of faults) {
      const known = problems.get(`${field}\n${remedy}`);
      if (known) known.lines += 1;
      else problems.set(`${field}\n${remedy}`, { field, remedy, lines: 1, firstLine: line });
    }
  }
  return { sampled: rows.length + leftOut, leftOut, rows: rows.slice(0, SHOWN_LINES), problems: [...problems.values()].sort((a, b) => b.lines - a.lines) };
}

/** What a mapping, finished or not, makes of the first two thousand lines. */
export async function tryFile(db: Db, actor: Actor, { fileId, mapping }: { fileId: number; mapping: unknown }) {
  const definition = definitionOf(mapping);
  const { storedAs } = await db.read(actor, (tx) => getFile(tx, fileId));
  if (!await hasStored(storedAs)) throw new Problem('customers.import_unreadable', { detail: 'The file itself is no longer here. Upload it again.' });
  const table = await openTable({ path: pathOf(storedAs) }, definition.options);
  const trial = mappingTrial(table.header, definition);
  try {
    let left = SAMPLED_LINES;
    for (let next = await table.lines.next(); !next.done && left > 0; next = await table.lines.next()) { trial.take(next.value); left -= 1; }
  } finally {
    await table.lines.return?.(undefined);
  }
  return trial.found();
}

/** What loading the whole file would do. */
export async function checkFile(db: Db, actor: Actor, choice: Choice) {
  const { file, mapping } = await chosen(db, actor, choice);
  return checkImport(db, actor, { path: pathOf(file.storedAs), format: choice.format, fileName: file.name, mapping, market: choice.market, formats: choice.formats });
}

/** Begins to load a file in the background; returns the number under which the run is found. */
export async function loadFile(db: Db, actor: Actor, choice: Choice): Promise<{ importId: number }> {
  const { file, mapping } = await chosen(db, actor, choice);
  if (choice.format === 'csv') definitionOf(mapping);
  return db.transaction(actor, async (tx) => {
    const importId = await nextImportId(tx);
    if (await claimFile(tx, { fileId: file.fileId, format: choice.format, mapping, importId, options: choice.market ? { market: choice.market } : {} }) === 0) throw new Problem('customers.import_under_way');
    await audit(tx, { action: 'customers.load-file', resource: 'customers.import_file', recordId: file.fileId, after: { importId, format: choice.format } });
    await addJob(tx, { task: 'customers.load-file', payload: { fileId: file.fileId, actor: { kind: actor.kind, role: actor.role, userId: actor.userId } }, key: `customers.load-file:${file.fileId}`, maxAttempts: 5 });
    await announce(tx, TOPIC);
    return { importId };
  });
}

/** Loads a file that was claimed; a run that a killed process left unfinished is gone on with under a number of its own. */
const loadClaimed = (formats: Formats): JobTask => async ({ db, log }, payload) => {
  const { fileId, actor } = payload as { fileId: number; actor: Actor };
  const claimed = await db.transaction(actor, async (tx) => {
    const file = await getFile(tx, fileId);
    if (file.state !== 'loading' || file.importId === null) return null;
    if (!await isRunOnFile(tx, file.importId)) return { file, importId: file.importId };
    const importId = await nextImportId(tx);
    await setFileImport(tx, fileId, importId);
    await audit(tx, { action: 'customers.load-file', resource: 'customers.import_file', recordId: fileId, after: { importId, again: true } });
    return { file, importId };
  });
  if (!claimed) return;
  const { file, importId } = claimed;
  const finish = (state: 'done' | 'failed', failure: string | null) => db.transaction(actor, async (tx) => {
    await setFileState(tx, fileId, { state, failure });
    await audit(tx, { action: 'customers.end-file', resource: 'customers.import_file', recordId: fileId, after: { state } });
    await announce(tx, TOPIC);
  });
  try {
    await runImport(db, actor, { path: pathOf(file.storedAs), format: file.format ?? 'csv', fileName: file.name, mapping: file.mapping ?? undefined, market: file.options.market, importId, formats });
    await finish('done', null);
  } catch (error) {
    const known = error instanceof Problem;
    if (known && error.code === 'server.unavailable') throw error; // the queue tries again
    await finish('failed', known ? error.message : 'Something broke on our side. What was loaded stays; load the file again for the rest.');
    if (!known) throw error;
    log.warn({ fileId, code: error.code }, 'a file was not loaded');
  }
};

/** Forgets a file that is not being loaded; what was loaded from it stays. */
export const removeFile = (db: Db, actor: Actor, fileId: number) => db.transaction(actor, async (tx) => {
  const file = await getFile(tx, fileId);
  if (file.state === 'loading') throw new Problem('customers.import_under_way');
  await setFileState(tx, fileId, { state: 'removed', failure: null });
  await audit(tx, { action: 'customers.remove-file', resource: 'customers.import_file', recordId: fileId });
  await announce(tx, TOPIC);
  await removeStored(file.storedAs);
});

const MAPPING_IN_NAME = /^([^.]+)\.\./; // "crm..week47.csv" is read by the mapping "crm"

/** Looks into the inbox: a file that says by its name or its header how to read it is loaded, any other waits on the page; each is put away. */
const watchInbox = (formats: Formats, actor: Actor): JobTask => async ({ db, log }) => {
  for (const { name } of await listInbox(db.clock())) { // one file after another on purpose: each may be larger than memory
    const stored = await takeFromInbox(name);
    try {
      const { fileId, recognised } = await keepFile(db, actor, { file: { ...stored, name, origin: 'inbox' }, formats });
      const wanted = MAPPING_IN_NAME.exec(name)?.[1];
      const mapping = wanted === undefined ? undefined : await db.read(actor, (tx) => findMappingByName(tx, wanted));
      if (mapping) await loadFile(db, actor, { fileId, format: 'csv', mappingId: mapping.mappingId, formats });
      else if (recognised && !connectors(formats).some((one) => formatOf(one) === recognised)) await loadFile(db, actor, { fileId, format: recognised, formats }); // an export of another CRM waits: somebody says of which market, and with which others
      await putAway(name, 'done', stored);
    } catch (error) {
      log.warn({ code: (error as { code?: string }).code }, 'a file of the inbox cannot be read');
      await putAway(name, 'failed', { ...stored, why: error instanceof Problem ? error.message : 'Something broke on our side. Put the file into the inbox again.' });
    }
  }
};

const isObjectMapping = (definition: unknown): boolean => typeof definition === 'object' && definition !== null && 'object' in definition;

/** A company's own reading of an object that we know: the columns may be others, the fields are ours. */
function mappingOfOurs(definition: unknown, formats: Formats): object {
  const { system, object } = definition as { system?: unknown; object?: unknown };
  const connects = connectors(formats).find((one) => one.system === system && one.object === object && !one.part);
  if (!connects) throw new Problem('customers.import_mapping', { detail: `There is no object “${String(object)}” of ${String(system)}; /customers/connectors lists them.` });
  return mappingFor(connects, definition);
}

/** Keeps a mapping under a name; one of that name becomes its next version. */
export const saveMapping = (db: Db, actor: Actor, { name, definition, formats = formatsWith([]) }: { name: string; definition: unknown; formats?: Formats }) => db.transaction(actor, async (tx) => {
  const checked = isObjectMapping(definition) ? mappingOfOurs(definition, formats) : definitionOf(definition);
  const saved = await insertMapping(tx, { name, definition: checked });
  await audit(tx, { action: 'customers.save-mapping', resource: 'customers.import_mapping', recordId: saved.mappingId, after: { name, version: saved.version, definition: checked } });
  await announce(tx, TOPIC);
  return { ...saved, name };
});

/** Takes a mapping off the list; runs that used it still say how they read. */
export const removeMapping = (db: Db, actor: Actor, mappingId: number) => db.transaction(actor, async (tx) => {
  const { name } = await getMapping(tx, mappingId);
  if (await retireMapping(tx, name) === 0) throw new Problem('request.not_found');
  await audit(tx, { action: 'customers.retire-mapping', resource: 'customers.import_mapping', recordId: mappingId, before: { name } });
  await announce(tx, TOPIC);
});

export const fileJobsWith = (formats: Formats, engine: Actor): Readonly<Record<string, JobTask>> => ({ 'customers.load-file': loadClaimed(formats), 'customers.watch-inbox': watchInbox(formats, engine) });
