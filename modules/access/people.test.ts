import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import type { ProblemCode } from '#platform/problem';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { addPerson } from './add-person.ts';
import { changePerson, movePerson } from './change-person.ts';
import { getPerson, listPeople } from './reads/people.ts';
import { getTeam } from './reads/teams.ts';
import { addTeam, changeTeam, endTeam } from './save-team.ts';

const refused = (code: ProblemCode) => (error: { code?: string }) => { assert.equal(error.code, code); return true; };
const NEW = { name: 'Ada North', email: 'Ada.North@abc.example', role: 'field', roleTitle: 'Representative, Bronx', function: 'sales' } as const;
const entries = (db: TestDatabase, action: string) => db.owner.rows<Record<string, unknown>>(sql`select record_id, before, after, reason from audit.entry where action = ${action} order by entry_id`);

async function world(db: TestDatabase) {
  const [adam, eve, rep] = [await makePerson(db, { role: 'administrator', name: 'Adam' }), await makePerson(db, { role: 'administrator', name: 'Eve' }), await makePerson(db, { role: 'field', name: 'Rae' })];
  return { adam, eve, rep };
}

async function signInTwice(db: TestDatabase, userId: number): Promise<void> {
  await db.owner.run(sql`insert into auth.account (account_id, created_at) values (${`a${userId}`}, now())`);
  await db.owner.run(sql`update access.person set auth_id = ${`a${userId}`} where user_id = ${userId}::integer`);
  await db.owner.run(sql`insert into auth.session (session_id, token_hash, account_id, means, second_step, created_at, seen_at) select ${`s${userId}-`} || n, convert_to(${`t${userId}-`} || n, 'UTF8'), ${`a${userId}`}, 'password', 'none', now(), now() from generate_series(1, 2) n`);
}
const sessionsOf = async (db: TestDatabase, userId: number) => (await db.owner.one<{ count: number }>(sql`select count(*) from auth.session where account_id = ${`a${userId}`}`)).count;

test('a person is added once an address, whatever its capitals, and whoever invites hears of it', async () => {
  await using db = await testDatabase();
  const { adam } = await world(db);
  const userId = await addPerson(db, adam, { ...NEW, markets: ['US', 'CA'], languages: ['en', 'fr'], reason: 'new territory' });
  await assert.rejects(addPerson(db, adam, { ...NEW, email: 'ADA.NORTH@abc.example' }), refused('access.email_taken'));
  const person = await db.read(adam, (tx) => getPerson(tx, userId));
  assert.deepEqual([person.email, person.markets, person.languages, person.state, person.hasAccount], ['ada.north@abc.example', ['US', 'CA'], ['en', 'fr'], 'active', false]);
  assert.deepEqual(await db.owner.rows(sql`select type, data from events.event`), [{ type: 'person.added', data: { userId } }]);
  assert.deepEqual(await db.read(adam, (tx) => tx.rows(sql`select markets from access.v_person where user_id = ${userId}::integer`)), [{ markets: ['US', 'CA'] }]);
});

test('a change is kept with what was before, what is now and why; a stale one is refused', async () => {
  await using db = await testDatabase();
  const { adam, rep } = await world(db);
  const after = await changePerson(db, adam, { userId: rep.userId, version: 1, changes: { roleTitle: 'Representative, Queens', markets: ['US', 'MX'] }, reason: 'moved' });
  assert.deepEqual([after.version, after.roleTitle, after.markets], [2, 'Representative, Queens', ['US', 'MX']]);
  await assert.rejects(changePerson(db, adam, { userId: rep.userId, version: 1, changes: { name: 'R' }, reason: 'late' }), refused('request.conflict'));
  assert.deepEqual(await entries(db, 'access.change_person'), [{
    recordId: String(rep.userId), before: { roleTitle: 'field', markets: ['US'] }, after: { roleTitle: 'Representative, Queens', markets: ['US', 'MX'] }, reason: 'moved',
  }]);
});

