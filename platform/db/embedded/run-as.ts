import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The ordinary user that the server runs as when we are root, because PostgreSQL refuses to run as root; null is ourselves. */
export type RunAs = { readonly uid: number; readonly gid: number; readonly name: string } | null;

/** What every child process gets: nothing of our environment (PGDATA and the like would mislead it), English messages. */
export const childOptions = (user: RunAs) => ({
  cwd: '/', // ours may be a directory that the other user cannot enter
  env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
  windowsHide: true,
  ...(user ? { uid: user.uid, gid: user.gid } : {}),
});

/** Picks who runs the server: the owner of the cluster when there is one, else `postgres`, else `nobody`; ourselves when we are not root. */
export function chooseUser(cluster: string | null): RunAs {
  const me = process.getuid?.();
  if (me === undefined) return null;
  const owner = cluster ? statSync(cluster) : undefined;
  if (me !== 0) {
    if (owner && owner.uid !== me) {
      throw new Error(`The database in ${cluster} belongs to user ${nameOf(owner.uid)}, not to ${nameOf(me)}: start Tutti as that user (or as root), or give it another data directory with TUTTI_DATA_DIR.`);
    }
    return null;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: nameOf(owner.uid) };
  const users = accounts();
  const user = users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody');
  if (!user || user.uid === 0) {
    throw new Error('PostgreSQL refuses to run as root and this system has neither a user "postgres" nor "nobody" to run it as: create one (useradd --system postgres), or start Tutti as an ordinary user.');
  }
  return user;
}

/** Whether the user can get to the directory: tried, because mode bits alone do not tell (ACLs, mounts, containers). */
export function canEnter(user: RunAs, directory: string): boolean {
  if (!user) return existsSync(directory);
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], { ...childOptions(user), stdio: 'ignore' });
  if (tried.error) {
    throw new Error(`Root may not start a process as user "${user.name}" here (${tried.error.message}), and PostgreSQL refuses to run as root: start Tutti as an ordinary user.`, { cause: tried.error });
  }
  return tried.status === 0;
}

/** A directory of ours that the user can enter, for what cannot stay where it is; nobody else may write in it. */
export function sharedDirectory(user: RunAs): string {
  const me = process.getuid?.() ?? 0;
  const candidates = [...(me === 0 ? ['/var/lib/tutti'] : []), join(tmpdir(), `tutti-${me}`), `/tmp/tutti-${me}`];
  const found = candidates.find((directory) => isOurs(directory, me) && canEnter(user, directory));
  if (!found) {
    throw new Error(`None of ${candidates.join(', ')} can be made a directory of ours that user "${user?.name ?? nameOf(me)}" may enter: make one writable, or start Tutti as an ordinary user from a directory of its own.`);
  }
  return found;
}

function isOurs(directory: string, me: number): boolean {
  try {
    mkdirSync(directory, { recursive: true });
    const made = lstatSync(directory); // not stat: in /tmp anybody could have laid a link of that name
    if (!made.isDirectory() || made.uid !== me) return false;
    chmodSync(directory, 0o755);
    return true;
  } catch {
    return false;
  }
}

const nameOf = (uid: number) => accounts().find((account) => account.uid === uid)?.name ?? String(uid);

function accounts(): NonNullable<RunAs>[] {
  if (!existsSync('/etc/passwd')) return [];
  return readFileSync('/etc/passwd', 'utf8').split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }] : []; // macOS writes nobody's id as -2
  });
}
