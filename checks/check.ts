import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '#platform/config';

// `npm run check`: everything that must hold before a merge, quickest first. `npm run check -- --no-tests` leaves the tests out.

type Check = { readonly name: string; readonly command: readonly string[] };

const BIN = join(ROOT, 'node_modules/.bin');
const node = (...args: string[]) => [process.execPath, ...args];
const CHECKS: readonly Check[] = [
  { name: 'generated files are current', command: node('checks/generate.ts', '--check') },
  { name: 'boundaries', command: node('checks/tiers.ts') },
  { name: 'habits', command: node('checks/habits.ts') },
  { name: 'lint', command: [join(BIN, 'oxlint'), '--quiet'] },
  { name: 'types of the program', command: [join(BIN, 'tsc'), '-p', '.'] },
  { name: 'types of the web app', command: [join(BIN, 'tsc'), '-p', 'web'] },
  { name: 'SQL', command: node('checks/sql.ts') },
  { name: 'personal data', command: node('checks/personal-data.ts') },
  { name: 'nothing unused', command: [join(BIN, 'knip')] },
  { name: 'tests', command: node('checks/test.ts') },
];

const wanted = CHECKS.filter(({ name }) => !(name === 'tests' && process.argv.includes('--no-tests')));
const failed: string[] = [];
for (const { name, command: [program = '', ...args] } of wanted) {
  const since = performance.now();
  const { status, error } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' });
  if (error || status !== 0) failed.push(name);
  process.stdout.write(`${error || status !== 0 ? 'FAILED' : 'ok'}  ${name}  ${((performance.now() - since) / 1000).toFixed(1)} s${error ? ` (${error.message})` : ''}\n`);
}
process.stdout.write(failed.length ? `Not green: ${failed.join(', ')}\n` : 'All green\n');
process.exitCode = failed.length ? 1 : 0;