test('a new role and a deactivation end her sessions in the same commit, a new title does not', async () => {
  await using db = await testDatabase();
  const { adam, eve, rep } = await world(db);
  await signInTwice(db, rep.userId);
  await signInTwice(db, eve.userId);
  await changePerson(db, adam, { userId: rep.userId, version: 1, changes: { roleTitle: 'Representative, Queens' }, reason: 'moved' });
  assert.equal(await sessionsOf(db, rep.userId), 2);
  await changePerson(db, adam, { userId: rep.userId, version: 2, changes: { role: 'medical' }, reason: 'is a liaison now' });
  assert.deepEqual([await sessionsOf(db, rep.userId), await sessionsOf(db, eve.userId)], [0, 2]);
  await movePerson(db, adam, { userId: eve.userId, version: 1, state: 'inactive', reason: 'left' });
  assert.equal(await sessionsOf(db, eve.userId), 0);
});

test('nobody changes his own role or deactivates himself, and one administrator always stays', async () => {
  await using db = await testDatabase();
  const { adam, eve } = await world(db);
  await assert.rejects(changePerson(db, adam, { userId: adam.userId, version: 1, changes: { role: 'director' }, reason: 'up' }), refused('access.own_role'));
  await assert.rejects(movePerson(db, adam, { userId: adam.userId, version: 1, state: 'inactive', reason: 'bye' }), refused('access.own_account'));
  await movePerson(db, adam, { userId: eve.userId, version: 1, state: 'inactive', reason: 'left' });
  await assert.rejects(movePerson(db, eve, { userId: adam.userId, version: 1, state: 'inactive', reason: 'revenge' }), refused('access.last_administrator'));
  const back = await movePerson(db, adam, { userId: eve.userId, version: 2, state: 'active', reason: 'came back' });
  assert.deepEqual([back.state, back.role, back.deactivatedAt], ['active', 'administrator', null]);
});

