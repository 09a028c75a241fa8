import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policySqlOf } from '#platform/auth';
import { ROLES, sql } from '#platform/db';
import { compareReads, compareWrites, fillTables, makePerson, testDatabase, type OracleWorld, type TestDatabase } from '#platform/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#platform/config';
import { policy } from './policy.ts';

const tables = Object.keys(policy.tables);
const DEFINERS = ['access.customer_ids', 'access.end_sessions', 'access.function', 'access.team_ids', 'interactions.ensure_month', 'jobs.add_job', 'interactions.take_back', 'consent.take_back_grants']; // each pins its search_path and answers ids, counts or nothing

async function oracleWorld(db: TestDatabase): Promise<OracleWorld> {
  const [me, other, report] = [await makePerson(db, { role: 'field' }), await makePerson(db, { role: 'field' }), await makePerson(db, { role: 'field' })];
  const world = { me: me.userId, other: other.userId, report: report.userId, mine: 10, notMine: 20, patient: 1_000_000_000_001, function: 'sales' };
  await fillTables(db, policy, world);
  return world;
}

test('every table is under forced row-level security, every view runs as its reader, and nothing is open to everybody', async () => {
  await using db = await testDatabase();
  const ours = sql`n.nspname !~ '^(pg_|information_schema|graphile_worker|public|platform)'`;
  assert.deepEqual(await db.owner.rows(sql`select n.nspname || '.' || c.relname as open from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`), []);
  assert.deepEqual(await db.owner.rows(sql`select n.nspname || '.' || c.relname as view from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and (c.relkind = 'm' or c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false))`), []);
  assert.deepEqual(await db.owner.rows(sql`select n.nspname || '.' || c.relname as public from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a where ${ours} and a.grantee = 0`), []);
  const definers = await db.owner.rows<{ name: string; pinned: boolean }>(sql`
    select distinct n.nspname || '.' || p.proname as name, coalesce(p.proconfig::text like '%search_path%', false) as pinned from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} and p.prosecdef order by 1`);
  assert.deepEqual(definers.filter(({ name, pinned }) => !pinned || !(DEFINERS.includes(name) || name.startsWith('customers.'))), []);
  const listed = await db.owner.rows<{ name: string }>(sql`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and n.nspname not in ('auth', 'jobs') and c.relkind in ('r', 'p') and not c.relispartition order by 1`);
  assert.deepEqual(listed.map((row) => row.name), tables.toSorted(), 'a table without an entry in server/policy.ts can be reached by nobody: say who may');
});

test('the policy that is applied is the one that the policy file generates', () => {
  assert.equal(readFileSync(join(ROOT, 'migrations/policy.sql'), 'utf8'), policySqlOf(policy), 'run npm run generate');
});

test('each role reads exactly the rows that the policy file says, in every table', async () => {
  await using db = await testDatabase();
  const world = await oracleWorld(db);
  const differences = [];
  for (const table of tables) for (const role of ROLES) differences.push(...await compareReads(db, policy, { table, role, world }));
  assert.deepEqual(differences, []);
});

test('each role adds and removes exactly the rows that the policy file says, in every table', async () => {
  await using db = await testDatabase();
  const world = await oracleWorld(db);
  const differences = [];
  for (const table of tables) for (const role of ROLES) differences.push(...await compareWrites(db, policy, { table, role, world }));
  assert.deepEqual(differences, []);
});

test('taking any one policy away, or opening it to every row, is seen by the comparison', async () => {
  await using db = await testDatabase();
  const world = await oracleWorld(db);
  const policies = await db.owner.rows<{ table: string; name: string; command: string; using: string | null; check: string | null }>(sql`
    select schemaname || '.' || tablename as table, policyname as name, cmd as command, qual as using, with_check as check
      from pg_policies where policyname like 'read\_%' and schemaname not in ('auth', 'jobs', 'graphile_worker') order by 1, 2`);
  const survived: string[] = [];
  for (const one of policies) {
    const name = sql.id(...one.table.split('.'));
    const role = one.name.replace(/^read_/, '') as (typeof ROLES)[number];
    const noticed = async () => (await compareReads(db, policy, { table: one.table, role, world })).length > 0;
    if (one.using !== 'true') {
      await db.owner.run(sql`alter policy ${sql.id(one.name)} on ${name} using (true)`);
      if (!await noticed()) survived.push(`${one.table} ${one.name} opened`);
    }
    await db.owner.run(sql`drop policy ${sql.id(one.name)} on ${name}`);
    if (!await noticed()) survived.push(`${one.table} ${one.name} dropped`);
    await db.owner.run(sql`create policy ${sql.id(one.name)} on ${name} for select to ${sql.id(`tutti_${role}`)} using (${sql.trusted(one.using ?? 'true')})`);
  }
  assert.ok(policies.length > 200);
  assert.deepEqual(survived, []);
});
