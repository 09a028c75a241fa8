import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { readParquet } from './read-parquet.ts';
import { readRows, type Container, type Letters, type Made, type TextOptions } from './read-rows.ts';
import { listSheets, openZip, partOf, readSheet } from './read-xlsx.ts';
import type { Line } from './scan-csv.ts';
import { unreadable } from './unreadable.ts';

export type TableOptions = TextOptions & { readonly sheet?: string | undefined };
/** A file as rows under a header, however it is made. */
export type Table = {
  readonly header: readonly string[];
  readonly lines: AsyncIterator<Line>;
  readonly container: Container;
  readonly separator?: string;
  readonly letters?: Letters;
  readonly sheets: readonly string[];
  readonly digest: () => string;
};
export type Origin = { readonly body: AsyncIterable<Uint8Array> } | { readonly path: string };

async function magicOf(path: string): Promise<'PK' | 'PAR1' | ''> {
  const handle = await openFile(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const text = buffer.toString('latin1', 0, bytesRead);
    return text === 'PAR1' ? text : text === 'PK\u0003\u0004' ? 'PK' : '';
  } finally {
    await handle.close();
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const TABLES = /\.(csv|tsv|txt|json|ndjson|jsonl)$/i;

async function tablesOf(path: string): Promise<string[]> {
  const zip = await openZip(path);
  zip.file.close();
  if (zip.entries.has('xl/workbook.xml')) return [];
  const tables = [...zip.entries.keys()].filter((name) => TABLES.test(name) && !/fileheader|__MACOSX/i.test(name));
  return tables.sort((a, b) => (zip.entries.get(b)?.uncompressedSize ?? 0) - (zip.entries.get(a)?.uncompressedSize ?? 0));
}

/** The tables inside an archive, largest first; none where it is no archive, or a workbook. */
export const listTables = async (path: string): Promise<string[]> => (await magicOf(path) === 'PK' ? tablesOf(path) : []);

/** A zip that is no workbook: the one table inside it, such as the monthly NPPES file with its leaflets, or the one that is meant. */
async function* insideZip(path: string, table?: string): AsyncGenerator<Uint8Array> {
  const tables = await tablesOf(path);
  const [chosen] = table === undefined ? tables : tables.filter((name) => name === table);
  if (chosen === undefined || (table === undefined && tables.length > 1)) throw unreadable(`The zip archive holds ${tables.length === 0 ? 'no table' : `several tables: ${tables.slice(0, 8).join(', ')}`}. Load the one you mean.`);
  const zip = await openZip(path);
  try {
    yield* partOf(zip, chosen);
  } finally {
    zip.file.close();
  }
}

type Opened = { readonly lines: AsyncIterable<Line>; readonly made: () => Made; readonly digest: () => string; readonly sheets: readonly string[] };

async function openStored(path: string, options: TableOptions): Promise<Opened> {
  const magic = await magicOf(path);
  if (magic === '') return { ...readRows(createReadStream(path), options), sheets: [] };
  const digest = await digestOf(path);
  if (magic === 'PAR1') return { lines: readParquet(path), made: () => ({ container: 'parquet' }), digest: () => digest, sheets: [] };
  const zip = await openZip(path);
  const isWorkbook = zip.entries.has('xl/workbook.xml');
  zip.file.close();
  if (isWorkbook) return { lines: readSheet(path, options.sheet), made: () => ({ container: 'xlsx' }), digest: () => digest, sheets: await listSheets(path) };
  return { ...readRows(insideZip(path, options.sheet), options), sheets: [] };
}

/** Names of columns, each once, because a mapping finds its column by name: of two that are called NPI the second is NPI (2). */
function each(header: readonly string[]): string[] {
  const times = new Map<string, number>();
  return header.map((name) => {
    const key = name.trim().toLowerCase();
    const nth = (times.get(key) ?? 0) + 1;
    times.set(key, nth);
    return nth === 1 || key === '' ? name : `${name.trim()} (${nth})`;
  });
}

/** Opens a file at its header: text with separators, JSON records, a workbook or Parquet; the last two only where the file is stored. */
export async function openTable(origin: Origin, options: TableOptions = {}): Promise<Table> {
  const opened: Opened = 'path' in origin ? await openStored(origin.path, options) : { ...readRows(origin.body, options), sheets: [] };
  const lines = opened.lines[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) throw unreadable('The file is empty.');
  const { cell, width } = first.value;
  return { header: each(Array.from({ length: width }, (_, place) => cell(place))), lines, digest: opened.digest, sheets: opened.sheets, ...opened.made() };
}
