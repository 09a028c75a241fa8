import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '#platform/config';
import { openCluster } from './cluster.ts';

// `npm run bench -- NAME` runs bench/NAME.bench.ts on a durable embedded database of its own.

const known = globSync('bench/*.bench.ts', { cwd: ROOT }).map((file) => basename(file, '.bench.ts')).sort();
const [name, ...rest] = process.argv.slice(2);
if (!name || !existsSync(join(ROOT, `bench/${name}.bench.ts`))) {
  process.stderr.write(`Name a benchmark: npm run bench -- NAME, where NAME is one of: ${known.join(', ') || '(there are none yet)'}\n`);
  process.exit(2);
}
const cluster = await openCluster(true);
try {
  const child = spawn(process.execPath, [join(ROOT, `bench/${name}.bench.ts`), ...rest], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, TUTTI_TEST_URL: cluster.url } });
  process.on('SIGINT', () => undefined); // the benchmark ends by itself, then we stop the database
  process.exitCode = await new Promise<number>((resolve) => { child.once('close', (code) => resolve(code ?? 1)); });
} finally {
  await cluster.stop();
}
