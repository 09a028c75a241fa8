import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINE, sql } from '#platform/db';
import type { Actor, Role } from '#platform/db';
import { Problem, type ProblemCode } from '#platform/problem';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { getCustomer } from '#customers';
import { makeAffiliation, makeCustomer, makeMembership } from '#customers/makers';
import { makeTerritory } from '#access/makers';
import { watchReads } from '#access';
import type { Route, RouteContext } from '#platform/http';
import { jobs, routes } from './modules.ts';
import { policy } from './policy.ts';

const PERSON_ROLES = ['administrator', 'market_access', 'marketing', 'contact_centre', 'medical', 'field', 'director', 'steward', 'reviewer', 'safety'] as const satisfies readonly Role[];
const refused = (code: ProblemCode) => (error: { code?: string }) => { assert.equal(error.code, code); return true; };

type Asked = { readonly method: Route['method']; readonly path: string; readonly input?: object };

/** Asks a route as somebody, past HTTP: permission, input and answer as there. */
async function ask<T>(db: TestDatabase, actor: Actor, { method, path, input = {} }: Asked): Promise<T> {
  const found = routes.find((one) => one.method === method && one.path === path);
  assert.ok(found, `${method} ${path}`);
  if (!policy.permissions[found.permission]?.includes(actor.role)) throw new Problem('request.not_allowed');
  const parsed = found.input.strict().parse(input);
  const answer = await found.handle({ db, actor, person: null, session: null, input: parsed, headers: {} } as unknown as RouteContext<never>);
  return (typeof answer === 'object' && answer !== null && 'raw' in answer ? answer : found.output.parse(answer)) as T;
}

type Explanation = { sees: boolean; customer: { name: string | null }; steps: { kind: string; holds: boolean; until: string | null }[]; sources: { kind: string; label: string; count: number }[]; holders: { kind: string; name: string }[]; remedies: { kind: string; roles: string[] }[] };
const explain = (db: TestDatabase, actor: Actor, input: { customerId: number; userId?: number }) => ask<Explanation>(db, actor, { method: 'GET', path: '/access/explain', input });
const chainHolds = ({ steps }: Explanation): boolean => {
  const ways = steps.filter(({ kind }) => kind === 'member' || kind === 'break_glass');
  return steps.filter((one) => !ways.includes(one)).every(({ holds }) => holds) && (ways.length === 0 || ways.some(({ holds }) => holds));
};

/** What a read as this person returns: the guard of the route, then the record under her role. */
async function reads(db: TestDatabase, actor: Actor, customerId: number): Promise<boolean> {
  if (!policy.permissions['customers:read']?.includes(actor.role)) return false;
  return db.read(actor, (tx) => getCustomer(tx, customerId)).then(() => true, (error: { code?: string }) => { assert.equal(error.code, 'request.not_found'); return false; });
}

async function world(db: TestDatabase) {
  const [adam, rae, owen, dana] = [await makePerson(db, { role: 'administrator', name: 'Adam' }), await makePerson(db, { role: 'field', name: 'Rae' }), await makePerson(db, { role: 'field', name: 'Owen' }), await makePerson(db, { role: 'field', name: 'Dana' })];
  const [mine, other, practice, patient] = [await makeCustomer(db, { name: 'Mine Own' }), await makeCustomer(db, { name: 'Other One', npi: '1234567893' }), await makeCustomer(db, { kind: 'hco', name: 'Lake Clinic' }), await makeCustomer(db, { kind: 'patient', name: 'Pat Ient' })];
  await makeMembership(db, { customerId: mine.customerId, userId: rae.userId });
  await makeMembership(db, { customerId: practice.customerId, userId: rae.userId });
  await makeAffiliation(db, { customerId: mine.customerId, toCustomerId: practice.customerId });
  await db.owner.run(sql`insert into customers.owner (customer_id, function, user_id) values (${mine.customerId}::bigint, 'sales', ${rae.userId}), (${other.customerId}::bigint, 'sales', ${owen.userId})`);
  await db.owner.run(sql`update access.person set manager_id = ${dana.userId} where user_id in (${owen.userId}, ${rae.userId})`);
  return { adam, rae, owen, dana, mine: mine.customerId, other: other.customerId, practice: practice.customerId, patient: patient.customerId };
}

