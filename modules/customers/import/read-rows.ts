import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Problem } from '#platform/problem';
import { CsvScanner, type Line } from './scan-csv.ts';

export type FileRows = {
  /** The lines after one another, the header first; empty ones are left out. */
  readonly lines: AsyncIterable<Line>;
  /** SHA-256 of the bytes as they came, once all are read. */
  readonly digest: () => string;
};

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK\u0003\u0004');

async function* chain(first: Uint8Array | undefined, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first) yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

const unreadable = (detail: string, cause?: unknown) => new Problem('customers.import_unreadable', { detail }, { cause });

function explained(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code?.startsWith('Z_')) return unreadable('The gzip file is damaged or cut off.', error);
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR') return new Problem('customers.import_broken_off', {}, { cause: error });
  return error;
}

const MARK = Buffer.from([0xef, 0xbb, 0xbf]); // byte order mark of UTF-8

async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const chunk of chunks) {
    yield first && MARK.equals(chunk.subarray(0, 3)) ? chunk.subarray(3) : chunk;
    first = false;
  }
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
    const scanner = new CsvScanner();
    try {
      for await (const chunk of withoutMark(bytes())) yield* scanner.push(chunk);
      yield* scanner.push(new Uint8Array(0), true);
    } catch (error) {
      throw explained(error);
    }
  }
  return { lines: lines(), digest: () => hash.digest('hex') };
}
