#!/usr/bin/env node
// The way in for every Node: the program itself is TypeScript that Node 24 runs as written, so an older Node hands over to the one of this package.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const OLDEST = 24;
const main = new URL('./main.ts', import.meta.url);
if (Number(process.versions.node.split('.')[0]) >= OLDEST) await import(main.href);
else {
  const own = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  const { status, error, signal } = spawnSync(own, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  if (error) process.stderr.write(`tutti needs Node ${OLDEST} or newer and found ${process.version}; the one at ${own} did not start. Run npm ci in the folder of Tutti.\n`);
  process.exitCode = signal ? 130 : status ?? 1;
}