const ASKED = { number: '1234567893', reason: 'customer_asked', words: 'she called me', minutes: 60 } as const;
const open = (db: TestDatabase, actor: Actor, input: Partial<Record<keyof typeof ASKED, unknown>> = {}) => ask<{ breakGlassId: number; customerName: string; until: string; open: boolean }>(db, actor, { method: 'POST', path: '/access/break-glass', input: { ...ASKED, ...input } });

test('the verdict is what a read as that person returns, for every role and kind of customer, and the chain agrees with it', async () => {
  await using db = await testDatabase();
  const { adam, rae, mine, other, practice, patient } = await world(db);
  const gone = await makePerson(db, { role: 'director', name: 'Gone' });
  await db.owner.run(sql`update access.person set state = 'inactive' where user_id = ${gone.userId}`);
  const people = [rae, adam];
  for (const role of PERSON_ROLES) people.push(await makePerson(db, { role, name: `A ${role}` }));
  await open(db, people.find(({ role, userId }) => role === 'field' && userId !== rae.userId) as Actor);
  for (const person of people) {
    for (const customerId of [mine, other, practice, patient, 999_999]) {
      const found = await explain(db, adam, { userId: person.userId, customerId });
      const message = `${person.role} ${person.userId} and ${customerId}`;
      assert.equal(found.sees, await reads(db, person, customerId), message);
      assert.equal(chainHolds(found), found.sees, `chain: ${message}`);
      assert.equal(found.remedies.length > 0, !found.sees && customerId !== patient, `remedies: ${message}`);
    }
  }
  const left = await explain(db, adam, { userId: gone.userId, customerId: mine });
  assert.deepEqual([left.sees, left.steps[0], left.remedies], [false, { kind: 'account', holds: false, words: null, until: null }, [{ kind: 'reactivate', roles: ['administrator'] }]]);
});

test('the chain names the record that made a customer somebody\'s work, and whose work she is otherwise', async () => {
  await using db = await testDatabase();
  const { adam, rae, mine, other, practice } = await world(db);
  const territoryId = await makeTerritory(db, { code: 'NY-07', name: 'Midtown', userId: rae.userId });
  await db.owner.run(sql`insert into access.territory_customer (customer_id, sales_force_id, territory_id, how, since_on) select ${mine}::bigint, t.sales_force_id, t.territory_id, 'include', '2026-01-05' from access.territory t where t.territory_id = ${territoryId}::integer`);
  const yes = await explain(db, adam, { userId: rae.userId, customerId: mine });
  assert.deepEqual(yes.sources.map(({ kind, label }) => [kind, label]), [['territory', 'Midtown'], ['owner', 'sales']]);
  const above = await explain(db, adam, { userId: rae.userId, customerId: practice });
  assert.deepEqual(above.sources.map(({ kind, label, count }) => [kind, label, count]), [['organisation', 'Mine Own', 1]]);
  const no = await explain(db, adam, { userId: rae.userId, customerId: other });
  assert.deepEqual([no.sees, no.sources, no.holders.map(({ kind, name }) => [kind, name])], [false, [], [['owner', 'Owen']]]);
  assert.deepEqual(no.remedies.map(({ kind }) => kind), ['assign', 'break_glass']);
});

test('everybody may ask about himself, and learns nothing of a customer whom he does not see; about others administrators alone', async () => {
  await using db = await testDatabase();
  const { rae, owen, mine, other } = await world(db);
  assert.equal((await explain(db, rae, { customerId: mine })).customer.name, 'Mine Own');
  const [hidden, unknown] = [await explain(db, rae, { customerId: other }), await explain(db, rae, { customerId: 999_999 })];
  assert.deepEqual([hidden.sees, hidden.customer.name, hidden.holders], [false, null, []]);
  const alike = ({ customer: _customer, ...rest }: Explanation) => rest;
  assert.deepEqual(alike(hidden), alike(unknown), 'unknown and forbidden read alike');
  await assert.rejects(explain(db, rae, { customerId: mine, userId: owen.userId }), refused('request.not_allowed'));
});

