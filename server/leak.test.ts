import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { policySqlOf, type Grant, type Operation, type Policy } from '#platform/auth';
import { ROLES, sql } from '#platform/db';
import { serialiser, type Route } from '#platform/http';
import { compareReads, compareWrites, fillTables, makePerson, testDatabase, type OracleWorld, type TestDatabase } from '#platform/testing';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#platform/config';
import { cronOf } from './cron.ts';
import { jobs, routes } from './modules.ts';
import { ownRoutesDescribed } from './own-routes.ts';
import { policy } from './policy.ts';

const THOROUGH = process.env['TUTTI_THOROUGH'] === '1'; // eslint-disable-line -- how thorough a run is, is the caller's choice
const EVERY = 41; // of the policies in the quick run: no divisor of what recurs from table to table

const tables = Object.keys(policy.tables);
const DEFINERS = [
  'access.customer_ids', 'access.end_sessions', 'access.function', 'access.team_ids', 'interactions.ensure_month', 'jobs.add_job', 'interactions.take_back', 'consent.take_back_grants',
  'customers.changes_at', 'customers.decided_requests', 'customers.ids_alike', 'customers.ids_by_email', 'customers.ids_by_number', 'customers.ids_by_words', 'customers.ids_resembling', 'customers.merged_roots', 'customers.named_elsewhere',
]; // each pins its search_path and answers ids, counts or nothing

async function oracleWorld(db: TestDatabase): Promise<OracleWorld> {
  const [me, other, report] = [await makePerson(db, { role: 'field' }), await makePerson(db, { role: 'field' }), await makePerson(db, { role: 'field' })];
  const world = { me: me.userId, other: other.userId, report: report.userId, mine: 10, notMine: 20, patient: 1_000_000_000_001, function: 'sales' };
  await fillTables(db, policy, world);
  return world;
}

/** What may be reached past the policies, or by nobody, one line each. */
async function openDoors(db: TestDatabase): Promise<string[]> {
  const ours = sql`n.nspname !~ '^(pg_|information_schema|graphile_worker|public|platform)'`;
  const found = await db.owner.rows<{ name: string; why: string }>(sql`
    select n.nspname || '.' || c.relname as name, 'no forced row-level security' as why from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
    union all
    select n.nspname || '.' || c.relname, 'runs with its owner''s rights' from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and (c.relkind = 'm' or c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false))
    union all
    select n.nspname || '.' || c.relname, 'open to everybody' from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a where ${ours} and a.grantee = 0
    union all
    select n.nspname || '.' || p.proname, 'a definer without its search_path, or not on the list' from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where ${ours} and p.prosecdef and not (coalesce(p.proconfig::text like '%search_path%', false) and n.nspname || '.' || p.proname = any(${DEFINERS}::text[]))`);
  const listed = (await db.owner.rows<{ name: string }>(sql`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and n.nspname not in ('auth', 'jobs') and c.relkind in ('r', 'p') and not c.relispartition`)).map(({ name }) => name);
  return [...found.map(({ name, why }) => `${name}: ${why}`), ...listed.filter((name) => !tables.includes(name)).map((name) => `${name}: no entry in server/policy.ts says who may`), ...tables.filter((name) => !listed.includes(name)).map((name) => `${name}: in the policy, and nowhere else`)];
}

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

