import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { ROLES } from './actor.ts';

export type MigrateOptions = {
  /** A connection that may create roles and schemas. */
  readonly ownerUrl: string;
  /** Folder of the numbered migrations and of policy.sql. */
  readonly folder: string;
  /** Password of the login role, derived from the installation's secret. */
  readonly appPassword: string;
  readonly say?: (line: string) => void;
};

const MIGRATION_LOCK = 7_461_001;
const EARLIEST_SUPPORTED = 150_000;

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const loginOf = (database: string) => `tutti_app_${sha(database).slice(0, 12)}`;

/** The connection string of the login role for the database that the owner's connection string names. */
export function appUrl(ownerUrl: string, appPassword: string): string {
  const url = new URL(ownerUrl);
  url.username = loginOf(url.pathname.slice(1));
  url.password = appPassword;
  return url.href;
}

async function ensureRoles(client: pg.Client, login: string, password: string): Promise<void> {
  const groups = [...ROLES, 'auth', 'jobs'].map((role) => `tutti_${role}`);
  // Roles belong to the whole cluster, and two databases may be migrated at once.
  for (const role of groups) await client.query(`do $$ begin create role ${role} nologin noinherit; exception when duplicate_object or unique_violation then null; end $$`);
  const secret = password.replaceAll("'", "''");
  await client.query(`do $$ begin create role ${login} login noinherit; exception when duplicate_object or unique_violation then null; end $$`);
  await client.query(`alter role ${login} with login noinherit password '${secret}'`);
  const held = await client.query<{ name: string }>(
    'select r.rolname as name from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles l on l.oid = m.member where l.rolname = $1', [login]);
  const missing = groups.filter((group) => !held.rows.some((row) => row.name === group));
  if (missing.length) await client.query(`grant ${missing.join(', ')} to ${login}`);
  // Dropping and making policies needs no membership; SET ROLE in tests and tools does.
  await client.query(`grant ${groups.join(', ')} to current_user`).catch(() => undefined);
}

/** The login role has one password, made from the secret: whoever came last with another one would lock out those who are at work. */
async function assertSecret(client: pg.Client, login: string, password: string): Promise<void> {
  const known = await client.query<{ digest: string }>("select digest from platform.migration where name = 'secret'");
  if (known.rows[0] && known.rows[0].digest !== sha(password)) {
    const others = await client.query('select from pg_stat_activity where usename = $1 and datname = current_database() limit 1', [login]);
    if (others.rowCount) throw new Error('another Tutti process uses it with another secret. Give all of them the same TUTTI_SECRET.');
  }
  await client.query("insert into platform.migration (name, digest) values ('secret', $1) on conflict (name) do update set digest = excluded.digest, applied_at = now()", [sha(password)]);
}

async function applyFiles(client: pg.Client, folder: string, say: (line: string) => void): Promise<void> {
  const applied = new Map((await client.query<{ name: string; digest: string }>('select name, digest from platform.migration')).rows.map((row) => [row.name, row.digest]));
  const files = (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
  const pending: { name: string; text: string }[] = [];
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8');
    const known = applied.get(name);
    if (known && known !== sha(text)) throw new Error(`Migration ${name} was edited after it was applied. Restore it and add a new one.`);
    if (!known) pending.push({ name, text });
  }
  if (pending.length) say(`Preparing the database: ${pending.length} migrations`);
  for (const { name, text } of pending) {
    try {
      await client.query(`begin; ${text}; insert into platform.migration (name, digest) values ('${name}', '${sha(text)}'); commit`);
    } catch (cause) {
      await client.query('rollback');
      throw new Error(`Migration ${name} failed: ${(cause as Error).message}`, { cause });
    }
  }
}

/** policy.sql is generated whole from the policy file; it replaces every grant and policy there was. */
async function applyPolicy(client: pg.Client, folder: string): Promise<void> {
  const text = await readFile(join(folder, 'policy.sql'), 'utf8').catch(() => '');
  if (!text) return;
  const known = await client.query<{ digest: string }>("select digest from platform.migration where name = 'policy.sql'");
  if (known.rows[0]?.digest === sha(text)) return;
  await client.query('begin');
  try {
    await client.query(text);
    await client.query("insert into platform.migration (name, digest) values ('policy.sql', $1) on conflict (name) do update set digest = excluded.digest, applied_at = now()", [sha(text)]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`The access policy could not be applied: ${(cause as Error).message}`, { cause });
  }
}

async function assertVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: string; text: string }>("select current_setting('server_version_num') as number, current_setting('server_version') as text");
  if (Number(rows[0]?.number) < EARLIEST_SUPPORTED) throw new Error(`PostgreSQL ${rows[0]?.text} is too old: Tutti needs 15 or later.`);
}

/** Brings a database to the present schema and policy; safe to run from several processes at once. */
export async function migrate({ ownerUrl, folder, appPassword, say = () => undefined }: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'tutti-migrate' });
  await client.connect();
  try {
    await assertVersion(client);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const login = loginOf(new URL(ownerUrl).pathname.slice(1));
    await client.query('create schema if not exists platform');
    await client.query('create table if not exists platform.migration (name text primary key, digest text not null, applied_at timestamptz not null default now())');
    await assertSecret(client, login, appPassword);
    await ensureRoles(client, login, appPassword);
    await applyFiles(client, folder, say);
    await runMigrations({ connectionString: ownerUrl });
    await applyPolicy(client, folder);
  } finally {
    await client.end();
  }
}
