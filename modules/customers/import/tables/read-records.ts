import { unreadable } from './unreadable.ts';
import { lineOf, textOfValue } from './line-of.ts';
import type { Line } from './scan-csv.ts';

const LONGEST_RECORD = 4 << 20;
const HEADER_RECORDS = 1_000; // columns are those of the first thousand records; what a later one has besides is only in its record
const [OPEN, CLOSE, QUOTE, BACKSLASH, LF] = [0x7b, 0x7d, 0x22, 0x5c, 0x0a];

type Found = { readonly line: number; readonly record: Record<string, unknown> };

/** Cuts bytes into the objects at the top: one a line (NDJSON), or members of one long array. */
class RecordScanner {
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #depth = 0;
  #start = -1;
  #inText = false;
  #line = 1;
  #began = 1;

  *push(chunk: Uint8Array): Generator<Found> {
    this.#bytes = this.#bytes.length ? Buffer.concat([this.#bytes, chunk]) : Buffer.from(chunk);
    const bytes = this.#bytes;
    for (; this.#at < bytes.length; this.#at += 1) {
      const byte = bytes[this.#at];
      if (byte === LF) this.#line += 1;
      if (this.#inText) {
        if (byte === BACKSLASH) this.#at += 1;
        else if (byte === QUOTE) this.#inText = false;
      } else if (byte === QUOTE) this.#inText = true;
      else if (byte === OPEN && this.#depth++ === 0) [this.#start, this.#began] = [this.#at, this.#line];
      else if (byte === CLOSE && --this.#depth === 0) yield this.#whole(bytes);
    }
    const kept = this.#start >= 0 ? this.#start : this.#at;
    this.#bytes = bytes.subarray(Math.min(kept, bytes.length));
    this.#at -= kept;
    if (this.#start >= 0) this.#start = 0;
    if (this.#bytes.length > LONGEST_RECORD) throw unreadable(`The record that begins in line ${this.#began} is longer than 4 MB, or is never closed.`);
  }

  get isOpen(): boolean {
    return this.#depth > 0;
  }

  get began(): number {
    return this.#began;
  }

  #whole(bytes: Buffer): Found {
    const text = bytes.toString('utf8', this.#start, this.#at + 1);
    this.#start = -1;
    try {
      return { line: this.#began, record: JSON.parse(text) as Record<string, unknown> };
    } catch (cause) {
      throw unreadable(`The record in line ${this.#began} is no valid JSON.`, cause);
    }
  }
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** The fields of a record with their paths: {name: {first}} is name.first; lists of plain values are one cell. */
function flatten(record: Record<string, unknown>, before = '', into = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(record)) {
    if (FORBIDDEN.has(key)) continue;
    const name = before + key;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) flatten(value as Record<string, unknown>, `${name}.`, into);
    else into.set(name, textOfValue(value));
  }
  return into;
}

function flat({ line, record }: Found): Map<string, string> {
  try {
    return flatten(record);
  } catch (cause) { // thousands of levels are no record, whatever else they are
    throw cause instanceof RangeError ? unreadable(`The record in line ${line} is nested too deeply.`, cause) : cause;
  }
}

/** JSON records as lines: the first is the header, made from the first thousand records. */
export async function* readRecords(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const scanner = new RecordScanner();
  const first: Found[] = [];
  let header: string[] | undefined;
  const line = (found: Found): Line => {
    const cells = flat(found);
    return lineOf(found.line, (header as string[]).map((name) => cells.get(name) ?? ''), found.record);
  };
  const begin = (): Line => {
    header = [...new Set(first.flatMap((found) => [...flat(found).keys()]))];
    return lineOf(1, header);
  };
  for await (const chunk of bytes) {
    for (const found of scanner.push(chunk)) {
      if (header) { yield line(found); continue; }
      first.push(found);
      if (first.length < HEADER_RECORDS) continue;
      yield begin();
      for (const one of first) yield line(one);
    }
  }
  if (scanner.isOpen) throw unreadable(`The record that begins in line ${scanner.began} is not closed.`);
  if (header || first.length === 0) return;
  yield begin();
  for (const one of first) yield line(one);
}
