const FIRST_SIZE = 1 << 14;

/** 64 bits of a text in two independent halves (cyrb53's mixing): a cryptographic digest takes 4 µs a row, this a tenth of one. */
function hashOf(key: string): { high: number; low: number } {
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

/**
 * Which keys of a file have come already, and in which line: 16 bytes a slot, because a Map of
 * texts would grow past the memory of the process with the whole NPPES. Keys are told apart by 64 bits of a hash: among ten million, one mistake in about 400,000 files.
 */
export class SeenKeys {
  #slots = new Int32Array(FIRST_SIZE * 4); // high and low half of the key's hash, line, first bits of the content
  #size = FIRST_SIZE;
  #count = 0;

  /** Remembers the key; says where it stood before and whether it said the same, or null the first time. */
  add(key: string, content: string, line: number): { line: number; same: boolean } | null {
    if (this.#count * 4 > this.#size * 3) this.#grow();
    const { high, low } = hashOf(key);
    const said = Number.parseInt(content.slice(0, 8), 16) | 0;
    const at = this.#place(this.#slots, { high, low });
    if (this.#slots[at + 1] !== 0) return { line: this.#slots[at + 2] as number, same: this.#slots[at + 3] === said };
    this.#slots.set([high, low, line, said], at);
    this.#count += 1;
    return null;
  }

  #place(slots: Int32Array, { high, low }: { high: number; low: number }): number {
    const mask = slots.length / 4 - 1;
    let slot = (high ^ (low >>> 7)) & mask;
    while (slots[slot * 4 + 1] !== 0 && !(slots[slot * 4] === high && slots[slot * 4 + 1] === low)) slot = (slot + 1) & mask;
    return slot * 4;
  }

  #grow(): void {
    const bigger = new Int32Array(this.#slots.length * 2);
    for (let at = 0; at < this.#slots.length; at += 4) {
      const [high, low] = [this.#slots[at] as number, this.#slots[at + 1] as number];
      if (low !== 0) bigger.set(this.#slots.subarray(at, at + 4), this.#place(bigger, { high, low }));
    }
    this.#slots = bigger;
    this.#size *= 2;
  }
}
