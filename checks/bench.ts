import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '#platform/config';
import { AS_STARTED } from '../platform/testing/program.ts';
import { openCluster } from './cluster.ts';

// `npm run bench -- NAME [--keep FOLDER] [--save] …` runs bench/NAME.bench.ts on a durable embedded database of its own; in a folder that is kept, a world
// once made is copied instead of made again. Its figures are shown beside the committed ones; `--save` commits them anew. Machines differ: compare ratios.

type Figure = { readonly value: number; readonly unit: string; readonly floor?: number; readonly ratio?: number };
type Result = { readonly bench: string; readonly figures: Readonly<Record<string, Figure>> };

const { values: { keep, save }, positionals: [name, ...rest] } = parseArgs({ args: process.argv.slice(2), options: { keep: { type: 'string' }, save: { type: 'boolean' } }, allowPositionals: true });
const known = globSync('bench/*.bench.ts', { cwd: ROOT }).map((file) => basename(file, '.bench.ts')).sort();
if (!name || !known.includes(name)) {
  process.stderr.write(`Name a benchmark: npm run bench -- NAME, where NAME is one of: ${known.join(', ')}\n`);
  process.exit(2);
}
const baseline = join(ROOT, `bench/${name}.baseline.json`);

/** Runs the benchmark, shows what it says, and returns its last line. */
async function run(url: string): Promise<{ code: number; last: string }> {
  const child = spawn(process.execPath, [...AS_STARTED, join(ROOT, `bench/${name}.bench.ts`), ...rest], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TUTTI_TEST_URL: url } }); // oxlint-disable-line node/no-process-env -- a child needs what we were given
  process.on('SIGINT', () => undefined); // the benchmark ends by itself, then we stop the database
  let tail = '';
  for await (const text of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    process.stdout.write(text);
    tail = `${tail}${text}`.slice(-20_000);
  }
  const code = child.exitCode ?? await new Promise<number>((done) => { child.once('close', (ended) => done(ended ?? 1)); });
  return { code, last: tail.trimEnd().split('\n').at(-1) ?? '' };
}

function compare({ figures }: Result): void {
  if (!existsSync(baseline)) return;
  const before = JSON.parse(readFileSync(baseline, 'utf8')) as Result;
  const shown = (figure?: Figure) => (figure ? `${figure.value} ${figure.unit}${figure.ratio === undefined ? '' : ` (${figure.ratio} × its floor)`}` : 'none');
  for (const [figure, now] of Object.entries(figures)) process.stderr.write(`${figure}: ${shown(now)}; committed: ${shown(before.figures[figure])}\n`);
}

const cluster = await openCluster(true, keep && resolve(keep));
try {
  const { code, last } = await run(cluster.url);
  process.exitCode = code;
  if (code === 0) {
    const result = JSON.parse(last) as Result;
    compare(result);
    if (save) writeFileSync(baseline, `${JSON.stringify({ ...result, on: new Date().toISOString().slice(0, 10), machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}` }, null, 2)}\n`);
  }
} finally {
  await cluster.stop();
}
