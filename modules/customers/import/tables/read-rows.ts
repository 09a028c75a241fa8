import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Problem } from '#platform/problem';
import { readRecords } from './read-records.ts';
import { CsvScanner, type Line } from './scan-csv.ts';
import { unreadable } from './unreadable.ts';

const SEPARATORS = [',', '\t', ';', '|'] as const;
type Encoding = 'utf-8' | 'windows-1252';
export type Letters = Encoding | 'utf-16le' | 'utf-16be';
export type TextOptions = { readonly separator?: string | undefined; readonly encoding?: Encoding | undefined };
export type Container = 'delimited' | 'json' | 'xlsx' | 'parquet';

export type FileRows = {
  /** The lines after one another, the header first; empty ones are left out. */
  readonly lines: AsyncIterable<Line>;
  /** SHA-256 of the bytes as they came, once all are read. */
  readonly digest: () => string;
  /** How the file is made, once its first bytes are read. */
  readonly made: () => Made;
};
export type Made = { readonly container: Container; readonly separator?: string; readonly letters?: Letters };

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK\u0003\u0004');
const UNPACKED_LIMIT = 64 * 1024 ** 3; // six times the whole NPPES: what unpacks to more is no file of customers
const HEAD = 65_536;

function explained(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code?.startsWith('Z_')) return unreadable('The gzip file is damaged or cut off.', error);
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR') return new Problem('customers.import_broken_off', {}, { cause: error });
  return error;
}

async function* after(first: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** The first bytes of a stream, and the stream with them in front again. */
async function peek(source: AsyncIterable<Uint8Array>, wanted: number): Promise<{ head: Buffer; all: AsyncGenerator<Uint8Array> }> {
  const from = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < wanted) {
    const next = await from.next();
    if (next.done) break;
    first.push(next.value);
    length += next.value.length;
  }
  return { head: Buffer.concat(first).subarray(0, wanted), all: after(first, from) };
}

async function* limited(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of source) {
    length += chunk.length;
    if (length > UNPACKED_LIMIT) throw unreadable('It unpacks to more than 64 GB.');
    yield chunk;
  }
}

async function* decoded(source: AsyncIterable<Uint8Array>, letters: Letters): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(letters, { ignoreBOM: true });
  for await (const chunk of source) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

const CONTROL = /[^\P{Cc}\t\n\r]/gu;
const MOST_CONTROL = 0.01; // a stray one is left out of its cell; a picture or a program is full of them

/** How the letters of a text are written. Without a mark it is UTF-8, unless none of what lies beyond ASCII is: then a spreadsheet of Windows wrote it. Whatever is neither is refused line by line. */
function lettersOf(head: Buffer): Letters {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const text = new TextDecoder().decode(head, { stream: true });
  if ((text.match(CONTROL)?.length ?? 0) > text.length * MOST_CONTROL) throw unreadable('This is no table: neither text nor a workbook. CSV, TSV, JSON, XLSX and Parquet are read, plain or packed.');
  return text.includes('\ufffd') && !/[^\0-\x7f\ufffd]/.test(text) ? 'windows-1252' : 'utf-8';
}

/** The separator that stands most often in the first line, outside quotation marks. */
function separatorOf(head: string): string {
  const line = head.replace(/^\ufeff/, '').replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1)[0] ?? '';
  return [...SEPARATORS].sort((a, b) => line.split(b).length - line.split(a).length)[0] as string;
}

/** Bytes as they are in the file, whether it is packed with gzip or not. */
async function unpacked(body: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const { head, all } = await peek(body, 4);
  if (ZIP.equals(head)) throw unreadable('This is a zip archive or a workbook: only a file that is stored first can be read. Upload it on the page, or unpack it.');
  if (!GZIP.equals(head.subarray(0, 2))) return all;
  const gunzip = createGunzip();
  const packed = Readable.from(all, { objectMode: false });
  packed.on('error', (error) => gunzip.destroy(error));
  return limited(packed.pipe(gunzip) as AsyncIterable<Uint8Array>);
}

async function* scanned(bytes: AsyncIterable<Uint8Array>, separator: string): AsyncGenerator<Line> {
  const scanner = new CsvScanner(separator);
  for await (const chunk of bytes) yield* scanner.push(chunk);
  yield* scanner.push(new Uint8Array(0), true);
}

const MARK = '\ufeff';

/** Reads lines with separators, or JSON records, as they arrive, packed with gzip or plain; memory does not grow with the file. */
export function readRows(body: AsyncIterable<Uint8Array>, { separator, encoding }: TextOptions = {}): FileRows {
  const hash = createHash('sha256');
  let made: Made = { container: 'delimited' };
  const counting = (async function* counted() {
    for await (const chunk of body) {
      hash.update(chunk);
      yield chunk;
    }
  })();
  async function* lines(): AsyncGenerator<Line> {
    try {
      const plain = await unpacked(counting);
      const first = await peek(plain, HEAD);
      const letters = encoding ?? lettersOf(first.head);
      const { head, all } = letters === 'utf-8' ? first : await peek(decoded(first.all, letters), HEAD);
      const text = head.toString('utf8');
      const start = text.startsWith(MARK) ? text.slice(1) : text;
      const cut = text.startsWith(MARK) ? 3 : 0;
      const bytes = cut ? withoutMark(all, cut) : all;
      if (/^\s*[[{]/.test(start)) {
        made = { container: 'json' };
        yield* readRecords(bytes);
        return;
      }
      made = { container: 'delimited', separator: separator ?? separatorOf(start), letters };
      yield* scanned(bytes, made.separator ?? ',');
    } catch (error) {
      throw explained(error);
    }
  }
  return { lines: lines(), digest: () => hash.digest('hex'), made: () => made };
}

async function* withoutMark(chunks: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let rest = length;
  for await (const chunk of chunks) {
    yield rest ? chunk.subarray(rest) : chunk;
    rest = Math.max(0, rest - chunk.length);
  }
}
