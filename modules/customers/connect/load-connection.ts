import { audit } from '#platform/audit';
import { sql, type Actor, type Db } from '#platform/db';
import { announce } from '#platform/http';
import { addJob, type JobTask } from '#platform/jobs';
import { Problem } from '#platform/problem';
import { pathOf } from '../import/files/file-store.ts';
import { getFile } from '../import/files/reads.ts';
import { setFileImport, setFileState } from '../import/files/writes.ts';
import { connectors, type Formats } from '../import/formats/index.ts';
import { runImport } from '../import/run-import.ts';
import { listTables, openTable } from '../import/tables/open-table.ts';
import { nextImportIds } from '../import/writes.ts';
import { columnsOf, mappingFor } from './read-object.ts';
import { recogniseObject } from './recognise.ts';
import type { Connects, ObjectMapping, System } from './types.ts';

/** One load of one table: what it is, what is read of it and what is kept beside. */
type Step = {
  readonly fileId: number; readonly name: string; readonly table: string | null; readonly format: string; readonly system: System; readonly object: string; readonly becomes: string; readonly order: number;
  readonly read: readonly string[]; readonly kept: readonly string[]; readonly unread: readonly string[]; readonly mappingName: string | null; readonly refused: string | null;
};
export type Plan = { readonly system: System | null; readonly steps: readonly Step[]; readonly unknown: readonly { fileId: number; name: string; table: string | null; columns: readonly string[] }[] };
type Own = { readonly name: string; readonly definition: ObjectMapping };
type Asked = { readonly fileIds: readonly number[]; readonly system?: System | undefined; readonly formats: Formats };
type Found = { readonly fileId: number; readonly name: string; readonly table: string | null; readonly header: readonly string[] };

/** Live mappings that a company made of ours. */
const ownMappings = (db: Db, actor: Actor) => db.read(actor, (tx) => tx.rows<Own>(sql`
  select m.name, m.definition from customers.import_mapping m where m.state = 'live' and m.definition ? 'object' order by m.mapping_id desc`));

async function headersOf(db: Db, actor: Actor, fileIds: readonly number[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const fileId of fileIds) { // file by file on purpose: only first lines are read, one file open at a time
    const { name, storedAs } = await db.read(actor, (tx) => getFile(tx, fileId));
    const tables = await listTables(pathOf(storedAs));
    for (const table of tables.length > 1 ? tables : [null]) {
      const opened = await openTable({ path: pathOf(storedAs) }, table ? { sheet: table } : {});
      await opened.lines.return?.(undefined);
      found.push({ fileId, name, table, header: opened.header });
    }
  }
  return found;
}

const fileNameOf = ({ name, table }: Found) => table ?? name;
const CLASSIC_FIRST: readonly System[] = ['veeva', 'vault', 'salesforce'];

/** Which of their systems the files come from: an org of Veeva CRM exports objects of Salesforce too, and those are then Veeva's. */
function systemOf(all: readonly Connects[], found: readonly Found[]): System | null {
  const seen = new Set(found.map((one) => recogniseObject(all, { header: one.header, fileName: fileNameOf(one) })[0]?.connects.system));
  return CLASSIC_FIRST.find((system) => seen.has(system)) ?? null;
}

/** What each file is, and in which order they are loaded. Changes nothing. */
export async function planConnection(db: Db, actor: Actor, { fileIds, system: given, formats }: Asked): Promise<Plan> {
  const all = connectors(formats);
  const [found, own] = [await headersOf(db, actor, fileIds), await ownMappings(db, actor)];
  const system = given ?? systemOf(all, found);
  const steps: (Step & { readonly keepsRest: boolean })[] = [];
  const unknown: Plan['unknown'][number][] = [];
  for (const one of found) {
    const mine = own.filter(({ definition }) => definition.system === system).map(({ name, definition }) => ({ name, definition, connects: all.find(({ system: of, object, part }) => of === definition.system && object === definition.object && !part) }));
    const adapted = all.map((connects) => { const its = mine.find((other) => other.connects === connects); return its ? { ...connects, mapping: mappingFor(connects, its.definition) } : connects; });
    const known = system ? recogniseObject(adapted, { header: one.header, fileName: fileNameOf(one) }, system) : [];
    if (known.length === 0) unknown.push({ fileId: one.fileId, name: one.name, table: one.table, columns: one.header });
    for (const { connects, format } of known) {
      const mapping = mine.find(({ definition }) => !connects.part && definition.object === connects.object);
      steps.push({ fileId: one.fileId, name: one.name, table: one.table, format, system: connects.system, object: connects.object, becomes: connects.becomes, order: connects.order, ...columnsOf(connects.mapping, one.header), unread: [], keepsRest: connects.keepsRest, mappingName: mapping?.name ?? null, refused: connects.refused ?? null });
    }
  }
  const readBy = (step: Pick<Step, 'fileId' | 'table'>) => new Set(steps.filter((other) => other.fileId === step.fileId && other.table === step.table).flatMap(({ read }) => read));
  // A column that another reading of the same file takes is none that nobody reads; the first reading tells of those.
  const told = steps.map(({ keepsRest, kept, ...step }) => {
    const read = readBy(step);
    const rest = step.format.split(':').length > 2 ? [] : kept.filter((name) => !read.has(name));
    return { ...step, kept: keepsRest ? rest : [], unread: keepsRest ? [] : rest };
  });
  return { system, steps: told.toSorted((a, b) => a.order - b.order), unknown };
}