test('temporary access opens one customer at once, tells administrators, owner and manager, and ends by itself though no job has run', async () => {
  await using db = await testDatabase();
  const { rae, owen, dana, adam, other, mine } = await world(db);
  assert.equal(await reads(db, rae, other), false);
  const grant = await open(db, rae);
  assert.deepEqual([grant.customerName, grant.until, await reads(db, rae, other)], ['Other One', '2026-11-23T15:00:00.000Z', true]);
  const told = await db.owner.rows<{ userId: number }>(sql`select user_id from work.notification where kind = 'break_glass' order by user_id`);
  assert.deepEqual(told.map(({ userId }) => userId), [adam.userId, owen.userId, dana.userId].sort((a, b) => a - b));
  await assert.rejects(open(db, rae), refused('access.sees_already'));
  await assert.rejects(open(db, rae, { number: `C${mine}` }), refused('access.sees_already'));
  db.setNow('2026-11-23T14:59:59.000Z');
  assert.equal(await reads(db, rae, other), true);
  db.setNow('2026-11-23T15:00:00.000Z');
  assert.equal(await reads(db, rae, other), false);
  assert.deepEqual(await db.owner.rows(sql`select ended_at from access.break_glass`), [{ endedAt: null }], 'no job has run yet');
  await jobs['access.end-break-glass']?.({ db, log: undefined as never, signal: undefined as never }, undefined as never);
  assert.deepEqual(await db.owner.rows(sql`select ended_at, ended_by from access.break_glass`), [{ endedAt: '2026-11-23T15:00:00.000Z', endedBy: null }]);
  assert.equal((await open(db, rae)).open, true, 'it may be asked for anew');
});

test('temporary access ends early by her own hand, an administrator\'s, the owner\'s or his manager\'s, and by nobody else\'s', async () => {
  await using db = await testDatabase();
  const { rae, owen, dana, adam, other } = await world(db);
  const stranger = await makePerson(db, { role: 'field', name: 'Stranger' });
  const end = (actor: Actor, breakGlassId: number) => ask(db, actor, { method: 'POST', path: '/access/break-glass/:breakGlassId/end', input: { breakGlassId, reason: 'done' } });
  for (const actor of [rae, owen, dana, adam]) {
    const { breakGlassId } = await open(db, rae);
    await assert.rejects(end(stranger, breakGlassId), refused('request.not_found'));
    assert.equal(await reads(db, rae, other), true);
    await end(actor, breakGlassId);
    assert.equal(await reads(db, rae, other), false);
    await assert.rejects(end(adam, breakGlassId), refused('access.break_glass_over'));
  }
});

test('no patient, no number of nobody, no longer than four hours, and nobody whose role sees all', async () => {
  await using db = await testDatabase();
  const { rae, adam, patient, other } = await world(db);
  for (const number of [`C${patient}`, 'C999999', '9999999999', 'Other One']) await assert.rejects(open(db, rae, { number }), refused('access.no_such_customer'));
  await assert.rejects(open(db, rae, { minutes: 241 }));
  await assert.rejects(open(db, adam), refused('request.not_allowed'));
  const insert = (customerId: number, hours: number) => db.transaction(rae, (tx) => tx.run(sql`
    insert into access.break_glass (customer_id, user_id, reason, words, opened_at, until) values (${customerId}::bigint, ${rae.userId}, 'complaint', 'x', ${tx.now}::timestamptz, ${tx.now}::timestamptz + make_interval(hours => ${hours}::integer))`));
  await assert.rejects(insert(patient, 1), /break_glass_customer_id_check/);
  await assert.rejects(insert(other, 5), /four_hours_at_most/);
});

test('every read under temporary access stands in the trail with its route, lists and files as well, and no other read does', async () => {
  await using db = await testDatabase();
  const { rae, adam, other, mine } = await world(db);
  const grant = await open(db, rae);
  const answered = (route: string, body?: unknown, input: unknown = {}) => watchReads(db, { actor: rae, route, input, ...(body === undefined ? {} : { body }) });
  await answered('GET /customers/:customerId', { customerId: other });
  await answered('GET /customers', { rows: [{ customerId: mine }, { customerId: other }, { customerId: other }] });
  await answered('GET /customers/:customerId', { customerId: mine });
  await answered('GET /consent/decisions', { rows: [] }, { customerId: other });
  await answered('GET /some/export');
  await watchReads(db, { actor: adam, route: 'GET /customers/:customerId', input: {}, body: { customerId: other } });
  const list = () => ask<{ rows: { resource: string; rows: number }[] }>(db, adam, { method: 'GET', path: '/access/break-glass/:breakGlassId/reads', input: { breakGlassId: grant.breakGlassId } });
  const expected = [['GET /some/export', 1], ['GET /consent/decisions', 1], ['GET /customers', 2], ['GET /customers/:customerId', 1]];
  assert.deepEqual((await list()).rows.map(({ resource, rows }) => [resource, rows]), expected);
  db.setNow('2026-11-23T19:00:00.000Z');
  await answered('GET /customers/:customerId', { customerId: other });
  assert.equal((await list()).rows.length, expected.length);
});

