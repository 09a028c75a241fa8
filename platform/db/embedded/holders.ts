import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, processMark } from './identify-process.ts';

/** One use of the server by one process; a process may have several. */
export type Holder = { readonly directory: string; readonly name: string };

/** Records that this process uses the server. */
export function hold(directory: string): Holder {
  mkdirSync(directory, { recursive: true });
  const name = `${process.pid}-${randomUUID().slice(0, 8)}`;
  writeFileSync(join(directory, name), `${processMark(process.pid) ?? ''}\n${identity(directory)}`);
  return { directory, name };
}

/** Forgets that use, and those of dead processes; true when nobody alive uses the server any more. */
export function letGo({ directory, name }: Holder): boolean {
  rmSync(join(directory, name), { force: true });
  return !existsSync(directory) || readdirSync(directory).filter((other) => stillHeld(directory, other)).length === 0;
}

function stillHeld(directory: string, name: string): boolean {
  const file = join(directory, name);
  try {
    const [mark = '', heldDirectory] = readFileSync(file, 'utf8').split('\n');
    if (heldDirectory === identity(directory) && isAlive(Number.parseInt(name, 10), mark)) return true;
    rmSync(file, { force: true });
  } catch {
    // it went while we looked
  }
  return false;
}

// Of the directory itself, whatever its name: a copy of it has copies of its holders, who hold another server.
const identity = (directory: string) => String(statSync(directory).ino);
