import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settingsFolder } from './settings.ts';

export type KeptSession = { readonly url: string; readonly email: string; readonly cookie: string };

const OWNER_ONLY = 0o600; // the cookie is as good as the password until it ends

const fileOf = () => join(settingsFolder(), 'session.json');

function readAll(): KeptSession[] {
  try {
    const kept: unknown = JSON.parse(readFileSync(fileOf(), 'utf8'));
    return Array.isArray(kept) ? kept as KeptSession[] : [];
  } catch {
    return []; // none kept yet, or not ours: signing in writes it anew
  }
}

/** The session that was kept for an address. */
export const findSession = (url: string): KeptSession | undefined => readAll().find((one) => one.url === url);

/** Keeps a session for the next commands, readable by its owner alone; returns the file. */
export function keepSession(session: KeptSession): string {
  const file = fileOf();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify([...readAll().filter((one) => one.url !== session.url), session], null, 2)}\n`, { mode: OWNER_ONLY });
  chmodSync(file, OWNER_ONLY); // the mode above only counts for a new file
  return file;
}
