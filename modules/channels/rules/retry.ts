const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 4 * 3_600_000;
/** RFC 5321 §4.5.4.1 asks for four to five days before giving up; a promotion that is a day late has lost its use. */
export const MOST_TRIES = 10;

/** How long to wait after the n-th try that the other side put off; null when it was the last. */
export const waitAfter = (tries: number): number | null =>
  (tries >= MOST_TRIES ? null : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)));
