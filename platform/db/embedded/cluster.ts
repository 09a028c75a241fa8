import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { appendFileSync, chmodSync, chownSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { OWNER } from './connect.ts';
import { canEnter, childOptions, sharedDirectory } from './run-as.ts';
import type { RunAs } from './run-as.ts';
import { settingsFile } from './settings.ts';

/** Where the parts are: `state` is ours, below the data directory; `pg` is the cluster, there or away. */
export type Cluster = {
  readonly state: string;
  readonly pg: string;
  readonly password: string;
  readonly user: RunAs;
  readonly binaries: Binaries;
  readonly say: (line: string) => void;
};

type Pointer = { readonly place: string; readonly state: string };

const pointerFile = (state: string) => join(state, 'place.json');
const ownerFile = (place: string) => join(place, 'owner');
const placeName = (state: string) => createHash('sha256').update(state).digest('hex').slice(0, 16);

/** The directory that holds the cluster, or null before the first start. */
export function findPlace(state: string, say: (line: string) => void): string | null {
  const pointer = readPointer(state);
  if (!pointer) return existsSync(join(state, 'pg')) ? state : null;
  if (pointer.state !== state) {
    if (isCopyOf(pointer, state)) {
      say(`${state} is a copy of ${pointer.state}, whose database stays with the original: starting with an empty one ("tutti backup" and "tutti restore" copy a database).`);
      rmSync(pointerFile(state));
      return null;
    }
    writePointer({ place: pointer.place, state }); // the directory was moved
  }
  if (!existsSync(join(pointer.place, 'pg'))) {
    throw new Error(`The database of ${state} was in ${pointer.place} and is gone: bring it back from a backup, or remove ${pointerFile(state)} to start with an empty one.`);
  }
  return pointer.place;
}

/** Chooses where a new cluster goes: below the data directory, or away when the server's user cannot get there. */
export function choosePlace(state: string, user: RunAs, say: (line: string) => void): string {
  if (canEnter(user, state)) return state;
  const shared = realpathSync(sharedDirectory(user));
  const place = firstFree(join(shared, placeName(state)));
  const reason = `user "${user?.name}", who runs PostgreSQL because it refuses root, may not enter ${state}`;
  say(`Keeping the database in ${place}: ${reason}.`);
  if (!shared.startsWith('/var/lib/')) say(`Beware: ${shared} may be emptied by the system; set TUTTI_DATA_DIR to a lasting directory that "${user?.name}" may enter.`);
  return place;
}

/**
 * Clusters away from a data directory that knows nothing of them: it was removed or moved, to start anew, or its disk is not mounted.
 * They may be somebody's only data, so people remove them.
 */
export function leftOver(place: string, state: string): string[] {
  const shared = dirname(place);
  if (place === state || !existsSync(shared)) return [];
  return readdirSync(shared)
    .filter((name) => name.startsWith(placeName(state)))
    .map((name) => join(shared, name))
    .filter((other) => other !== place && existsSync(join(other, 'pg')) && existsSync(ownerFile(other)) && readFileSync(ownerFile(other), 'utf8') === state);
}

/** Half-made clusters of killed starts. Each has its own name: a killed program's initdb may still be writing for a moment. */
function removeHalfMade(place: string): void {
  for (const name of readdirSync(place).filter((entry) => entry.startsWith('pg.new'))) {
    rmSync(join(place, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Makes the cluster, all or nothing, and notes where it is. */
export async function createCluster(cluster: Cluster, place: string, durable: boolean): Promise<void> {
  mkdirSync(place, { recursive: true });
  if (place !== cluster.state) {
    chmodSync(place, 0o755);
    writeFileSync(ownerFile(place), cluster.state);
  }
  removeHalfMade(place);
  const fresh = join(place, `pg.new-${randomUUID().slice(0, 8)}`);
  const passwordForInitdb = `${fresh}.password`;
  try {
    mkdirSync(fresh, { mode: 0o700 });
    giveTo(cluster.user, fresh);
    writeFileSync(passwordForInitdb, `${cluster.password}\n`, { mode: 0o600 });
    giveTo(cluster.user, passwordForInitdb);
    await runInitdb(cluster, { directory: fresh, passwordFile: passwordForInitdb, durable });
    appendFileSync(join(fresh, 'postgresql.conf'), `\ninclude_if_exists = 'tutti.conf'\n`);
    renameSync(fresh, cluster.pg);
    if (durable) flush(place);
    if (place !== cluster.state) writePointer({ place, state: cluster.state }); // last: it says that there is a cluster
  } finally {
    rmSync(passwordForInitdb, { force: true });
    removeHalfMade(place); // once more: what a killed program's initdb wrote while ours ran
  }
}

/** Writes the settings for this machine beside the cluster's own. */
export function writeSettings({ pg, user }: Cluster, text: { readonly durable: boolean; readonly settings: Readonly<Record<string, string>> }): void {
  const file = join(pg, 'tutti.conf');
  writeFileSync(file, settingsFile(text.durable, text.settings), { mode: 0o600 });
  giveTo(user, file);
}

/** Refuses a cluster that these binaries cannot read. */
export function checkVersion({ pg, binaries }: Cluster): void {
  const made = readFileSync(join(pg, 'PG_VERSION'), 'utf8').trim();
  const major = binaries.version.split('.')[0];
  if (made !== major) {
    throw new Error(`The database in ${pg} was made by PostgreSQL ${made} and this release brings PostgreSQL ${binaries.version}: run "tutti backup" with the release you had, move the directory away, and "tutti restore" with this one.`);
  }
}

/** The owner's password, made at the first start and kept where only our user may read it. */
export function ownerPassword(state: string, exists: boolean): string {
  const file = join(state, 'password');
  if (existsSync(file)) {
    const password = readFileSync(file, 'utf8').trim();
    if (password) return password;
  }
  if (exists) throw new Error(`The password of the embedded database is missing in ${file}: bring the file back, or move the database away to start with an empty one.`);
  const password = randomBytes(24).toString('hex');
  const half = `${file}.new`;
  writeFileSync(half, `${password}\n`, { mode: 0o600 });
  flush(half);
  renameSync(half, file);
  return password;
}

type InitdbOptions = { readonly directory: string; readonly passwordFile: string; readonly durable: boolean };

async function runInitdb({ binaries, user }: Cluster, { directory, passwordFile, durable }: InitdbOptions): Promise<void> {
  const child = spawn(binaries.initdb, [
    '-D', directory, '-U', OWNER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
    // The built-in provider sorts and folds alike on every machine, whatever its C library and ICU.
    '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
    '--data-checksums', '--no-instructions', ...(durable ? [] : ['--no-sync']),
  ], { ...childOptions(user), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const failure = await new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? null : `initdb ended with ${signal ?? code}`));
  });
  if (failure) {
    throw new Error(`The database could not be made in ${directory} (${failure}): see what initdb said, mend it (most often a full disk or a directory that may not be written) and start again.\n${output.trim().split('\n').slice(-15).join('\n')}`);
  }
}

function readPointer(state: string): Pointer | null {
  const file = pointerFile(state);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Pointer : null;
}

function writePointer(pointer: Pointer): void {
  writeFileSync(ownerFile(pointer.place), pointer.state);
  const file = pointerFile(pointer.state);
  writeFileSync(`${file}.new`, `${JSON.stringify(pointer)}\n`);
  flush(`${file}.new`);
  renameSync(`${file}.new`, file);
}

function firstFree(place: string): string {
  for (let copy = 1; ; copy++) {
    const name = copy === 1 ? place : `${place}-${copy}`;
    if (!existsSync(join(name, 'pg'))) return name;
  }
}

// The original still points there, and is not this very directory reached by another path (a bind mount).
function isCopyOf(pointer: Pointer, state: string): boolean {
  const original = statSync(pointerFile(pointer.state), { throwIfNoEntry: false });
  const here = statSync(pointerFile(state));
  return original !== undefined && !(original.ino === here.ino && original.dev === here.dev) && readPointer(pointer.state)?.place === pointer.place;
}

function giveTo(user: RunAs, path: string): void {
  if (user) chownSync(path, user.uid, user.gid);
}

function flush(path: string): void {
  if (process.platform === 'win32') return; // cannot open directories
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}
