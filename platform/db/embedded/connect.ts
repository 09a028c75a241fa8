import { realpathSync } from 'node:fs';
import pg from 'pg';

export const OWNER = 'tutti';
export const DATABASE = 'tutti';

/** Where and with what password the owner reaches the server. */
export type Access = { readonly port: number; readonly password: string };

/** The owner's connection string; without TLS, because it never leaves the machine and the environment may ask for it (PGSSLMODE). */
export const ownerUrl = ({ port, password }: Access, database: string) =>
  `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;

/** Makes the database if there is none. */
export async function ensureDatabase(access: Access): Promise<void> {
  const maintenance = ownerUrl(access, 'postgres');
  const found = await ask(maintenance, `select datname from pg_database where datname = '${DATABASE}'`);
  if (found.length === 0) await ask(maintenance, `create database ${DATABASE}`);
}

/**
 * What a real connection finds: 'ready', 'busy' (a server that lets nobody in now, or nobody at all), or why it refused us.
 * The directory tells our server from another one at the same port.
 */
export async function probe(access: Access, directory: string): Promise<'ready' | 'busy' | { readonly refused: string }> {
  try {
    const [row] = await ask(ownerUrl(access, 'postgres'), `select current_setting('data_directory') as directory`);
    return row?.directory && realpathSync(row.directory) === realpathSync(directory) ? 'ready' : { refused: `it serves ${row?.directory}` };
  } catch (error) {
    const code = codeOf(error);
    if (code === '53300') return 'ready'; // every place taken: it lives, and the directory's lock says that it is ours
    const refusesUs = code === '28P01' || code === '28000' || code === '3D000';
    return refusesUs ? { refused: (error as Error).message } : 'busy';
  }
}

async function ask(connectionString: string, text: string): Promise<readonly Record<string, string>[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // the server may end between two questions; the question itself reports it
  try {
    await client.connect();
    return (await client.query<Record<string, string>>(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const codeOf = (error: unknown) => (error as { code?: string }).code;
