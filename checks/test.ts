import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '#platform/config';
import { openCluster, stopOnSignals } from './cluster.ts';
import { prepareE2e } from './e2e-programs.ts';
import { noOutcome, runTests, summary, type Environment, type Part } from './run-tests.ts';
import { prepareWebApp } from '../server/web-app.ts';

// The whole suite: rules, the server's tests and the browser's, side by side. `npm test -- consent e2e/story` runs what matches.

const FILES_IN_PART = 6;
const PROGRESS_MS = 30_000;
const WHILE_DEMO_LOADS = 6; // parts
// Browser tests that change nothing another of them looks at: one program and one browser serve them all.
const TOGETHER = /e2e\/(consent|field|insight|interactions|market-access|content|customers)\./;

const wanted = process.argv.slice(2);
const find = (...patterns: string[]) => globSync(patterns, { cwd: ROOT, exclude: ['**/node_modules/**'] })
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part))).sort().reverse().map((file) => join(ROOT, file)); // the story and the starts of the server take longest: they begin first
const say = (line: string) => void process.stdout.write(`${line}\n`);
const since = performance.now();
const soFar = () => `${((performance.now() - since) / 1000).toFixed(0)} s so far`;

const inParts = (files: readonly string[], size: number, env: () => Promise<Environment> | Environment): Part[] =>
  Array.from({ length: Math.ceil(files.length / size) }, (_, part) => ({ files: files.slice(part * size, (part + 1) * size), env }));

const rules = find('modules/*/rules/**/*.test.ts', 'platform/*/rules/**/*.test.ts');
const server = find('{platform,modules,server,demo,cli,checks,packages}/**/*.test.ts').filter((file) => !rules.includes(file));
const browser = find('e2e/*.e2e.ts');
const outcome = noOutcome();

const cluster = await openCluster(false);
stopOnSignals(cluster);
const progress = setInterval(() => say(`${outcome.passed} passed, ${outcome.failed} failed (${soFar()})`), PROGRESS_MS);
try {
  if (browser.length || server.some((file) => file.endsWith('start.test.ts'))) await prepareWebApp(say); // once, before tests start the program side by side
  say(`${rules.length} files of rules, ${server.length} of the server, ${browser.length} of the browser (${soFar()})`);
  const demo = browser.length ? prepareE2e(cluster, say) : undefined; // loads while the first of the others run
  demo?.catch(() => undefined); // whoever waits for it is told
  const own = inParts([...rules, ...server], FILES_IN_PART, () => ({ TUTTI_TEST_URL: cluster.url }));
  const withDemo = async () => (await demo)?.env ?? {};
  const pages = [...inParts(browser.filter((file) => !TOGETHER.test(file)), 1, withDemo), ...inParts(browser.filter((file) => TOGETHER.test(file)), browser.length, withDemo)];
  // What is short comes last, so that no core waits long for the other.
  await runTests(outcome, { parts: [...own.slice(0, WHILE_DEMO_LOADS), ...pages, ...own.slice(WHILE_DEMO_LOADS)], concurrency: availableParallelism() + 2 }); // who waits for a page or a clock leaves room for others
} finally {
  clearInterval(progress);
  await cluster.stop();
}
say(`${summary(outcome)} (${soFar()})`);
if (outcome.passed === 0) say('Nothing was tested.'); // a part of a name that no file has
process.exit(outcome.failed > 0 || outcome.passed === 0 ? 1 : 0);
