import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ROOT } from '#platform/config';
import { appUrl, migrate, openDatabase, queriesOn, startEmbedded, type Clock, type Db, type Queries } from '#platform/db';
import { withOwner } from './with-owner.ts';

/** A database of its own for one test, dropped by `await using`. */
export type TestDatabase = Db & {
  /** Straight to the tables, past every policy: for arranging and for looking. */
  readonly owner: Queries;
  readonly ownerUrl: string;
  readonly url: string;
  /** Moves the clock; it stands still otherwise. */
  setNow(instant: string): void;
  [Symbol.asyncDispose](): Promise<void>;
};

const APP_PASSWORD = 'test';
const TEMPLATE_LOCK = 7_461_003;
const MIGRATIONS = join(ROOT, 'migrations');
const START = '2026-11-23T14:00:00.000Z'; // a Monday morning in New York

let clusterUrl: Promise<string> | undefined;
let templateName: Promise<string> | undefined;

/** The server under all tests: TUTTI_TEST_URL when the runner started one, else an embedded one that the test processes share. */
function cluster(): Promise<string> {
  const named = process.env['TUTTI_TEST_URL']; // eslint-disable-line -- set by checks/test.ts for its children
  if (named) return Promise.resolve(named);
  clusterUrl ??= startEmbedded({ dataDir: join(tmpdir(), `tutti-test-${process.getuid?.() ?? 0}`), durable: false, say: () => undefined }).then((embedded) => {
    process.once('beforeExit', () => void embedded.stop());
    return embedded.url;
  });
  return clusterUrl;
}

const urlOf = (base: string, database: string) => Object.assign(new URL(base), { pathname: `/${database}` }).href;

/** One migrated database for each state of the migrations folder; tests clone it. */
async function template(): Promise<string> {
  const base = await cluster();
  const digest = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS).sort()) digest.update(file).update(readFileSync(join(MIGRATIONS, file)));
  const name = `template_${digest.digest('hex').slice(0, 16)}`;
  await withOwner(base, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [name]);
    if (rowCount) return;
    await client.query(`drop database if exists ${name}`);
    await client.query(`create database ${name}`);
    await migrate({ ownerUrl: urlOf(base, name), folder: MIGRATIONS, appPassword: APP_PASSWORD });
    await client.query(`alter database ${name} is_template true`);
  });
  return name;
}

/** Clones the migrated template: about a tenth of a second. `max` bounds the pool. */
export async function testDatabase({ clock, max = 4 }: { clock?: Clock; max?: number } = {}): Promise<TestDatabase> {
  templateName ??= template();
  const [source, base] = [await templateName, await cluster()];
  const name = `test_${randomBytes(6).toString('hex')}`;
  const ownerUrl = urlOf(base, name);
  await withOwner(base, async (client) => { await client.query(`create database ${name} template ${source} strategy file_copy`); });
  // The login role belongs to a database's name; clones share the template's.
  const url = Object.assign(new URL(appUrl(urlOf(base, source), APP_PASSWORD)), { pathname: `/${name}` }).href;
  let now = new Date(START);
  const db = openDatabase({ url, clock: clock ?? (() => now), max });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  owner.on('error', () => undefined);
  return {
    ...db,
    owner: queriesOn(owner),
    ownerUrl,
    url,
    setNow(instant) { now = new Date(instant); },
    async [Symbol.asyncDispose]() {
      await db.close();
      await owner.end();
      await withOwner(base, async (client) => { await client.query(`drop database if exists ${name} with (force)`); });
    },
  };
}
