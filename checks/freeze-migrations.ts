import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#platform/config';
import { digestsOf, findReleaseFaults, readReleased, RELEASED_FILE } from './schema/released.ts';

// Part of a release: writes down which migrations this version brings. From then on the tests hold them fixed and prove the upgrade from them.

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const [released, present] = [readReleased(), digestsOf()];
const faults = version in released ? [`${version} is frozen already`] : findReleaseFaults(released, present);
if (faults.length === 0) {
  const before = new Set(Object.values(released).flatMap(Object.keys));
  const brought = Object.fromEntries(Object.entries(present).filter(([name]) => !before.has(name)));
  writeFileSync(RELEASED_FILE, `${JSON.stringify({ ...released, [version]: brought }, null, 2)}\n`);
}
process.stdout.write(faults.length ? `${faults.join('\n')}\n` : `${version}: ${Object.keys(present).length} migrations are frozen\n`);
process.exitCode = faults.length ? 1 : 0;