test('deactivating a person ends her temporary access', async () => {
  await using db = await testDatabase();
  const { rae, adam } = await world(db);
  await open(db, rae);
  await ask(db, adam, { method: 'POST', path: '/access/people/:userId/deactivate', input: { userId: rae.userId, version: 1, reason: 'left' } });
  assert.deepEqual(await db.owner.rows(sql`select ended_at is null as open, ended_by from access.break_glass`), [{ open: false, endedBy: adam.userId }]);
});

test('what hangs on a person is counted by kind', async () => {
  await using db = await testDatabase();
  const { rae, dana, adam, mine } = await world(db);
  await db.owner.run(sql`insert into work.task (customer_id, kind, function, owner_id, state, title, created_at) values (${mine}::bigint, 'follow_up', 'sales', ${rae.userId}, 'requested', 'Call', now()), (${mine}::bigint, 'follow_up', 'sales', ${rae.userId}, 'completed', 'Called', now())`);
  await db.owner.run(sql`insert into field.visit (customer_id, user_id, state, starts_at, created_at) values (${mine}::bigint, ${rae.userId}, 'planned', '2026-11-25T15:00Z', now())`);
  const hangs = async (userId: number) => (await ask<{ rows: { kind: string; count: number }[] }>(db, adam, { method: 'GET', path: '/access/people/:userId/hangs-on', input: { userId } })).rows.map(({ kind, count }) => [kind, count]);
  assert.deepEqual(await hangs(rae.userId), [['task', 1], ['visit', 1], ['customer', 1]]);
  assert.deepEqual(await hangs(dana.userId), [['report', 2]]);
});

test('the policy in words is the policy that runs: every record, permission and route, and a reader of each', async () => {
  await using db = await testDatabase();
  const { adam } = await world(db);
  type Words = { records: { table: string; rights: { roles: string[]; read: string | null }[] }[]; permissions: { permission: string; roles: string[]; routes: unknown[] }[]; roles: { role: string; people: number }[] };
  const words = await ask<Words>(db, adam, { method: 'GET', path: '/access/policy' });
  assert.deepEqual(words.records.map(({ table }) => table), Object.keys(policy.tables));
  assert.deepEqual(words.permissions.map(({ permission }) => permission), Object.keys(policy.permissions));
  assert.equal(words.roles.find(({ role }) => role === 'field')?.people, 3);
  for (const { table, rights } of words.records) {
    const told = rights.filter(({ read }) => read !== null).flatMap(({ roles }) => roles).sort();
    const granted = await db.owner.rows<{ role: string }>(sql`select distinct replace(r::text, 'tutti_', '') as role from pg_policies, unnest(roles) r where r <> 'tutti_auth' and schemaname || '.' || tablename = ${table} and cmd = 'SELECT' order by 1`);
    assert.deepEqual(told, granted.map(({ role }) => role).sort(), table);
  }
});

