import { fork } from 'node:child_process';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '#platform/config';
import type { TestReport } from './test-part.ts';

export type Outcome = { passed: number; failed: number; skipped: number; readonly slowest: TestReport[]; readonly skips: string[] };
export type Environment = Readonly<Record<string, string>>;
/** Files that share a process, and what it is told once its turn has come. */
export type Part = { readonly files: readonly string[]; readonly env: () => Promise<Environment> | Environment };
/** Parts run side by side, in this order. */
export type Batch = { readonly parts: readonly Part[]; readonly concurrency: number };

const say = (line: string) => void process.stdout.write(`${line}\n`);

export const noOutcome = (): Outcome => ({ passed: 0, failed: 0, skipped: 0, slowest: [], skips: [] });

function take(outcome: Outcome, report: TestReport): void {
  outcome[report.end] += 1;
  if (report.end === 'failed') say(`  FAILED  ${report.place}  ${report.name}\n${report.why}`);
  else if (report.end === 'skipped') outcome.skips.push(`${report.place}  ${report.name}${report.why ? `: ${report.why}` : ''}`);
  else outcome.slowest.push(report);
}

// What a part and each start of the program compile is kept for all: they begin in half the time.
const COMPILED = join(tmpdir(), `tutti-compiled-${userInfo().uid}`);

/** One process; that it ends badly without a failed test is a failure of its own. */
async function runPart(outcome: Outcome, { files, env }: Part): Promise<void> {
  const before = outcome.failed;
  const child = fork(join(ROOT, 'checks/test-part.ts'), [...files], { cwd: ROOT, env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, ...await env() } }); // oxlint-disable-line node/no-process-env -- a child needs what we were given
  child.on('message', (report) => take(outcome, report as TestReport));
  const how = await new Promise<number | NodeJS.Signals | null>((resolve) => { child.once('close', (code, signal) => resolve(code ?? signal)); });
  if (how !== 0 && outcome.failed === before) take(outcome, { name: `its process ended with ${how}`, place: files.join(', '), ms: 0, end: 'failed', why: '' });
}

/** Runs test files part by part, and adds to the outcome. No test fails by time alone. */
export async function runTests(outcome: Outcome, { parts, concurrency }: Batch): Promise<void> {
  const next = parts.values();
  await Promise.all(Array.from({ length: concurrency }, async () => {
    for (const part of next) await runPart(outcome, part); // one after the other in each lane
  }));
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2).padStart(7)} s`;
const TOLD = 10;

/** The slowest tests and files, what was skipped and why, and the closing line. */
export function summary(outcome: Outcome): string {
  const tests = outcome.slowest.map(({ name, place, ms }) => ({ ms, text: `${place}  ${name}` }));
  const files = [...Map.groupBy(outcome.slowest, ({ place }) => place.split(':')[0] ?? '')].map(([text, own]) => ({ ms: own.reduce((sum, { ms }) => sum + ms, 0), text }));
  const slow = (list: readonly { ms: number; text: string }[]) => list.toSorted((a, b) => b.ms - a.ms).slice(0, TOLD).map(({ ms, text }) => `  ${seconds(ms)}  ${text}`);
  const skipped = outcome.skips.length ? ['', 'Skipped:', ...outcome.skips.map((line) => `  ${line}`)] : [];
  return ['', 'The slowest tests:', ...slow(tests), '', 'The slowest files:', ...slow(files), ...skipped, '', `${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`].join('\n');
}