type Loading = { readonly fileId: number; readonly name: string; readonly table: string | null; readonly format: string; readonly importId: number; readonly mapping?: unknown };
export type LoadConnection = Asked & { readonly market?: string | undefined; readonly objects?: readonly string[] | undefined };

/** Begins to load files of another CRM one after another in the background, parents first; each is an import of its own. */
export async function loadConnection(db: Db, actor: Actor, asked: LoadConnection) {
  const plan = await planConnection(db, actor, asked);
  const wanted = plan.steps.filter(({ object, refused }) => !refused && (!asked.objects?.length || asked.objects.includes(object)));
  if (wanted.length === 0) throw new Problem('customers.nothing_to_load', { detail: plan.unknown.length ? `No file is an export that is known: ${plan.unknown.map(({ name, table }) => table ?? name).slice(0, 8).join(', ')}.` : plan.steps.find(({ refused }) => refused)?.refused ?? 'No file holds one of these objects.' });
  const own = new Map((await ownMappings(db, actor)).map(({ name, definition }) => [name, definition]));
  return db.transaction(actor, async (tx) => {
    const numbers = await nextImportIds(tx, wanted.length);
    const loads = wanted.map(({ fileId, name, table, format, mappingName }, place): Loading => ({ fileId, name: table ?? name, table, format, importId: numbers[place] as number, ...(mappingName ? { mapping: own.get(mappingName) } : {}) }));
    await addJob(tx, { task: 'customers.load-connection', payload: { loads, market: asked.market ?? null, actor: { kind: actor.kind, role: actor.role, userId: actor.userId } }, key: `customers.load-connection:${loads[0]?.importId}`, maxAttempts: 5 });
    await audit(tx, { action: 'customers.load-connection', resource: 'customers.import_run', after: { system: plan.system, market: asked.market ?? null, formats: loads.map(({ format }) => format), imports: loads.map(({ importId }) => importId) } });
    await announce(tx, { topic: 'customers.import', permission: 'customers:import' });
    return { steps: loads.map(({ fileId, name, format, importId }) => ({ fileId, name, format, importId })), unknown: plan.unknown.map(({ fileId, name, table }) => ({ fileId, name: table ?? name })) };
  });
}

/** What became of a file shows among the files. */
const endFile = (db: Db, actor: Actor, { fileId, importId, ...ended }: { fileId: number; importId: number; state: 'done' | 'failed'; failure: string | null }) => db.transaction(actor, async (tx) => {
  await setFileState(tx, fileId, ended);
  await setFileImport(tx, fileId, importId);
  await audit(tx, { action: 'customers.end-file', resource: 'customers.import_file', recordId: fileId, after: { state: ended.state } });
  await announce(tx, { topic: 'customers.import', permission: 'customers:import' });
});

/** Loads what was planned, one file after another. Killed, it goes on with the file it was at, under a number of its own; what is in already changes nothing. */
const loadPlanned = (formats: Formats): JobTask => async ({ db, log }, payload) => {
  const { loads, market, actor } = payload as { loads: readonly Loading[]; market: string | null; actor: Actor };
  for (const { fileId, name, table, format, importId, mapping } of loads) { // in order on purpose: a child needs its parent
    const state = await db.read(actor, (tx) => tx.maybe<{ state: string }>(sql`select state from customers.import_run where import_id = ${importId}::bigint`));
    if (state && state.state !== 'running' && state.state !== 'failed') continue;
    const { storedAs } = await db.read(actor, (tx) => getFile(tx, fileId));
    const end = (ended: 'done' | 'failed', failure: string | null) => endFile(db, actor, { fileId, importId, state: ended, failure });
    try {
      await runImport(db, actor, { path: pathOf(storedAs), format, fileName: name, formats, ...(mapping ? { mapping } : {}), ...(market ? { market } : {}), ...(table ? { table: { sheet: table } } : {}), ...(state ? {} : { importId }) });
      await end('done', null);
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'server.unavailable') throw error;
      await end('failed', error.message);
      log.warn({ fileId, code: error.code }, 'a file of a connection was not loaded'); // its run says why; the others are loaded all the same
    }
  }
};

export const connectionJobsWith = (formats: Formats): Readonly<Record<string, JobTask>> => ({ 'customers.load-connection': loadPlanned(formats) });
