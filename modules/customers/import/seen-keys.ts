import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Hash = { readonly high: number; readonly low: number };
type Before = { readonly line: number; readonly same: boolean };

const CELLS = 4; // of a slot: high and low half of the key's hash, line, first bits of the content
const SLOT_BYTES = CELLS * 4;
const SLOTS = 1 << 19; // 8 MB; three quarters of them are filled before the table is put aside
const LOOKED_AT = 8; // slots read at once: more than most keys need
const FILTER_PROBES = 4;
const FILTER_BITS_A_SLOT = 16; // 21 a key: one key in a thousand is looked for in vain

/** 64 bits of a text in two independent halves (cyrb53's mixing): a cryptographic digest takes 4 µs a row, this a tenth of one. */
function hashOf(key: string): Hash {
  let [high, low] = [0xdeadbeef | 0, 0x41c6ce57 | 0];
  for (let place = 0; place < key.length; place += 1) {
    const letter = key.charCodeAt(place);
    high = Math.imul(high ^ letter, 0x9e3779b1);
    low = Math.imul(low ^ letter, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return { high, low: low || 1 };
}

const startOf = ({ high, low }: Hash, slots: number) => (high ^ (low >>> 7)) & (slots - 1);

/** Says of most keys that a table surely lacks them (Bloom's filter, CACM 13/7, 1970). */
class Filter {
  readonly #bits: Uint32Array;
  constructor(slots: number) {
    this.#bits = new Uint32Array((slots * FILTER_BITS_A_SLOT) / 32);
  }

  add({ high, low }: Hash): void {
    for (let probe = 0; probe < FILTER_PROBES; probe += 1) {
      const bit = this.#bit(high, low, probe);
      this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] as number) | (1 << (bit & 31));
    }
  }

  mayHave({ high, low }: Hash): boolean {
    for (let probe = 0; probe < FILTER_PROBES; probe += 1) {
      const bit = this.#bit(high, low, probe);
      if (((this.#bits[bit >>> 5] as number) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  #bit(high: number, low: number, probe: number): number {
    return (high + Math.imul(probe, low)) & (this.#bits.length * 32 - 1);
  }
}

/**
 * Which keys of a file have come already, and in which line. A full table is put aside in a file as it stands, with a filter that stays in memory: nine million keys, all of
 * the NPPES, take 32 MB. Keys are told apart by 64 bits of a hash: among ten million, one mistake in about 400,000 files.
 */
export class SeenKeys {
  readonly #slots: number;
  readonly #table: Int32Array;
  readonly #aside: Filter[] = [];
  readonly #read = new Int32Array(LOOKED_AT * CELLS);
  #count = 0;
  #file: number | null = null;

  /** `slots`: of a table, a power of two. */
  constructor(slots = SLOTS) {
    this.#slots = slots;
    this.#table = new Int32Array(slots * CELLS);
  }

  /** Remembers the key; says where it stood before and whether it said the same, or null the first time. */
  add(key: string, content: string, line: number): Before | null {
    const hash = hashOf(key);
    const said = Number.parseInt(content.slice(0, 8), 16) | 0;
    const before = this.#putAside(hash, said);
    if (before) return before;
    let slot = startOf(hash, this.#slots);
    for (; this.#table[slot * CELLS + 1] !== 0; slot = (slot + 1) & (this.#slots - 1)) {
      const at = slot * CELLS;
      if (this.#table[at] === hash.high && this.#table[at + 1] === hash.low) return { line: this.#table[at + 2] as number, same: this.#table[at + 3] === said };
    }
    this.#table.set([hash.high, hash.low, line, said], slot * CELLS);
    this.#count += 1;
    if (this.#count * 4 >= this.#slots * 3) this.#empty();
    return null;
  }

  /** Forgets everything; nothing stays on the disk. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#aside.length = 0;
  }

  #putAside(hash: Hash, said: number): Before | null {
    for (let place = 0; place < this.#aside.length; place += 1) {
      const before = (this.#aside[place] as Filter).mayHave(hash) ? this.#readFrom(place, hash, said) : null;
      if (before) return before;
    }
    return null;
  }

  #readFrom(place: number, hash: Hash, said: number): Before | null {
    for (let slot = startOf(hash, this.#slots), at = LOOKED_AT; ; slot = (slot + 1) & (this.#slots - 1), at += 1) {
      if (at === LOOKED_AT || slot === 0) {
        readSync(this.#file as number, this.#read, 0, Math.min(LOOKED_AT, this.#slots - slot) * SLOT_BYTES, (place * this.#slots + slot) * SLOT_BYTES);
        at = 0;
      }
      const [high, low, line, content] = this.#read.subarray(at * CELLS, (at + 1) * CELLS) as unknown as [number, number, number, number];
      if (low === 0) return null;
      if (high === hash.high && low === hash.low) return { line, same: content === said };
    }
  }

  #empty(): void {
    this.#file ??= openUnnamed();
    const filter = new Filter(this.#slots);
    for (let at = 0; at < this.#table.length; at += CELLS) {
      if (this.#table[at + 1] !== 0) filter.add({ high: this.#table[at] as number, low: this.#table[at + 1] as number });
    }
    writeSync(this.#file, this.#table, 0, this.#table.byteLength, this.#aside.length * this.#table.byteLength);
    this.#aside.push(filter);
    this.#table.fill(0);
    this.#count = 0;
  }
}

/** A file without a name: it is gone with whoever has it open, however that ends. */
function openUnnamed(): number {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-keys-'));
  try {
    return openSync(join(folder, 'keys'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
