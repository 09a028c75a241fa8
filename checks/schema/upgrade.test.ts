import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { policySqlOf, type Policy } from '#platform/auth';
import { migrate, queriesOn, ROLES, sql, type Queries } from '#platform/db';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { withOwner } from '../../platform/testing/with-owner.ts';
import { policy } from '../../server/policy.ts';
import { readAccess } from './catalogue.ts';
import { printAll } from './print.ts';
import { digestsOf, findReleaseFaults, listMigrations, MIGRATIONS, readReleased } from './released.ts';

/** A migrations folder of an earlier time: only these files, and a policy of that time. */
function earlierFolder(files: readonly string[], policySql: string | null) {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-migrations-'));
  for (const file of files) copyFileSync(join(MIGRATIONS, file), join(folder, file));
  if (policySql !== null) writeFileSync(join(folder, 'policy.sql'), policySql);
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A database with nothing in it, beside the given one and on the same server. */
async function emptyDatabase(beside: TestDatabase) {
  const name = `upgrade_${randomBytes(6).toString('hex')}`;
  await beside.owner.run(sql`create database ${sql.id(name)} template template0`);
  const url = Object.assign(new URL(beside.ownerUrl), { pathname: `/${name}` }).href;
  const look = <T>(work: (db: Queries) => Promise<T>): Promise<T> => withOwner(url, (client) => work(queriesOn(client)));
  return {
    look, migrateTo: (folder: string) => migrate({ ownerUrl: url, folder, appPassword: 'test' }),
    async [Symbol.asyncDispose]() { await beside.owner.run(sql`drop database if exists ${sql.id(name)} with (force)`); },
  };
}

/** An earlier policy that gave too much away: what it gave must be gone after the upgrade. */
function generousPolicy(files: readonly string[]): string | null {
  if (!files.some((file) => file.startsWith('0018_'))) return null; // the policy names the queue's schema
  const text = files.map((file) => readFileSync(join(MIGRATIONS, file), 'utf8')).join('\n');
  const made = new Set([...text.matchAll(/^create table ([\w."]+)/gm)].map(([, name = '']) => name.replaceAll('"', '')));
  const everything: Policy['tables'] = Object.fromEntries(Object.keys(policy.tables).filter((name) => made.has(name)).map((name) => [name, { read: [{ to: ROLES, rows: ['all'] }] }]));
  return policySqlOf({ ...policy, tables: everything });
}

/** Earlier states, shortest first: each released one, and two on the way, so that the way itself is proved before the first release. */
function earlierStates(): { readonly state: string; readonly files: readonly string[] }[] {
  const all = listMigrations();
  const released = Object.entries(readReleased());
  const states = released.map(([version], index) => ({ state: version, files: released.slice(0, index + 1).flatMap(([, files]) => Object.keys(files)).sort() }));
  return [...states, { state: 'half of the files', files: all.slice(0, Math.floor(all.length / 2)) }, { state: 'all files but the last', files: all.slice(0, -1) }].toSorted((a, b) => a.files.length - b.files.length);
}

test('a database that came through every earlier state has the same schema and the same rights as a fresh one', async () => {
  await using fresh = await testDatabase();
  const [schema, access] = [await printAll(fresh.owner), await readAccess(fresh.owner)];
  assert.ok(schema.includes('create table customers.customer (') && access.length > 500, 'the comparison sees tables and rights');
  await using database = await emptyDatabase(fresh);
  for (const { state, files } of earlierStates()) {
    using earlier = earlierFolder(files, generousPolicy(files));
    await database.migrateTo(earlier.folder);
    if (files.length < listMigrations().length) assert.notEqual(await database.look(printAll), schema, state);
  }
  assert.notDeepEqual(await database.look(readAccess), access, 'the earlier policy gave other rights');
  await database.migrateTo(MIGRATIONS);
  assert.equal(await database.look(printAll), schema);
  assert.deepEqual(await database.look(readAccess), access);
});

test('a migration that was edited after it ran is refused, and nothing is changed', async () => {
  await using fresh = await testDatabase();
  await using database = await emptyDatabase(fresh);
  const files = listMigrations().slice(0, 2);
  using folder = earlierFolder(files, null);
  await database.migrateTo(folder.folder);
  const before = await database.look(printAll);
  appendFileSync(join(folder.folder, files[0] as string), '\ncreate table access.added (id integer primary key);\n');
  await assert.rejects(database.migrateTo(folder.folder), /was edited after it was applied/);
  assert.equal(await database.look(printAll), before);
});

test('what a release brought stays as it was, and later migrations sort after it', () => {
  assert.deepEqual(findReleaseFaults(readReleased(), digestsOf()), []);
  const released = { '1.0.0': { '0001_a.sql': 'one', '0005_b.sql': 'two' } };
  assert.deepEqual(findReleaseFaults(released, { '0001_a.sql': 'one', '0005_b.sql': 'two', '0006_c.sql': 'three' }), []);
  assert.deepEqual(findReleaseFaults(released, { '0001_a.sql': 'other', '0003_c.sql': 'three' }), [
    '0001_a.sql is released and was edited: restore it and add a new one', '0005_b.sql is released and gone',
    '0003_c.sql is new and sorts before 0005_b.sql, which is released: give it a later number',
  ]);
});
