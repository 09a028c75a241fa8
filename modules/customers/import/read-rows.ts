import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { Problem } from '#platform/problem';

export type Line = { readonly line: number; readonly cells: readonly string[] };
export type FileRows = {
  /** The lines after one another, the header first; empty ones are left out. */
  readonly lines: AsyncIterable<Line>;
  /** SHA-256 of the bytes as they came, once all are read. */
  readonly digest: () => string;
};

const LONGEST_RECORD = 1 << 20; // an unclosed quote must not swallow the file into memory
const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK\u0003\u0004');

async function* chain(first: Uint8Array | undefined, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first) yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

const unreadable = (detail: string, cause?: unknown) => new Problem('customers.import_unreadable', { detail }, { cause });

function explained(error: unknown): unknown {
  const { code, message, lines } = error as { code?: string; message: string; lines?: number };
  if (code?.startsWith('CSV_')) return unreadable(code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE' ? `A quotation mark is opened and not closed before line ${lines ?? '?'}.` : message, error);
  if (code?.startsWith('Z_')) return unreadable('The gzip file is damaged or cut off.', error);
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR') return new Problem('customers.import_broken_off', {}, { cause: error });
  return error;
}

/** Reads a CSV file as it arrives, packed with gzip or plain; memory does not grow with the file. */
export function readRows(body: AsyncIterable<Uint8Array>): FileRows {
  const hash = createHash('sha256');
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const source = body[Symbol.asyncIterator]();
    const first = await source.next();
    const head = first.done ? undefined : first.value;
    if (head && ZIP.equals(head.subarray(0, 4))) throw unreadable('This is a zip archive. Unpack it, and load the CSV file inside (or pack that with gzip).');
    const whole = chain(head, source);
    const counted = (async function* counting() {
      for await (const chunk of whole) {
        hash.update(chunk);
        yield chunk;
      }
    })();
    if (!head || !GZIP.equals(head.subarray(0, 2))) { yield* counted; return; }
    const unpacked = createGunzip();
    const packed = Readable.from(counted, { objectMode: false });
    packed.on('error', (error) => unpacked.destroy(error));
    yield* packed.pipe(unpacked) as AsyncIterable<Uint8Array>;
  }
  async function* lines(): AsyncGenerator<Line> {
    const parser = parse({ bom: true, info: true, relax_column_count: true, relax_quotes: true, max_record_size: LONGEST_RECORD, skip_empty_lines: true });
    const source = Readable.from(bytes(), { objectMode: false });
    source.on('error', (error) => parser.destroy(error));
    source.pipe(parser);
    try {
      for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) yield { line: info.lines, cells: record };
    } catch (error) {
      throw explained(error);
    } finally {
      source.destroy();
    }
  }
  return { lines: lines(), digest: () => hash.digest('hex') };
}
