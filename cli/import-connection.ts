import { createWriteStream, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getJson, postJson, request } from './client.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { takeIn } from './import-stored.ts';
import { formatCount, table } from './output.ts';

const LOOK_EVERY_MS = 500;
const FILES = /\.(csv|tsv|txt|json|ndjson|jsonl|xlsx|parquet|zip|gz)$/i;

export const SYSTEMS: ReadonlySet<string> = new Set(['salesforce', 'veeva', 'vault']);
export type ConnectionOptions = { readonly market?: string | undefined; readonly object?: readonly string[] | undefined; readonly check?: boolean | undefined; readonly rejects?: string | undefined };

type Step = { fileId: number; name: string; table: string | null; object: string; becomes: string; kept: string[]; unread: string[]; mappingName: string | null; refused: string | null };
type Plan = { steps: Step[]; unknown: { name: string; table: string | null; columns: string[] }[] };
type Run = { importId: number; state: string; failure: string | null; total: number; loaded: number; unchanged: number; changed: number; rejected: number; leftOut: number };
type Loaded = Run & { readonly name: string; readonly format: string };

/** The files that are meant: the one, or all of a folder that may be tables. */
function filesIn(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new CommandError(`There is no file or folder ${path}.`, { exitCode: EXIT.usage });
  if (!found.isDirectory()) return [path];
  const files = readdirSync(path).filter((name) => FILES.test(name) && !name.startsWith('.')).toSorted().map((name) => join(path, name)).filter((file) => statSync(file).isFile());
  if (files.length === 0) throw new CommandError(`${path} holds no file that could be an export: CSV, TSV, JSON, XLSX, Parquet, gzip or zip.`, { exitCode: EXIT.usage });
  return files;
}

const SHOWN_COLUMNS = 4;
const listed = (names: readonly string[]) => names.slice(0, SHOWN_COLUMNS).join(', ') + (names.length > SHOWN_COLUMNS ? ` and ${names.length - SHOWN_COLUMNS} more` : '');

const planInWords = ({ steps, unknown }: Plan): string => [
  table(['file', 'object', 'becomes', 'columns kept as they came', 'columns not read', 'read by'], steps.map((one) => [one.table ?? one.name, one.object, one.refused ? 'not loaded' : one.becomes, listed(one.kept), listed(one.unread), one.mappingName ?? ''])),
  ...new Set(steps.flatMap(({ refused }) => (refused ? [refused] : []))),
  ...unknown.map(({ name, table: inside, columns }) => `${inside ?? name} is no export that is known: ${columns.slice(0, 12).join(', ')}`),
].join('\n');

async function finished(importId: number): Promise<Run> {
  for (;;) {
    const run = await getJson<Run>(`/customers/imports/${importId}`).catch(() => null); // its turn may not have come
    if (run && run.state !== 'running') return run;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${run ? `${formatCount(run.total)} lines loaded` : 'waiting'}`);
    await pause(LOOK_EVERY_MS);
  }
}

async function saveRejects(folder: string, { importId, format }: Loaded): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { body } = await request('GET', `/customers/imports/${importId}/rejects.csv`);
  if (body) await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(join(folder, `${importId}-${basename(format.replaceAll(':', '-'))}.csv`), { mode: 0o600 }));
}

const inWords = (loaded: readonly Loaded[], rejects: string | undefined): string => [
  table(['file', 'as', 'lines', 'new', 'changed', 'unchanged', 'rejected', 'other markets'], loaded.map((run) => [run.name, run.format, ...[run.total, run.loaded, run.changed, run.unchanged, run.rejected, run.leftOut].map(formatCount)])),
  ...loaded.filter(({ failure }) => failure).map(({ name, failure }) => `${name}: ${failure ?? ''}`),
  loaded.some(({ rejected }) => rejected) ? (rejects ? `Rejected lines with their reasons are in ${rejects}.` : 'Use --rejects FOLDER to get the rejected lines with their reasons.') : '',
].filter(Boolean).join('\n');

/** Loads the exports of another CRM in their order, or says what they are. */
export async function loadConnection(system: string, path: string, options: ConnectionOptions) {
  if (options.market && !/^[A-Z]{2}$/.test(options.market)) throw new CommandError('A market is two letters of ISO 3166, such as US.', { exitCode: EXIT.usage });
  const fileIds: number[] = [];
  for (const file of filesIn(path)) fileIds.push((await takeIn(file)).fileId); // one upload at a time
  const asked = { fileIds, system };
  if (options.check) {
    const plan = await postJson<Plan>('/customers/connections/plan', asked);
    for (const fileId of fileIds) await request('DELETE', `/customers/files/${fileId}`);
    return { result: plan, words: planInWords(plan), exit: plan.unknown.length ? EXIT.withFaults : EXIT.done };
  }
  const { steps, unknown } = await postJson<{ steps: { importId: number; name: string; format: string }[]; unknown: { name: string }[] }>('/customers/connections', { ...asked, ...(options.market ? { market: options.market } : {}), ...(options.object?.length ? { objects: options.object } : {}) });
  const loaded: Loaded[] = [];
  for (const { importId, name, format } of steps) loaded.push({ ...await finished(importId), name, format }); // they run one after another
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  if (options.rejects) for (const run of loaded) if (run.rejected) await saveRejects(options.rejects, run);
  const words = [inWords(loaded, options.rejects), ...unknown.map(({ name }) => `${name} is no export that is known, and was not loaded.`)].join('\n');
  const exit = loaded.some(({ state }) => state === 'failed') ? EXIT.failed : loaded.some(({ rejected }) => rejected) || unknown.length ? EXIT.withFaults : EXIT.done;
  return { result: { steps: loaded, unknown }, words, exit };
}
