/** What the shell gets: 0 done · 1 failed · 2 wrong usage · 3 done, but something was rejected or found wrong · 4 not signed in, or not allowed. */
export const EXIT = { done: 0, failed: 1, usage: 2, withFaults: 3, notAllowed: 4 } as const;

/** A failure that is told in one sentence and ends the command. */
export class CommandError extends Error {
  readonly exitCode: number;
  readonly details: unknown;
  constructor(message: string, { exitCode = EXIT.failed, details, cause }: { exitCode?: number; details?: unknown; cause?: unknown } = {}) {
    super(message, { cause });
    this.exitCode = exitCode;
    this.details = details;
  }
}