test('taking any one policy away, turning it round or opening it to every row is seen by the comparison, and so is a right that is given or taken', async (t) => {
  await using db = await testDatabase();
  const world = await oracleWorld(db);
  const policies = await db.owner.rows<{ table: string; name: string; command: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'; using: string | null; check: string | null }>(sql`
    select schemaname || '.' || tablename as table, policyname as name, cmd as command, qual as using, with_check as check
      from pg_policies where policyname ~ '^(read|insert|update|delete)_' and schemaname not in ('auth', 'jobs', 'graphile_worker') order by 1, 2`);
  const survived: string[] = [];
  let [mutations, place] = [0, 0];
  for (const one of policies) {
    place += 1;
    if (!THOROUGH && place % EVERY !== 0) continue;
    const [table, policyName] = [sql.id(...one.table.split('.')), sql.id(one.name)];
    const role = one.name.replace(/^[a-z]+?_/, '') as (typeof ROLES)[number];
    const holder = sql.id(`tutti_${role}`);
    const compare = one.command === 'SELECT' ? compareReads : compareWrites;
    const seen = async (what: string) => {
      mutations += 1;
      if ((await compare(db, policy, { table: one.table, role, world })).length === 0) survived.push(`${one.table} ${one.name} ${what}`);
    };
    const condition = one.using ?? one.check ?? 'true';
    const clauses = (text: string) => sql.trusted([...(one.using === null ? [] : [`using (${text})`]), ...(one.check === null ? [] : [`with check (${text})`])].join(' '));
    for (const [what, text] of [...(condition === 'true' ? [] : [['opened', 'true']]), ['turned round', `not coalesce((${condition}), false)`]] as const) {
      await db.owner.run(sql`alter policy ${policyName} on ${table} ${clauses(text as string)}`);
      await seen(what as string);
    }
    await db.owner.run(sql`drop policy ${policyName} on ${table}`);
    await seen('dropped');
    await db.owner.run(sql`create policy ${policyName} on ${table} for ${sql.trusted(one.command)} to ${holder} ${clauses(condition)}`);
    await db.owner.run(sql`revoke ${sql.trusted(one.command)} on ${table} from ${holder}`);
    await seen('right taken');
    await db.owner.run(sql`grant ${sql.trusted(one.command)} on ${table} to ${holder}`);
  }
  for (const table of THOROUGH ? tables : tables.slice(0, 6)) { // a right that the file gives to nobody of a role, with a policy that opens it
    const role = ROLES.find((one) => !(policy.tables[table]?.read ?? []).some((grant) => grant.to.includes(one)));
    if (!role) continue;
    const [name, holder] = [sql.id(...table.split('.')), sql.id(`tutti_${role}`)];
    await db.owner.run(sql`grant select on ${name} to ${holder}`);
    await db.owner.run(sql`create policy given on ${name} for select to ${holder} using (true)`);
    mutations += 1;
    if ((await compareReads(db, policy, { table, role, world })).length === 0) survived.push(`${table} given to ${role}`);
    await db.owner.run(sql`drop policy given on ${name}`);
    await db.owner.run(sql`revoke select on ${name} from ${holder}`);
  }
  t.diagnostic(`A11: ${mutations} mutations of ${policies.length} policies in the database, ${survived.length} not seen`);
  assert.ok(policies.length > 1000);
  assert.deepEqual(survived, []);
});

test('a grant, a role, a predicate or a class of fields that is changed in the policy file changes what is generated, and what is sent', (t) => {
  const sections = (text: string) => new Map(text.split(/\n(?=-- \w+\.\w+\n)/).map((part) => [/^-- (\S+)/.exec(part)?.[1] ?? '', part.trim()]));
  const committed = sections(readFileSync(join(ROOT, 'migrations/policy.sql'), 'utf8'));
  const survived: string[] = [];
  let mutations = 0;
  for (const [table, rules] of Object.entries(policy.tables)) for (const [operation, grants] of Object.entries(rules) as [Operation, readonly Grant[]][]) grants.forEach((grant, place) => {
    const others: readonly (Grant | null)[] = [null, { ...grant, to: grant.to.slice(1) }, { ...grant, rows: grant.rows.includes('all') ? ['professionals'] : ['all'] }, ...(grant.rows.length > 1 ? [{ ...grant, rows: grant.rows.slice(1) }] : [])];
    for (const other of others) {
      mutations += 1;
      const changed: Policy = { ...policy, tables: { [table]: { ...rules, [operation]: grants.flatMap((one, at) => (at !== place ? [one] : other ? [other] : [])) } } };
      if (sections(policySqlOf(changed)).get(table) === committed.get(table)) survived.push(`${table} ${operation} ${place}`);
    }
  });
  for (const [resource, fields] of Object.entries(policy.fields)) for (const [field, own] of Object.entries(fields)) {
    const schema = z.object({ [field]: z.string(), open: z.string() }).meta({ resource });
    const sent = (changed: Policy) => JSON.stringify(ROLES.map((role) => serialiser(schema, changed, role)({ [field]: 'x', open: 'y' })));
    const was = sent(policy);
    const oracle = JSON.stringify(ROLES.map((role) => ({ ...(policy.classes[role].includes(own) ? { [field]: 'x' } : {}), open: 'y' })));
    assert.equal(was, oracle, `${resource} ${field}`);
    const changes: [string, Policy][] = [
      ...(['open', 'medical', 'phi', 'safety', 'secret'] as const).filter((one) => one !== own).map((one): [string, Policy] => [`as ${one}`, { ...policy, fields: { ...policy.fields, [resource]: { ...fields, [field]: one } } }]),
      ...ROLES.map((role): [string, Policy] => [`${own} of ${role}`, { ...policy, classes: { ...policy.classes, [role]: policy.classes[role].includes(own) ? policy.classes[role].filter((one) => one !== own) : [...policy.classes[role], own] } }]),
    ];
    for (const [what, changed] of changes) { mutations += 1; if (sent(changed) === was) survived.push(`${resource}.${field} ${what}`); }
  }
  t.diagnostic(`A11: ${mutations} mutations of the policy file, ${survived.length} not seen`);
  assert.deepEqual(survived, []);
});

/** Routes that ask for a permission that nobody was given. */
const unnamed = (all: readonly Pick<Route, 'method' | 'path' | 'permission'>[]) => all.filter(({ permission }) => permission !== 'public' && !(permission in policy.permissions)).map(({ method, path }) => `${method} ${path}`);
/** What modules tell of, as their code says. */
const emittedIn = (text: string) => (/\bemit\(/.test(text) ? [...text.matchAll(/\btype: (?:\w+ \? '([a-z_]+\.[a-z_]+)' : )?'([a-z_]+\.[a-z_]+)'/g)].flatMap((match) => [match[1], match[2]].filter((type) => type !== undefined)) : []);
/** What may be told to whoever sees the customer, or to all where it is about none: ids and closed vocabularies, never protected text. The others carry a class. */
const HEARD: readonly string[] = [
  'cascade.approved', 'cascade.decided', 'cascade.proposed', 'case.closed', 'case.opened', 'consent.restricted', 'consent.withdrawn', 'customers.imported',
  'customers.merged', 'customers.unmerged', 'formulary.won', 'hand_over.requested', 'inquiry.answered', 'message.bounced', 'message.choice',
  'message.clicked', 'message.left', 'message.opened', 'message.replied', 'message.unsubscribed', 'person.added', 'privacy.erased', 'referral.requested',
  'safety.reported', 'signature.refused', 'task.completed', 'task.rejected', 'territory.realigned', 'visit.done', 'visit.planned',
];

test('a new route, view, function, table, job or event about which nobody said who may is refused', async () => {
  const all = [...ownRoutesDescribed(policy), ...routes];
  assert.deepEqual(unnamed(all), []);
  assert.deepEqual(unnamed([...all, { method: 'GET', path: '/new', permission: 'new:read' }]), ['GET /new']);
  assert.throws(() => cronOf('* * * * * new.job', jobs), /new\.job/);
  const sources = globSync(['modules/**/*.ts', 'platform/**/*.ts', 'server/**/*.ts'], { cwd: ROOT }).filter((file) => !file.endsWith('.test.ts')).map((file) => readFileSync(join(ROOT, file), 'utf8'));
  const emitted = [...new Set(sources.flatMap(emittedIn))].sort();
  assert.ok(emitted.length > 10, emitted.join());
  assert.deepEqual(emitted.filter((type) => !HEARD.includes(type)), [], 'say in HEARD that whoever sees the customer may hear of it, or give it a class');
  assert.deepEqual(emittedIn("await emit(tx, { type: 'new.thing', customerId })").filter((type) => !HEARD.includes(type)), ['new.thing']);
});

test('a table without forced row-level security, a view with its owner’s rights, a function that is not on the list and a right of everybody are found where they are made', async () => {
  await using db = await testDatabase();
  assert.deepEqual(await openDoors(db), []);
  const made: readonly (readonly [string, string])[] = [
    ['create table work.new_thing (a integer)', 'work.new_thing'], ['create view work.v_new as select 1 as a', 'work.v_new'], ['create materialized view work.new_kept as select 1 as a', 'work.new_kept'],
    ["create function work.new_door() returns integer language sql security definer set search_path = pg_catalog as 'select 1'", 'work.new_door'], ['grant select on work.task to public', 'work.task'], ['alter table work.task no force row level security', 'work.task'],
  ];
  for (const [statement, name] of made) {
    await db.owner.run(sql.trusted(statement));
    assert.ok((await openDoors(db)).some((found) => found.includes(name)), statement);
  }
});
