import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#platform/config';

// migrations/released.json: for each released version, the digests of the migrations it brought. What is named there is on somebody's machine and stays as it is.

export type Released = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const RELEASED_FILE = join(ROOT, 'migrations/released.json');
export const MIGRATIONS = join(ROOT, 'migrations');

export const readReleased = (): Released => JSON.parse(readFileSync(RELEASED_FILE, 'utf8')) as Released;

export const listMigrations = (folder: string = MIGRATIONS): string[] => readdirSync(folder).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();

/** Digest of each migration as it stands. */
export const digestsOf = (folder: string = MIGRATIONS): Record<string, string> =>
  Object.fromEntries(listMigrations(folder).map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]));

/** What has become of released migrations, and newcomers that would run in another order on a fresh database than on an upgraded one. */
export function findReleaseFaults(released: Released, present: Readonly<Record<string, string>>): string[] {
  const known = new Map(Object.values(released).flatMap((files) => Object.entries(files)));
  const last = [...known.keys()].sort().at(-1);
  const changed = [...known].flatMap(([name, digest]) => (!(name in present) ? [`${name} is released and gone`] : present[name] === digest ? [] : [`${name} is released and was edited: restore it and add a new one`]));
  const early = last === undefined ? [] : Object.keys(present).filter((name) => !known.has(name) && name < last).map((name) => `${name} is new and sorts before ${last}, which is released: give it a later number`);
  return [...changed, ...early];
}
