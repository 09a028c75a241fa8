import { open } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parquetMetadataAsync, parquetReadObjects, parquetSchema, type AsyncBuffer, type Compressors } from 'hyparquet';
import { unreadable } from './unreadable.ts';
import { lineOf, textOfValue } from './line-of.ts';
import type { Line } from './scan-csv.ts';

const ROWS_AT_ONCE = 5_000;
const MOST_PAGE = 512 << 20;
const limit = { maxOutputLength: MOST_PAGE };
// Snappy is built in; the others Node.js has.
const compressors: Compressors = { GZIP: (bytes) => gunzipSync(bytes, limit), BROTLI: (bytes) => brotliDecompressSync(bytes, limit), ZSTD: (bytes) => zstdDecompressSync(bytes, limit) };

/** The rows of a Parquet file as lines, a few thousand at a time; its columns are the header. */
export async function* readParquet(path: string): AsyncGenerator<Line> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const file: AsyncBuffer = {
      byteLength: size,
      async slice(start, end = size) {
        const bytes = new Uint8Array(end - start);
        await handle.read(bytes, 0, bytes.length, start);
        return bytes.buffer;
      },
    };
    const metadata = await parquetMetadataAsync(file).catch((cause: unknown) => { throw unreadable('The Parquet file is damaged or cut off.', cause); });
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    yield lineOf(1, columns);
    const rows = Number(metadata.num_rows);
    for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
      const objects = await parquetReadObjects({ file, metadata, compressors, rowStart: from, rowEnd: Math.min(from + ROWS_AT_ONCE, rows) })
        .catch((cause: unknown) => { throw unreadable(`The Parquet file cannot be read from row ${from + 1} on.`, cause); });
      for (const [place, object] of objects.entries()) yield lineOf(from + place + 2, columns.map((name) => textOfValue(object[name])));
    }
  } finally {
    await handle.close();
  }
}
