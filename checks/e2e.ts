import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '#platform/config';
import { openCluster, stopOnSignals } from './cluster.ts';
import { prepareE2e } from './e2e-programs.ts';
import { noOutcome, runTests, summary } from './run-tests.ts';

// `npm run e2e -- NAME …` runs e2e/NAME.e2e.ts in a real browser against the whole program; without a name, all of them.

const names = process.argv.slice(2);
const files = globSync('e2e/*.e2e.ts', { cwd: ROOT }).filter((file) => names.length === 0 || names.includes(basename(file, '.e2e.ts'))).sort();
if (files.length === 0) {
  process.stderr.write(`There is no such browser test: ${names.join(', ')}\n`);
  process.exit(2);
}
const say = (line: string) => void process.stdout.write(`${line}\n`);
const outcome = noOutcome();
const cluster = await openCluster(false);
stopOnSignals(cluster);
try {
  const programs = await prepareE2e(cluster, say);
  await runTests(outcome, { parts: files.map((file) => ({ files: [join(ROOT, file)], env: () => programs.env })), concurrency: 1 });
} finally {
  await cluster.stop();
}
say(summary(outcome));
process.exit(outcome.failed > 0 ? 1 : 0);