test('a review asks managers for their people and administrators for the rest, and never oneself; what was decided is carried out by the same hand', async () => {
  await using db = await testDatabase();
  const { adam, dana, rae, owen } = await world(db);
  const eve = await makePerson(db, { role: 'administrator', name: 'Eve' });
  const review = await ask<{ reviewId: number; lines: number }>(db, adam, { method: 'POST', path: '/access/reviews', input: { name: 'Autumn', dueOn: '2026-11-30' } });
  assert.equal(review.lines, 5);
  type Line = { userId: number; customers: number; mine: boolean; decision: string | null; appliedAt: string | null; version: number };
  const lines = async (actor: Actor, show = 'all') => (await ask<{ rows: Line[] }>(db, actor, { method: 'GET', path: '/access/reviews/:reviewId/lines', input: { reviewId: review.reviewId, show } })).rows;
  const decide = async (actor: Actor, userId: number, input: object) => {
    const { version } = (await lines(adam)).find((line) => line.userId === userId) as Line;
    return ask(db, actor, { method: 'PUT', path: '/access/reviews/:reviewId/lines/:userId', input: { reviewId: review.reviewId, userId, version, ...input } });
  };
  const close = () => ask(db, adam, { method: 'POST', path: '/access/reviews/:reviewId/close', input: { reviewId: review.reviewId } });
  assert.deepEqual((await lines(dana)).map(({ userId }) => userId).sort(), [rae.userId, owen.userId].sort());
  assert.deepEqual((await lines(adam, 'mine')).map(({ userId }) => userId).sort(), [dana.userId, eve.userId].sort(), 'the rest, but not himself');
  assert.deepEqual((await lines(adam)).filter(({ userId }) => [rae.userId, adam.userId].includes(userId)).map(({ customers }) => customers).sort(), [2, 3]);
  await assert.rejects(lines(rae), refused('request.not_found'));
  await assert.rejects(decide(adam, adam.userId, { decision: 'keep' }), refused('access.own_line'));
  await assert.rejects(decide(dana, rae.userId, { decision: 'end' }), refused('request.invalid'));
  await decide(dana, rae.userId, { decision: 'end', reason: 'left us' });
  assert.equal((await db.owner.one<{ state: string }>(sql`select state from access.person where user_id = ${rae.userId}`)).state, 'active', 'a manager decides, an administrator carries out');
  await decide(dana, owen.userId, { decision: 'keep' });
  await decide(adam, dana.userId, { decision: 'change', newRole: 'director', reason: 'leads marketing now' });
  assert.equal((await db.owner.one<{ role: string }>(sql`select role from access.person where user_id = ${dana.userId}`)).role, 'director');
  await decide(adam, eve.userId, { decision: 'keep' });
  await decide(eve, adam.userId, { decision: 'keep' });
  await assert.rejects(close(), refused('access.review_not_done'));
  const waiting = (await lines(adam, 'waiting'))[0] as Line;
  await ask(db, adam, { method: 'POST', path: '/access/reviews/:reviewId/lines/:userId/carry-out', input: { reviewId: review.reviewId, userId: waiting.userId, version: waiting.version } });
  assert.equal((await db.owner.one<{ state: string }>(sql`select state from access.person where user_id = ${rae.userId}`)).state, 'inactive');
  assert.deepEqual((await db.owner.rows<{ reason: string }>(sql`select reason from audit.entry where action = 'access.deactivate_person'`)).map(({ reason }) => reason), ['Autumn: left us']);
  await close();
  await assert.rejects(decide(dana, owen.userId, { decision: 'end', reason: 'too late' }), refused('access.review_closed'));
  for (const statement of [sql`update access.review_line set reason = 'other'`, sql`delete from access.review_line`, sql`update access.review set name = 'other'`]) await assert.rejects(db.owner.run(statement), /is closed/);
  const { body } = await ask<{ body: string }>(db, adam, { method: 'GET', path: '/access/reviews/:reviewId/export', input: { reviewId: review.reviewId } });
  assert.match(body, /Rae,field,.*,2,,Dana,end,,left us,Dana,2026-11-23T14:00:00.000Z,Adam,2026-11-23T14:00:00.000Z/);
});

test('a review that is overdue closes with what nobody looked at said so', async () => {
  await using db = await testDatabase();
  const { adam } = await world(db);
  const { reviewId } = await ask<{ reviewId: number }>(db, adam, { method: 'POST', path: '/access/reviews', input: { name: 'Autumn', dueOn: '2026-11-24' } });
  const close = () => ask<{ state: string; decided: number }>(db, adam, { method: 'POST', path: '/access/reviews/:reviewId/close', input: { reviewId } });
  await assert.rejects(close(), refused('access.review_not_done'));
  db.setNow('2026-11-25T14:00:00.000Z');
  const closed = await close();
  assert.deepEqual([closed.state, closed.decided], ['closed', 0]);
  assert.match((await ask<{ body: string }>(db, adam, { method: 'GET', path: '/access/reviews/:reviewId/export', input: { reviewId } })).body, /not reviewed/);
});

test('the engine opens nothing for anybody: temporary access is asked for by a person', async () => {
  await using db = await testDatabase();
  const { rae, other } = await world(db);
  await assert.rejects(db.transaction(ENGINE, (tx) => tx.run(sql`insert into access.break_glass (customer_id, user_id, reason, words, opened_at, until) values (${other}::bigint, ${rae.userId}, 'complaint', 'x', ${tx.now}::timestamptz, ${tx.now}::timestamptz + interval '1 hour')`)), { code: '42501' });
});
