import { relative } from 'node:path';
import { run } from 'node:test';
import { ROOT } from '#platform/config';

// One process of tests: runs the files it is given one after the other, and tells whoever forked it of each test.

type Told = { name: string; file?: string | undefined; line?: number | undefined; skip?: string | boolean; details: { duration_ms: number; type?: string; error?: Error } };

/** What a part tells of one test. */
export type TestReport = { readonly name: string; readonly place: string; readonly ms: number; readonly end: 'passed' | 'failed' | 'skipped'; readonly why: string };

const placeOf = ({ file, line }: Told) => (file ? `${relative(ROOT, file)}${line ? `:${line}` : ''}` : '');

function causeOf(error: Error | undefined): string {
  const cause = (error as { cause?: unknown })?.cause ?? error;
  const text = cause instanceof Error ? cause.stack ?? cause.message : String(cause);
  return text.split('\n').map((line) => `      ${line}`).join('\n');
}

const told: Promise<unknown>[] = [];
const tell = (report: TestReport) => void told.push(new Promise((resolve) => { process.send?.(report, resolve); }));
const stream = run({ files: process.argv.slice(2), isolation: 'none', cwd: ROOT });
stream.on('test:pass', (test: Told) => {
  if (test.details.type === 'suite') return;
  const isSkipped = test.skip !== undefined && test.skip !== false;
  tell({ name: test.name, place: placeOf(test), ms: test.details.duration_ms, end: isSkipped ? 'skipped' : 'passed', why: typeof test.skip === 'string' ? test.skip : '' });
});
stream.on('test:fail', (test: Told) => {
  if (test.details.type === 'suite') return;
  tell({ name: test.name, place: placeOf(test), ms: test.details.duration_ms, end: 'failed', why: causeOf(test.details.error) });
});
for await (const event of stream) {
  if (event.type === 'test:diagnostic' && event.data.level === 'error') process.stdout.write(`  ${event.data.message}\n`);
}
await Promise.all(told);
process.exit(0); // what a test left open holds nobody up
