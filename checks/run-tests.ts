import { availableParallelism, tmpdir, userInfo } from 'node:os';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { ROOT } from '#platform/config';

export type Outcome = { passed: number; failed: number; skipped: number; readonly slowest: { name: string; file: string; ms: number }[]; readonly skips: string[] };
export type Batch = { readonly files: readonly string[]; readonly env: Readonly<Record<string, string>>; readonly concurrency?: number };

type Finished = { name: string; file?: string | undefined; line?: number | undefined; skip?: string | boolean; todo?: string | boolean; details: { duration_ms: number; type?: string; error?: Error } };

const place = ({ file, line }: Finished) => (file ? `${relative(ROOT, file)}${line ? `:${line}` : ''}` : '');
const say = (line: string) => void process.stdout.write(`${line}\n`);

function describe(error: Error | undefined): string {
  const cause = (error as { cause?: unknown })?.cause ?? error;
  const text = cause instanceof Error ? cause.stack ?? cause.message : String(cause);
  return text.split('\n').map((line) => `      ${line}`).join('\n');
}

export const noOutcome = (): Outcome => ({ passed: 0, failed: 0, skipped: 0, slowest: [], skips: [] });

function onPass(outcome: Outcome, test: Finished): void {
  if (test.details.type === 'suite') return;
  if (test.skip !== undefined && test.skip !== false) {
    outcome.skipped += 1;
    outcome.skips.push(`${place(test)}  ${test.name}${typeof test.skip === 'string' && test.skip ? `: ${test.skip}` : ''}`);
    return;
  }
  outcome.passed += 1;
  outcome.slowest.push({ name: test.name, file: place(test), ms: test.details.duration_ms });
}

function onFail(outcome: Outcome, test: Finished): void {
  if (test.details.type === 'suite') return;
  outcome.failed += 1;
  say(`  FAILED  ${place(test)}  ${test.name}\n${describe(test.details.error)}`);
}

// Each file is a process, and so is each start of the program: compiled once for all, they begin in half the time.
const COMPILED = join(tmpdir(), `tutti-compiled-${userInfo().uid}`);

/** Runs test files, each in a process of its own, and adds to the outcome. No test fails by time alone. */
export async function runTests(outcome: Outcome, { files, env, concurrency = availableParallelism() }: Batch): Promise<void> {
  if (files.length === 0) return;
  const stream = run({ files: [...files], concurrency, env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, ...env }, cwd: ROOT } as Parameters<typeof run>[0]); // oxlint-disable-line node/no-process-env -- a child needs what we were given
  stream.on('test:pass', (test) => onPass(outcome, test as Finished));
  stream.on('test:fail', (test) => onFail(outcome, test as Finished));
  stream.on('test:stderr', ({ message }) => process.stderr.write(message));
  for await (const event of stream) {
    if (event.type === 'test:diagnostic' && event.data.level === 'error') say(`  ${event.data.message}`);
  }
}

/** The ten slowest, what was skipped and why, and the closing line. */
export function summary(outcome: Outcome): string {
  const slow = [...outcome.slowest].sort((a, b) => b.ms - a.ms).slice(0, 10).map(({ name, file, ms }) => `  ${(ms / 1000).toFixed(2).padStart(7)} s  ${file}  ${name}`);
  const lines = ['', 'The slowest:', ...slow];
  if (outcome.skips.length) lines.push('', 'Skipped:', ...outcome.skips.map((line) => `  ${line}`));
  return [...lines, '', `${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`].join('\n');
}
