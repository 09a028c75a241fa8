import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the server is: TUTTI_URL, else this machine. */
export const serverUrl = (): string => (process.env['TUTTI_URL'] || `http://127.0.0.1:${process.env['PORT'] || 8080}`).replace(/\/+$/, '');

/** Who signs in where nobody can be asked. */
export const givenAccount = (): { readonly email: string | undefined; readonly password: string | undefined } =>
  ({ email: process.env['TUTTI_EMAIL'], password: process.env['TUTTI_PASSWORD'] });

/** A key for programs, in the place of a session: `--key`, else TUTTI_KEY. */
let named: string | undefined;
export const useKey = (key: string | undefined): void => { named = key; };
export const givenKey = (): string | undefined => named ?? (process.env['TUTTI_KEY'] || undefined);

/** The folder of what is kept between commands. */
export const settingsFolder = (): string => join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'tutti');
