import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#platform/config';
import { openCluster, stopOnSignals } from './cluster.ts';
import { prepareE2e } from './e2e-programs.ts';
import { noOutcome, runTests, summary } from './run-tests.ts';
import { smallPng } from './small-png.ts';

// `npm run pictures` plays the story in a browser and takes the pictures of docs/story.md on the way.

const FOLDER = join(ROOT, 'docs', 'story');
const MOST_BYTES = 150_000; // they are in every clone of the repository

const say = (line: string) => void process.stdout.write(`${line}\n`);
const outcome = noOutcome();
const cluster = await openCluster(false);
stopOnSignals(cluster);
try {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const programs = await prepareE2e(cluster, say);
  await runTests(outcome, { parts: [{ files: [join(ROOT, 'e2e/story.e2e.ts')], env: () => ({ ...programs.env, TUTTI_STORY_PICTURES: FOLDER }) }], concurrency: 1 });
} finally {
  await cluster.stop();
}
const tooLarge = readdirSync(FOLDER).filter((name) => {
  const small = smallPng(readFileSync(join(FOLDER, name)));
  writeFileSync(join(FOLDER, name), small);
  return small.length > MOST_BYTES;
});
if (tooLarge.length > 0) say(`Larger than ${MOST_BYTES / 1000} kB: ${tooLarge.join(', ')}`);
say(summary(outcome));
process.exit(outcome.failed > 0 || tooLarge.length > 0 ? 1 : 0);
