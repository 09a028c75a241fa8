import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, processMark } from './identify-process.ts';

const POLL_MS = 50;
const SAY_AFTER_MS = 3_000;
const GIVE_UP_MS = 15 * 60_000; // longer than a server may take to recover (server.ts), so a live owner is never robbed of its turn
const WRITTEN_WITHIN_MS = 5_000; // a lock is written microseconds after it is made; one without content is a killed process's

export type LockOptions = { readonly path: string; readonly say: (line: string) => void };

/** Runs the work while no other process on this machine runs work under the same path; a dead owner's lock is taken over. */
export async function withLock<T>({ path, say }: LockOptions, work: () => Promise<T>): Promise<T> {
  const mine = `${process.pid}\n${processMark(process.pid) ?? ''}\n${randomUUID()}`;
  const since = Date.now();
  let said = false;
  while (!take(path, mine)) {
    const waited = Date.now() - since;
    const owner = read(path)?.split('\n')[0] || 'unknown';
    if (waited > GIVE_UP_MS) throw new Error(`The database is being started or stopped by process ${owner} for 15 minutes; end that process and start again.`);
    if (!said && waited > SAY_AFTER_MS) {
      said = true;
      say(`Waiting for process ${owner}, which is starting or stopping the database.`);
    }
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    if (read(path) === mine) rmSync(path, { force: true });
  }
}

function take(path: string, mine: string): boolean {
  if (create(path, mine)) return true;
  if (isStale(path)) removeStale(path);
  return false;
}

// Two processes may both find the lock stale: the second must not remove what the first has put in its place. Nothing here
// awaits, so the guard lives for microseconds; it is dropped by its age in case a process was killed within them.
function removeStale(path: string): void {
  const guard = `${path}.takeover`;
  if (create(guard, '')) {
    if (isStale(path)) rmSync(path, { force: true });
    rmSync(guard, { force: true });
  } else if (age(guard) > WRITTEN_WITHIN_MS) {
    rmSync(guard, { force: true });
  }
}

function isStale(path: string): boolean {
  const [pid, mark, nonce] = (read(path) ?? '').split('\n');
  if (!pid || mark === undefined || !nonce) return age(path) > WRITTEN_WITHIN_MS;
  return !isAlive(Number(pid), mark);
}

function create(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function age(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
