import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { getJson, postJson, request } from './client.ts';
import { CommandError, EXIT } from './exit-codes.ts';

const LOOK_EVERY_MS = 500;

type Described = { fileId: number; name: string; recognised: string | null; columns: { column: string }[] };
type Run = { importId: number; state: string; failure: string | null; total: number; loaded: number; unchanged: number; changed: number; rejected: number };
type Chosen = { readonly format: string; readonly mapping?: unknown; readonly mappingId?: number };
export type StoredOptions = { readonly mapping?: unknown; readonly saved?: string | undefined; readonly check?: boolean | undefined };

const isAddress = (file: string) => /^https?:\/\//.test(file);

/** Sends a file to the server, where it waits. */
export async function takeIn(file: string): Promise<Described> {
  if (isAddress(file)) return postJson<Described>('/customers/files/from-url', { url: file });
  const query = new URLSearchParams({ fileName: basename(file) });
  return await (await request('POST', `/customers/files?${query}`, { stream: Readable.toWeb(createReadStream(file)) as ReadableStream })).json() as Described;
}

async function chosenFor(format: string, file: Described, { mapping, saved }: StoredOptions): Promise<Chosen> {
  if (saved !== undefined) {
    const { rows } = await getJson<{ rows: { mappingId: number; name: string }[] }>('/customers/mappings');
    const found = rows.find((one) => one.name === saved);
    if (!found) throw new CommandError(`There is no saved mapping “${saved}”; there are ${rows.map(({ name }) => `“${name}”`).join(', ') || 'none'}.`, { exitCode: EXIT.usage });
    return { format: 'csv', mappingId: found.mappingId };
  }
  const wanted = format === 'auto' ? file.recognised ?? (mapping === undefined ? null : 'csv') : format;
  if (wanted === null) throw new CommandError(`${file.name} looks like no format that is known. Its columns are ${file.columns.map(({ column }) => column).slice(0, 30).join(', ')}. Name the format, or give --mapping FILE or --saved NAME.`, { exitCode: EXIT.usage });
  return { format: wanted, ...(mapping === undefined ? {} : { mapping }) };
}

/** Waits until a run is no longer under way; the numbers are the server's own books. */
async function finished(importId: number): Promise<Run> {
  for (;;) {
    const run = await getJson<Run>(`/customers/imports/${importId}`).catch(() => null); // the job may not have begun
    if (run && run.state !== 'running') return run;
    if (run && process.stderr.isTTY) process.stderr.write(`\r\u001b[K${run.total} lines loaded`);
    await pause(LOOK_EVERY_MS);
  }
}

/** Loads a file that is stored at the server first: a workbook, Parquet, a zip, any address, any format. */
export async function loadStored(format: string, file: string, options: StoredOptions) {
  const taken = await takeIn(file);
  const chosen = await chosenFor(format, taken, options);
  if (options.check) {
    const checked = await postJson<Omit<Run, 'importId'> & { rejects: { line: number; field: string; reason: string; remedy: string }[] }>(`/customers/files/${taken.fileId}/check`, chosen);
    await request('DELETE', `/customers/files/${taken.fileId}`);
    return { ...checked, importId: null };
  }
  const { importId } = await postJson<{ importId: number }>(`/customers/files/${taken.fileId}/load`, chosen);
  const run = await finished(importId);
  if (run.state === 'failed') throw new CommandError(run.failure ?? 'The file was not loaded.', { exitCode: EXIT.failed });
  return { ...run, rejects: [] };
}

/** Undoes an import and waits for what it says. */
export async function undoRun(importId: number) {
  await postJson(`/customers/imports/${importId}/undo`, {});
  for (;;) {
    const run = await getJson<{ state: string; undoReport: Record<string, number> | null }>(`/customers/imports/${importId}`);
    if (run.state === 'undone') return run.undoReport ?? {};
    await pause(LOOK_EVERY_MS);
  }
}
