import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '#platform/config';
import { AS_STARTED } from '../platform/testing/program.ts';
import { openCluster } from './cluster.ts';

// `npm run bench -- NAME [--keep FOLDER] …` runs bench/NAME.bench.ts on a durable embedded database of its own; in a folder that is kept, a world once made
// is copied instead of made again.

const known = globSync('bench/*.bench.ts', { cwd: ROOT }).map((file) => basename(file, '.bench.ts')).sort();
const { values: { keep }, positionals: [name, ...rest] } = parseArgs({ args: process.argv.slice(2), options: { keep: { type: 'string' } }, allowPositionals: true });
if (!name || !existsSync(join(ROOT, `bench/${name}.bench.ts`))) {
  process.stderr.write(`Name a benchmark: npm run bench -- NAME, where NAME is one of: ${known.join(', ') || '(there are none yet)'}\n`);
  process.exit(2);
}
const cluster = await openCluster(true, keep && resolve(keep));
try {
  const child = spawn(process.execPath, [...AS_STARTED, join(ROOT, `bench/${name}.bench.ts`), ...rest], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, TUTTI_TEST_URL: cluster.url } }); // oxlint-disable-line node/no-process-env -- a child needs what we were given
  process.on('SIGINT', () => undefined); // the benchmark ends by itself, then we stop the database
  process.exitCode = await new Promise<number>((resolve) => { child.once('close', (code) => resolve(code ?? 1)); });
} finally {
  await cluster.stop();
}
