const PIECE = 1 << 18;

/**
 * Texts kept as bytes in a few large pieces that the next batch uses again: a buffer of its own for each of millions of lines is collected late, and the process grows by
 * what waits to be.
 */
export class Bytes {
  readonly #pieces: Buffer[] = [];
  #piece = 0;
  #length = 0;

  /** The text as bytes; they hold until `clear`. */
  keep(text: string): Buffer {
    const most = text.length * 3;
    if (most > PIECE) return Buffer.from(text);
    if (this.#pieces.length > 0 && this.#length + most > PIECE) {
      this.#piece += 1;
      this.#length = 0;
    }
    const piece = (this.#pieces[this.#piece] ??= Buffer.allocUnsafeSlow(PIECE));
    const from = this.#length;
    this.#length += piece.write(text, from);
    return piece.subarray(from, this.#length);
  }

  clear(): void {
    this.#piece = 0;
    this.#length = 0;
  }
}
