import { accessSync, constants, createReadStream, createWriteStream, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { getJson, request } from './client.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { loadConnection, SYSTEMS } from './import-connection.ts';
import { loadStored, undoRun } from './import-stored.ts';
import { formatCount, runCommand, table } from './output.ts';

const STREAMED = new Set(['nppes', 'partd', 'hospitals', 'csv']); // read as they are sent; whatever else is stored at the server first
const STORED_FILES = /\.(xlsx|parquet|zip)$/i;
const PROGRESS_EVERY_MS = 500;
const SHOWN_REASONS = 10;

type Options = { mapping?: string; saved?: string; market?: string; object?: string[]; rejects?: string; check?: boolean; json?: boolean };
type Reject = { line: number; field: string; reason: string; remedy: string };
type Result = { importId: number | null; total: number; loaded: number; unchanged: number; changed: number; rejected: number; rejects: Reject[] };

function mappingText(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new CommandError(`${file} cannot be read as JSON: ${(cause as Error).message}`, { exitCode: EXIT.usage, cause });
  }
}

function fileSize(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new CommandError(`There is no file ${file}.`, { exitCode: EXIT.usage });
  if (found.isDirectory()) throw new CommandError(`${file} is a directory; name the file.`, { exitCode: EXIT.usage });
  try {
    accessSync(file, constants.R_OK);
  } catch (cause) {
    throw new CommandError(`${file} may not be read.`, { exitCode: EXIT.usage, cause });
  }
  return found.size;
}

/** Shows how far the upload and the load are, on a terminal alone; the numbers are the server's own books. */
function showProgress(fileName: string, size: number, sent: () => number): () => void {
  if (!process.stderr.isTTY) return () => undefined;
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    getJson<{ rows: { fileName: string; state: string; total: number }[] }>('/customers/imports?limit=5').then(({ rows }) => {
      const run = rows.find((one) => one.state === 'running' && one.fileName === fileName);
      process.stderr.write(`\r\u001b[K${Math.floor((100 * sent()) / Math.max(size, 1))} % sent${run ? `, ${formatCount(run.total)} lines loaded` : ''}`);
    }, () => undefined).finally(() => { asking = false; });
  }, PROGRESS_EVERY_MS);
  return () => {
    clearInterval(timer);
    process.stderr.write('\r\u001b[K');
  };
}

async function upload(format: string, file: string, options: Options): Promise<Result> {
  const size = fileSize(file);
  const mapping = mappingText(options.mapping);
  const query = new URLSearchParams({ format, fileName: basename(file), ...(mapping ? { mapping } : {}), ...(options.check ? { check: 'true' } : {}) });
  const source = createReadStream(file);
  const done = showProgress(basename(file), size, () => source.bytesRead);
  try {
    return await (await request('POST', `/customers/imports?${query}`, { stream: Readable.toWeb(source) as ReadableStream })).json() as Result;
  } finally {
    done();
    source.destroy();
  }
}

async function saveRejects(importId: number, file: string): Promise<void> {
  const { body } = await request('GET', `/customers/imports/${importId}/rejects.csv`);
  if (body) await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(file));
}

async function rejectsOf(result: Result): Promise<Reject[]> {
  if (result.importId === null || result.rejected === 0) return result.rejects;
  return (await getJson<{ rows: Reject[] }>(`/customers/imports/${result.importId}/rejects?limit=${SHOWN_REASONS}`)).rows;
}

function inWords(result: Result, rejects: readonly Reject[], options: Options): string {
  const would = result.importId === null ? 'Would load' : 'Loaded';
  const sums = `${formatCount(result.total)} ${result.total === 1 ? 'line' : 'lines'}. ${would} ${formatCount(result.loaded)} new, ${formatCount(result.changed)} changed; ${formatCount(result.unchanged)} unchanged, ${formatCount(result.rejected)} rejected.`;
  if (result.rejected === 0) return sums;
  const shown = table(['line', 'field', 'reason', 'what would be right'], rejects.slice(0, SHOWN_REASONS).map((one) => [String(one.line), one.field, one.reason, one.remedy]));
  const where = options.rejects ? `All rejects are in ${options.rejects}.` : result.importId === null ? '' : 'Use --rejects FILE to get all of them.';
  return [sums, '', shown, where].filter((line, place) => line || place === 1).join('\n');
}

export const addImport = (program: Command) => program.command('import')
  .description('load a file: CSV, TSV, JSON, XLSX or Parquet, plain, gzip or zip')
  .argument('<format>', 'how the file is made, such as nppes; `auto` looks for itself, `csv` is any table with a mapping; `salesforce`, `veeva` or `vault` take a folder of exports')
  .argument('<file>', 'the file, a folder of exports, or an address that begins with https://')
  .option('--mapping <file>', 'for csv: a JSON file from column to field, or a whole mapping')
  .option('--saved <name>', 'for csv: a mapping saved at the server')
  .option('--market <country>', 'for salesforce, veeva and vault: the one market that is taken, such as US')
  .option('--object <name...>', 'for salesforce, veeva and vault: only these objects, such as Call2_vod__c')
  .option('--rejects <file>', 'where to write the lines that were rejected; for exports of a CRM a folder')
  .option('--check', 'only say what loading would do')
  .option('--json', 'answer as JSON')
  .action((format: string, file: string, options: Options) => runCommand(options, async ({ answer }) => {
    if (SYSTEMS.has(format)) {
      const { result, words, exit } = await loadConnection(format, file, options);
      answer(result, words);
      return exit;
    }
    if (options.market || options.object) throw new CommandError('--market and --object are for salesforce, veeva and vault.', { exitCode: EXIT.usage });
    if (format === 'csv' && !options.mapping && !options.saved) throw new CommandError('csv needs --mapping FILE, a JSON object from column to field.', { exitCode: EXIT.usage });
    const isAddress = /^https?:\/\//.test(file);
    if (!isAddress) fileSize(file);
    const mapping = mappingText(options.mapping);
    const direct = STREAMED.has(format) && !options.saved && !isAddress && !STORED_FILES.test(file);
    const result = direct ? await upload(format, file, options) : await loadStored(format, file, { ...(mapping ? { mapping: JSON.parse(mapping) as unknown } : {}), saved: options.saved, check: options.check });
    if (options.rejects && result.importId !== null && result.rejected) await saveRejects(result.importId, options.rejects);
    answer(result, inWords(result, await rejectsOf(result), options));
    return result.rejected ? EXIT.withFaults : EXIT.done;
  }));

export const addUndoImport = (program: Command) => program.command('undo-import')
  .description('put back what an import changed, where nothing newer has spoken')
  .argument('<importId>', 'the number of the import')
  .option('--json', 'answer as JSON')
  .action((importId: string, options: Options) => runCommand(options, async ({ answer }) => {
    if (!/^\d+$/.test(importId)) throw new CommandError('The number of an import is needed.', { exitCode: EXIT.usage });
    const report = await undoRun(Number(importId));
    answer(report, `${report['restored'] ?? 0} records put back, ${report['removed'] ?? 0} customers taken back, ${report['kept'] ?? 0} in use and kept inactive; left: ${report['merged'] ?? 0} merged since, ${report['newer'] ?? 0} with a newer word.`);
  }));
