import { CommandError, EXIT } from './exit-codes.ts';

export type Output = {
  /** The one answer of a command: as JSON for programs, or in words for people. */
  readonly answer: (value: unknown, words: string) => void;
};

const outputOf = (options: { json?: boolean }): Output => ({
  answer: (value, words) => void process.stdout.write(options.json ? `${JSON.stringify(value)}\n` : `${words}\n`),
});

export const formatCount = (value: number): string => value.toLocaleString('en-US');

/** Rows under their heads, as wide as they need. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, place) => Math.max(title.length, ...rows.map((row) => (row[place] ?? '').length)));
  const line = (cells: readonly string[]) => cells.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join('  ').trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}

/** Runs a command, tells its failure on stderr (as JSON when asked), and sets the exit code. */
export async function runCommand(options: { json?: boolean }, work: (output: Output) => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await work(outputOf(options))) ?? EXIT.done;
  } catch (error) {
    const known = error instanceof CommandError;
    const message = known ? error.message : (error as Error).stack ?? String(error);
    process.stderr.write(options.json ? `${JSON.stringify({ error: message, ...(known && error.details ? { problem: error.details } : {}) })}\n` : `${message}\n`);
    process.exitCode = known ? error.exitCode : EXIT.failed;
  }
}
