import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, processMark } from './identify-process.ts';

/** One use of the server by one process; a process may have several. */
export type Holder = { readonly directory: string; readonly name: string };

/** Records that this process uses the server. */
export function hold(directory: string): Holder {
  mkdirSync(directory, { recursive: true });
  const name = `${process.pid}-${randomUUID().slice(0, 8)}`;
  writeFileSync(join(directory, name), processMark(process.pid) ?? '');
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
    if (isAlive(Number.parseInt(name, 10), readFileSync(file, 'utf8'))) return true;
    rmSync(file, { force: true });
  } catch {
    // it went while we looked
  }
  return false;
}