test('of two administrators who demote each other at the same moment one stays', async () => {
  await using db = await testDatabase();
  const { adam, eve } = await world(db);
  const outcomes = await Promise.allSettled([
    changePerson(db, adam, { userId: eve.userId, version: 1, changes: { role: 'director' }, reason: 'at once' }), changePerson(db, eve, { userId: adam.userId, version: 1, changes: { role: 'director' }, reason: 'at once' }),
  ]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.equal((await db.owner.one<{ count: number }>(sql`select count(*) from access.person where role = 'administrator' and state = 'active'`)).count, 1);
});

test('nobody answers to somebody who answers to her, nor to one who left', async () => {
  await using db = await testDatabase();
  const { adam, eve, rep } = await world(db);
  await changePerson(db, adam, { userId: rep.userId, version: 1, changes: { managerId: eve.userId }, reason: 'team' });
  await assert.rejects(changePerson(db, adam, { userId: eve.userId, version: 1, changes: { managerId: rep.userId }, reason: 'circle' }), refused('access.manager_circle'));
  await assert.rejects(changePerson(db, adam, { userId: eve.userId, version: 1, changes: { managerId: eve.userId }, reason: 'circle' }), refused('access.manager_circle'));
  const left = await addPerson(db, adam, NEW);
  await movePerson(db, adam, { userId: left, version: 1, state: 'inactive', reason: 'left' });
  await assert.rejects(changePerson(db, adam, { userId: rep.userId, version: 2, changes: { managerId: left }, reason: 'no' }), refused('access.manager_inactive'));
  const freed = await changePerson(db, adam, { userId: rep.userId, version: 2, changes: { managerId: null }, reason: 'alone' });
  assert.equal(freed.managerId, null);
});

test('administrators alone change people: the database refuses everybody else', async () => {
  await using db = await testDatabase();
  const { rep, eve } = await world(db);
  const director = await makePerson(db, { role: 'director' });
  await assert.rejects(changePerson(db, director, { userId: rep.userId, version: 1, changes: { role: 'administrator' }, reason: 'mine' }));
  await assert.rejects(addPerson(db, director, NEW));
  assert.equal((await db.owner.one<{ role: string }>(sql`select role from access.person where user_id = ${rep.userId}::integer`)).role, 'field');
  assert.equal((await db.read(eve, (tx) => getPerson(tx, rep.userId))).version, 1);
});

test('people come in pages by name, found by parts of name, address and title, by role, function, team and state', async () => {
  await using db = await testDatabase();
  const { adam } = await world(db);
  await db.owner.run(sql`
    insert into access.person (name, email, role, role_title, function, created_at)
    select 'Person ' || lpad(n::text, 5, '0'), 'p' || n || '@abc.example', case n % 2 when 0 then 'field' else 'medical' end, 'Liaison 100%', case n % 2 when 0 then 'sales' else 'medical' end, now() from generate_series(1, 10000) n`);
  await db.owner.run(sql`analyze access.person`);
  const list = (input: Partial<Parameters<typeof listPeople>[1]>) => db.read(adam, (tx) => listPeople(tx, { limit: 50, ...input }));
  const since = performance.now();
  const first = await list({});
  const second = await list({ cursor: first.nextCursor ?? undefined });
  assert.ok(performance.now() - since < 1_000, 'two pages of ten thousand people');
  assert.ok((first.rows.at(-1)?.name ?? '') < (second.rows[0]?.name ?? ''));
  assert.equal(new Set([...first.rows, ...second.rows].map(({ userId }) => userId)).size, 100);
  assert.deepEqual((await list({ q: 'p777@' })).rows.map(({ name }) => name), ['Person 00777']);
  assert.equal((await list({ q: '100%' })).rows.length, 50);
  assert.equal((await list({ q: '1%0' })).rows.length, 0, 'signs mean themselves');
  assert.ok((await list({ role: 'field', function: 'sales', state: 'active' })).rows.every(({ role }) => role === 'field'));
  assert.equal((await list({ state: 'inactive' })).rows.length, 0);
});

test('a team has a lead who belongs to it, a name of its own and members who are active', async () => {
  await using db = await testDatabase();
  const { adam, eve, rep } = await world(db);
  const values = { name: 'New York', leadId: eve.userId, function: 'sales', market: 'US', memberIds: [rep.userId], reason: 'set up' } as const;
  const team = await addTeam(db, adam, values);
  assert.deepEqual(team.memberRows.map(({ userId }) => userId).sort(), [eve.userId, rep.userId].sort());
  await assert.rejects(addTeam(db, adam, { ...values, name: 'NEW YORK' }), refused('access.team_name_taken'));
  await assert.rejects(addTeam(db, adam, { ...values, name: 'Other', memberIds: [99_999] }), refused('access.no_person'));
  const changed = await changeTeam(db, adam, { ...values, teamId: team.teamId, version: 1, leadId: null, memberIds: [], name: 'New York, East' });
  assert.deepEqual([changed.members, changed.version, changed.leadName], [0, 2, null]);
  await assert.rejects(changeTeam(db, adam, { ...values, teamId: team.teamId, version: 1 }), refused('request.conflict'));
  await endTeam(db, adam, { teamId: team.teamId, version: 2, reason: 'reorganised' });
  await assert.rejects(changeTeam(db, adam, { ...values, teamId: team.teamId, version: 3 }), refused('access.team_ended'));
  const again = await addTeam(db, adam, { ...values, name: 'New York, East' });
  assert.equal((await db.read(adam, (tx) => getTeam(tx, again.teamId))).members, 2);
  assert.deepEqual((await db.read(adam, (tx) => getPerson(tx, rep.userId))).memberOf, [{ teamId: again.teamId, name: 'New York, East', leads: false }]);
  assert.deepEqual((await entries(db, 'access.change_team')).map(({ before, after }) => [(before as { name: string }).name, (after as { name: string }).name]), [['New York', 'New York, East']]);
});
