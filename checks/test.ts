import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '#platform/config';
import { openCluster, stopOnSignals } from './cluster.ts';
import { prepareE2e } from './e2e-programs.ts';
import { noOutcome, runTests, summary } from './run-tests.ts';
import { prepareWebApp } from '../server/web-app.ts';

// The whole suite: rules first (milliseconds), then the server's tests, then the browser's. `npm test -- consent e2e/story` runs what matches.

const wanted = process.argv.slice(2);
const find = (...patterns: string[]) => globSync(patterns, { cwd: ROOT, exclude: ['**/node_modules/**'] })
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part))).sort().reverse().map((file) => join(ROOT, file)); // the story and the starts of the server take longest: they begin first
const say = (line: string) => void process.stdout.write(`${line}\n`);
/** So many files to a process. */
const inParts = (files: readonly string[], size: number) => Array.from({ length: Math.ceil(files.length / size) }, (_, part) => files.slice(part * size, (part + 1) * size));
const took = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const rules = find('modules/*/rules/**/*.test.ts', 'platform/*/rules/**/*.test.ts');
const server = find('{platform,modules,server,demo,cli,checks}/**/*.test.ts').filter((file) => !rules.includes(file));
const browser = find('e2e/*.e2e.ts');
const outcome = noOutcome();
const since = performance.now();

const cluster = await openCluster(false);
stopOnSignals(cluster);
try {
  if (browser.length || server.some((file) => file.endsWith('start.test.ts'))) await prepareWebApp(say); // once, before tests start the program side by side
  say(`Rules: ${rules.length} files`);
  await runTests(outcome, { parts: inParts(rules, 6), env: {} });
  say(`Server: ${server.length} files (${took(since)} so far)`);
  await runTests(outcome, { parts: inParts(server, 6), env: { TUTTI_TEST_URL: cluster.url } });
  say(`Browser: ${browser.length} files (${took(since)} so far)`);
  if (browser.length) {
    await using programs = await prepareE2e(cluster, say);
    await runTests(outcome, { parts: inParts(browser, 1), env: programs.env, concurrency: availableParallelism() + 1 }); // who waits for a page leaves room for one more
  }
} finally {
  await cluster.stop();
}
say(summary(outcome));
if (outcome.passed === 0) say('Nothing was tested.'); // a part of a name that no file has
process.exit(outcome.failed > 0 || outcome.passed === 0 ? 1 : 0);
