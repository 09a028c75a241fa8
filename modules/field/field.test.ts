import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { sql } from '#platform/db';
import type { StoredEvent } from '#platform/events';
import type { Problem } from '#platform/problem';
import { makeTerritory } from '#access/makers';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { createTasks, handlers as workHandlers, requestHandOver } from '#work';
import { acceptVisit, assignCustomers, declineVisit, handlers, planVisit, readDay, readPractice, reportVisit, routes } from './index.ts';
import { makeFieldWorld, type FieldWorld } from './makers.ts';
import { listPlanned } from './reads/visits.ts';

const codeOf = (error: unknown) => (error as Problem).code;
const refusalOf = (error: unknown) => (error as Problem).details['refusal'];

async function world(): Promise<FieldWorld & { db: TestDatabase; [Symbol.asyncDispose](): Promise<void> }> {
  const db = await testDatabase();
  const made = await makeFieldWorld(db);
  await assignCustomers(db, made.dana, { territoryId: made.territoryId, customerIds: [...made.doctorIds], reason: 'start' });
  return { db, ...made, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
}

async function deliver(db: TestDatabase): Promise<void> {
  const events = await db.owner.rows<StoredEvent>(sql`select event_id, customer_id, type, class, subject, data, actor_id, occurred_at from events.event order by event_id`);
  const context = { db, log: pino({ level: 'silent' }), signal: new AbortController().signal };
  for (const event of events) for (const handler of [...handlers, ...workHandlers].filter((one) => one.types.includes(event.type))) await handler.handle(context, event);
}

const ask = (w: FieldWorld & { db: TestDatabase }, customerId: number) => w.db.transaction(w.priyanka, (tx) =>
  requestHandOver(tx, { customerId, kind: 'visit_request', wish: 'visit', preferredTime: 'early_morning', productId: w.productId }));

const membership = async (w: FieldWorld & { db: TestDatabase }) => (await w.db.owner.rows<{ customerId: number }>(sql`select customer_id from access.membership where user_id = ${w.michael.userId} order by 1`)).map(({ customerId }) => customerId);

test('whoever holds a territory sees its customers and the organisations above them, and nobody else', async () => {
  await using w = await world();
  const stranger = await w.db.owner.one<{ customerId: number }>(sql`insert into customers.customer (kind, name, sort_name, source, created_at, updated_at) values ('hcp', 'Nora Fields', 'nora fields', 'test', now(), now()) returning customer_id`);
  assert.deepEqual(await membership(w), [w.payerId, w.planId, w.practiceId, ...w.doctorIds].toSorted((a, b) => a - b));
  const seen = await w.db.read(w.michael, (tx) => tx.rows<{ customerId: number }>(sql`select customer_id from customers.v_customer`));
  assert.ok(!seen.some(({ customerId }) => customerId === stranger.customerId));
});

test('a customer who moves to another territory is seen by its holder with the same commit, and no longer by the former', async () => {
  await using w = await world();
  const anna = await makePerson(w.db, { role: 'field' });
  const territoryId = await makeTerritory(w.db, { code: 'NY-UP', name: 'Uptown', userId: anna.userId });
  await assignCustomers(w.db, w.dana, { territoryId, customerIds: [w.doctorIds[2]], reason: 'moved' });
  assert.ok(!(await membership(w)).includes(w.doctorIds[2]));
  assert.ok((await membership(w)).includes(w.practiceId));
  const hers = await w.db.read(anna, (tx) => tx.rows<{ customerId: number }>(sql`select customer_id from customers.v_customer where kind = 'hcp'`));
  assert.deepEqual(hers, [{ customerId: w.doctorIds[2] }]);
});

test('when a customer changes hands her visits to come are proposed to whoever has her now, and her open tasks go along', async () => {
  await using w = await world();
  const anna = await makePerson(w.db, { role: 'field', name: 'Anna' });
  const territoryId = await makeTerritory(w.db, { code: 'NY-UP', name: 'Uptown', userId: anna.userId });
  const [moved, kept] = w.doctorIds;
  for (const [customerId, startsAt] of [[moved, '2026-11-25T10:00:00-05:00'], [kept, '2026-11-25T14:00:00-05:00']] as const) await planVisit(w.db, w.michael, { customerId, startsAt });
  await w.db.transaction(w.michael, (tx) => createTasks(tx, [moved, kept].map((customerId) => ({ customerId, kind: 'visit', function: 'sales' as const, ownerId: w.michael.userId, title: 'See her' }))));
  await assignCustomers(w.db, w.dana, { territoryId, customerIds: [moved], reason: 'moved' });
  assert.ok(!(await membership(w)).includes(moved), 'a visit that is planned does not keep her in sight');
  await deliver(w.db);
  await deliver(w.db);
  assert.deepEqual(await w.db.owner.rows(sql`select customer_id, user_id, state from field.visit order by customer_id`), [{ customerId: moved, userId: anna.userId, state: 'proposed' }, { customerId: kept, userId: w.michael.userId, state: 'planned' }]);
  assert.deepEqual(await w.db.owner.rows(sql`select customer_id, owner_id, state from work.task order by customer_id`), [{ customerId: moved, ownerId: anna.userId, state: 'requested' }, { customerId: kept, ownerId: w.michael.userId, state: 'requested' }]);
  assert.deepEqual(await w.db.owner.rows(sql`select user_id, headline from work.notification where kind = 'territory.realigned' and headline not like '3 %' order by user_id`), [{ userId: w.michael.userId, headline: '1 customer went into other hands' }, { userId: anna.userId, headline: '1 customer came into your hands' }]);
});

test('an administrator may put customers into a territory, as a director may', async () => {
  await using w = await world();
  for (const role of ['administrator', 'director'] as const) {
    const actor = await makePerson(w.db, { role });
    const { assigned } = await assignCustomers(w.db, actor, { territoryId: w.territoryId, customerIds: [w.doctorIds[0]], reason: 'as agreed' });
    assert.equal(typeof assigned, 'number');
  }
  assert.ok((await membership(w)).includes(w.doctorIds[0]));
});

test('a wish for a visit becomes one proposed visit at the hour that she named, and accepting it tells whoever asked', async () => {
  await using w = await world();
  const handOverId = await ask(w, w.doctorIds[0]);
  await deliver(w.db);
  await deliver(w.db);
  const day = await w.db.read(w.michael, (tx) => readDay(tx, { date: '2026-11-24' }));
  assert.deepEqual(day.visits.map(({ name, state, startsAt }) => [name, state, startsAt]), [['Amara Osei', 'proposed', '2026-11-24T12:30:00.000Z']]);
  const visit = await acceptVisit(w.db, w.michael, { visitId: day.visits[0]?.visitId ?? 0 });
  assert.equal(visit.state, 'planned');
  assert.deepEqual(await w.db.owner.one(sql`select state from work.hand_over where hand_over_id = ${handOverId}`), { state: 'done' });
  assert.deepEqual(await w.db.owner.one(sql`select state, outcome from work.task where hand_over_id = ${handOverId}`), { state: 'completed', outcome: 'visit_planned' });
  assert.ok((await w.db.owner.rows<{ kind: string }>(sql`select kind from work.notification where user_id = ${w.priyanka.userId}`)).some(({ kind }) => kind === 'hand_over.done'));
  assert.equal((await w.db.owner.rows(sql`select from events.event where type = 'visit.planned'`)).length, 1);
});

test('a visit still to come is seen by every function that works with her, and by no other representative', async () => {
  await using w = await world();
  await ask(w, w.doctorIds[0]);
  await deliver(w.db);
  const other = await makePerson(w.db, { role: 'field' });
  const seen = async (who: typeof other) => (await w.db.read(who, (tx) => listPlanned(tx, w.doctorIds[0]))).map(({ startsAt, state }) => [startsAt, state]);
  const visit = [['2026-11-24T12:30:00.000Z', 'proposed']];
  assert.deepEqual([await seen(w.michael), await seen(w.priyanka), await seen(w.dana), await seen(other)], [visit, visit, visit, []]);
});

test('several wishes are proposed at times that can all be accepted', async () => {
  await using w = await world();
  for (const doctorId of w.doctorIds) await ask(w, doctorId);
  await deliver(w.db);
  const visits = await w.db.owner.rows<{ visitId: number; startsAt: string }>(sql`select visit_id, starts_at from field.visit order by starts_at`);
  assert.equal(new Set(visits.map(({ startsAt }) => startsAt)).size, 3);
  for (const { visitId } of visits) assert.equal((await acceptVisit(w.db, w.michael, { visitId })).state, 'planned');
});

test('a visit that is declined gives its reason to whoever asked', async () => {
  await using w = await world();
  const handOverId = await ask(w, w.doctorIds[0]);
  await deliver(w.db);
  const { visitId } = await w.db.owner.one<{ visitId: number }>(sql`select visit_id from field.visit`);
  const visit = await declineVisit(w.db, w.michael, { visitId, reason: 'no_time' });
  assert.deepEqual([visit.state, visit.declineReason], ['declined', 'no_time']);
  assert.deepEqual(await w.db.owner.one(sql`select state, decline_reason from work.hand_over where hand_over_id = ${handOverId}`), { state: 'declined', declineReason: 'busy' });
  await deliver(w.db);
  await assert.rejects(acceptVisit(w.db, w.michael, { visitId }), (error) => codeOf(error) === 'field.visit_over');
});

test('a visit is refused with the record when she may not be visited, and with the reason when the time does not fit', async () => {
  await using w = await world();
  const plan = (startsAt: string, customerId = w.doctorIds[0]) => planVisit(w.db, w.michael, { customerId, startsAt, productId: w.productId });
  await plan('2026-11-24T10:00:00-05:00');
  await assert.rejects(plan('2026-11-24T10:10:00-05:00', w.doctorIds[1]), (error) => refusalOf(error) === 'overlaps');
  await assert.rejects(plan('2026-11-20T10:00:00-05:00'), (error) => refusalOf(error) === 'in_the_past');
  await w.db.owner.run(sql`insert into work.busy (user_id, starts_at, ends_at) values (${w.michael.userId}, '2026-11-24T18:00:00Z', '2026-11-24T20:00:00Z')`);
  await assert.rejects(plan('2026-11-24T14:00:00-05:00'), (error) => refusalOf(error) === 'in_calendar');
  await plan('2026-11-24T11:00:00-05:00', w.doctorIds[1]);
  await plan('2026-11-24T12:00:00-05:00', w.doctorIds[2]);
  await assert.rejects(plan('2026-11-24T16:00:00-05:00'), (error) => refusalOf(error) === 'day_full');
  await w.db.owner.run(sql`insert into consent.restriction (customer_id, kind, reason, source, valid_from) values (${w.doctorIds[0]}, 'do_not_contact', 'asked', 'form', '2026-01-01')`);
  await assert.rejects(plan('2026-11-25T10:00:00-05:00'), (error) => codeOf(error) === 'field.visit_refused' && refusalOf(error) === 'do_not_contact');
  const day = await w.db.read(w.michael, (tx) => readDay(tx, { date: '2026-11-24' }));
  assert.equal(day.visits[0]?.refusal?.code, 'do_not_contact');
});

test('two visits that are planned for one time at once: one is refused', async () => {
  await using w = await world();
  const results = await Promise.allSettled(w.doctorIds.map((customerId) => planVisit(w.db, w.michael, { customerId, startsAt: '2026-11-24T10:00:00-05:00' })));
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('a report records the touch, keeps what comes next, and cannot be made twice or before its day', async () => {
  await using w = await world();
  const { visitId } = await planVisit(w.db, w.michael, { customerId: w.doctorIds[0], startsAt: '2026-11-24T10:00:00-05:00', productId: w.productId });
  const report = { visitId, outcome: 'met', discussed: ['coverage'], nextStep: 'visit_again' } as const;
  await assert.rejects(reportVisit(w.db, w.michael, report), (error) => codeOf(error) === 'field.visit_not_begun');
  w.db.setNow('2026-11-24T15:30:00Z');
  const visit = await reportVisit(w.db, w.michael, report);
  assert.deepEqual([visit.state, visit.outcome], ['done', 'met']);
  assert.deepEqual(await w.db.owner.one(sql`select function, channel, kind, occurred_at, organisation_id from interactions.interaction`), { function: 'sales', channel: 'visit', kind: 'visit', occurredAt: '2026-11-24T15:00:00.000Z', organisationId: w.practiceId });
  assert.equal((await w.db.owner.rows(sql`select from work.task where kind = 'visit' and owner_id = ${w.michael.userId}`)).length, 1);
  await assert.rejects(reportVisit(w.db, w.michael, report), (error) => codeOf(error) === 'field.visit_over');
  assert.equal((await w.db.owner.rows(sql`select from events.event where type = 'visit.done'`)).length, 1);
});

test('a day without visits tells the next one of the coming days, and a day that is named only its own', async () => {
  await using w = await world();
  await planVisit(w.db, w.michael, { customerId: w.doctorIds[0], startsAt: '2026-11-25T10:00:00-05:00' });
  const next = async (date?: string) => (await w.db.read(w.michael, (tx) => readDay(tx, { date }))).next?.visit.startsAt ?? null;
  assert.deepEqual([await next(), await next('2026-11-24'), await next('2026-11-25')], ['2026-11-25T15:00:00.000Z', null, '2026-11-25T15:00:00.000Z']);
});

test('every read of the field answers, as far as the reader’s role goes', async () => {
  await using w = await world();
  const call = (path: string, actor: typeof w.michael, input: object) => routes.find((one) => one.path === path && one.method === 'GET')?.handle({ db: w.db, actor, person: null, input, headers: {} } as never) as Promise<Record<string, unknown>>;
  assert.deepEqual((await call('/field/suggested-time', w.michael, { customerId: w.doctorIds[0] }))['preferredTime'], 'any');
  assert.equal((await call('/field/customers/:customerId/facts', w.michael, { customerId: w.doctorIds[0] }))['colleaguesAsked'], 0);
  assert.deepEqual((await call('/field/territories', w.dana, {}))['rows'], [{ territoryId: w.territoryId, code: 'NY-MID', name: 'Midtown', userId: w.michael.userId, userName: 'Michael Duarte', customers: 3, perDay: 3, planned: 0 }]);
});

test('before a visit one knows her wishes, her plans and that a liaison spoke with her, not what was said', async () => {
  await using w = await world();
  const now = w.db.clock().toISOString();
  await w.db.owner.run(sql`insert into interactions.wish (customer_id, kind, channel, said_at) select d, 'visit_requested', 'visit', '2026-11-09T12:00:00Z' from unnest(${[...w.doctorIds]}::bigint[]) d`);
  await w.db.owner.run(sql`insert into consent.decision (customer_id, channel, purpose, product_id, granted, basis, source, effective_at, recorded_at) values (${w.doctorIds[0]}, 'email', 'promotion', ${w.productId}, false, 'consent', 'reply', '2026-11-12T12:00:00Z', ${now}::timestamptz)`);
  await w.db.owner.run(sql`insert into market_access.position (customer_id, product_id, status, tier, effective_from, change, recorded_at) values (${w.planId}, ${w.productId}, 'covered', 2, '2026-12-01', 'win', ${now}::timestamptz)`);
  await w.db.owner.run(sql`insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, person_id, headline, minutes, source, recorded_at) values (${w.doctorIds[0]}, '2026-11-18T15:00:00Z', 'medical', 'phone', 'out', 'call', ${w.priyanka.userId}, 'Medical call', 25, 'medical', ${now}::timestamptz)`);
  await planVisit(w.db, w.michael, { customerId: w.doctorIds[0], startsAt: '2026-11-23T15:00:00-05:00', productId: w.productId });
  const day = await w.db.read(w.michael, (tx) => readDay(tx, {}));
  assert.deepEqual({ ...day.next?.facts, coverage: day.next?.facts.coverage?.payerName, closed: day.next?.facts.closed?.channel, medical: day.next?.facts.medical?.personName }, {
    askedAt: '2026-11-09T12:00:00.000Z', closed: 'email', coverage: 'Empire Health', medical: 'Priyanka Raman', lastVisitAt: null, colleaguesAsked: 2,
  });
  const history = await w.db.read(w.michael, (tx) => readPractice(tx, { customerId: w.doctorIds[0], after: null, limit: 20 }));
  assert.deepEqual([history.practice.name, history.people.length, history.rows.map(({ headline, inPart }) => [headline, inPart])], ['Lakeside Heart', 3, [['Medical call', true]]]);
  await assert.rejects(w.db.read(await makePerson(w.db, { role: 'field' }), (tx) => readPractice(tx, { customerId: w.doctorIds[0], after: null, limit: 20 })), (error) => codeOf(error) === 'request.not_found');
});

test('a day that no calendar knows is refused and not attempted', () => {
  const { input } = routes.find(({ path }) => path === '/field/day')!;
  assert.deepEqual(['2026-11-24', '0001-01-01', '9999-12-31', '2026-02-30'].map((date) => input.safeParse({ date }).success), [true, false, false, false]);
});
