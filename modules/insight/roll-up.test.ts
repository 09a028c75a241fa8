import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import { makePerson, makeProduct, testDatabase, type TestDatabase } from '#platform/testing';
import { makePrescribers, makeTouches } from './makers.ts';
import { rollUp } from './roll-up.ts';

const figure = async (db: TestDatabase, code: string, part = '', productId = 0) =>
  (await db.owner.maybe<{ n: number; of: number; value: number | null }>(sql`
    select numerator as n, denominator as of, value from insight.figure where day = ${db.clock().toISOString()}::date and code = ${code} and part = ${part} and product_id = ${productId}::integer`));

test('days and weeks say what the timeline says, function by function and customer by customer', async () => {
  await using db = await testDatabase();
  const productId = await makeProduct(db);
  const [a = 0, b = 0, c = 0] = await makePrescribers(db, 3);
  await makeTouches(db, [
    { customerId: a, daysAgo: 0.1, productId }, { customerId: a, daysAgo: 0.2, function: 'marketing', channel: 'email', kind: 'email_sent' },
    { customerId: b, daysAgo: 0.1, function: 'marketing', channel: 'email', kind: 'email_sent', productId }, { customerId: b, daysAgo: 8, function: 'medical' },
    { customerId: c, daysAgo: 0.1, kind: 'note', channel: 'none' }, { customerId: c, daysAgo: 0.1, function: 'patient_services', channel: 'phone', kind: 'call' },
  ]);
  await rollUp(db);
  const weekly = await db.owner.rows<{ week: string; productId: number; function: string; customers: number }>(sql`select week, product_id, function, customers from insight.weekly order by 1, 2, 3`);
  assert.deepEqual(weekly.map((row) => `${row.week} ${row.productId ? 'G' : '-'} ${row.function} ${row.customers}`), [
    '2026-11-09 - any 1', '2026-11-09 - medical 1',
    '2026-11-23 - any 2', '2026-11-23 - marketing 2', '2026-11-23 - sales 1', '2026-11-23 G any 2', '2026-11-23 G marketing 1', '2026-11-23 G sales 1',
  ]);
  const groups = await db.owner.rows<{ kindGroup: string }>(sql`select distinct kind_group from insight.daily where function = 'medical'`);
  assert.deepEqual(groups.map((row) => row.kindGroup), ['contact'], 'medical is counted, and no more is said of it');
});

test('counting twice changes nothing, and a fact that comes in late is counted the next time', async () => {
  await using db = await testDatabase();
  const [a = 0] = await makePrescribers(db, 1);
  await makeTouches(db, [{ customerId: a, daysAgo: 0.1 }]);
  await rollUp(db);
  const entries = async () => (await db.owner.one<{ n: number }>(sql`select count(*)::integer as n from audit.entry where action = 'insight.roll-up'`)).n;
  const before = await entries();
  db.setNow('2026-11-23T14:06:00.000Z');
  await rollUp(db);
  assert.equal(await entries(), before, 'nothing new leaves no trail');
  await makeTouches(db, [{ customerId: a, daysAgo: 7 }]);
  db.setNow('2026-11-24T03:00:00.000Z');
  await rollUp(db);
  const { n } = await db.owner.one<{ n: number }>(sql`select sum(touches)::integer as n from insight.weekly where function = 'sales' and product_id = 0`);
  assert.equal(n, 2);
});

test('an answer counts for those reached in four weeks, once, and only after the touch', async () => {
  await using db = await testDatabase();
  const productId = await makeProduct(db);
  const [a = 0, b = 0, c = 0, d = 0] = await makePrescribers(db, 4);
  await makeTouches(db, [
    ...[a, b, c].map((customerId) => ({ customerId, daysAgo: 10, function: 'marketing', channel: 'email', kind: 'email_sent', productId })),
    { customerId: a, daysAgo: 9, function: 'marketing', channel: 'email', kind: 'email_clicked', direction: 'in', productId },
    { customerId: a, daysAgo: 8, function: 'marketing', channel: 'email', kind: 'choice', direction: 'in', productId },
    { customerId: b, daysAgo: 12, function: 'marketing', channel: 'email', kind: 'reply', direction: 'in', productId },
    { customerId: c, daysAgo: 9, function: 'marketing', channel: 'email', kind: 'email_opened', direction: 'in', productId },
    { customerId: d, daysAgo: 3, function: 'marketing', channel: 'portal', kind: 'portal_visit', direction: 'in', productId },
  ]);
  await rollUp(db);
  assert.deepEqual(await figure(db, 'answered', '', productId), { n: 1, of: 3, value: null });
});

test('the awareness proxy is a share of those a representative answers for, by channel, with those nobody touched', async () => {
  await using db = await testDatabase();
  const productId = await makeProduct(db);
  const rep = await makePerson(db, { role: 'field' });
  const [a = 0, b = 0, c = 0] = await makePrescribers(db, 4, rep.userId);
  await makeTouches(db, [
    { customerId: a, daysAgo: 20, productId }, { customerId: a, daysAgo: 30, productId },
    { customerId: b, daysAgo: 20, function: 'marketing', channel: 'email', kind: 'email_sent', productId },
    { customerId: c, daysAgo: 95, productId }, { customerId: c, daysAgo: 5, function: 'medical', productId },
  ]);
  await rollUp(db);
  assert.deepEqual(await figure(db, 'awareness', 'visit', productId), { n: 1, of: 4, value: null });
  assert.deepEqual(await figure(db, 'awareness', 'email', productId), { n: 0, of: 4, value: null });
  assert.deepEqual(await figure(db, 'awareness', 'any', productId), { n: 1, of: 4, value: null });
  assert.deepEqual(await figure(db, 'awareness', 'none', productId), { n: 2, of: 4, value: null });
  const { n } = await db.owner.one<{ n: number }>(sql`select numerator as n from insight.figure where day = '2026-08-31' and code = 'awareness' and part = 'visit' and product_id = ${productId}::integer`);
  assert.equal(n, 1, 'twelve weeks ago the visit of then counted');
});

test('functions that played together: of those whom one touched, whom another touched as well', async () => {
  await using db = await testDatabase();
  const [a = 0, b = 0] = await makePrescribers(db, 2);
  await makeTouches(db, [{ customerId: a, daysAgo: 3 }, { customerId: b, daysAgo: 3 }, { customerId: a, daysAgo: 4, function: 'marketing', channel: 'email', kind: 'email_sent' }]);
  await rollUp(db);
  assert.deepEqual(await figure(db, 'together', 'sales>marketing'), { n: 1, of: 2, value: null });
  assert.deepEqual(await figure(db, 'together', 'marketing>sales'), { n: 1, of: 1, value: null });
});

test('after the mail of a cascade has left this week is counted at once, however fresh it is', async () => {
  await using db = await testDatabase();
  const [a = 0, b = 0] = await makePrescribers(db, 2);
  await makeTouches(db, [{ customerId: a, daysAgo: 0.1 }]);
  while (await rollUp(db));
  await makeTouches(db, [{ customerId: b, daysAgo: 0.1 }]);
  const counted = async () => (await db.owner.one<{ n: number }>(sql`select sum(touches)::integer as n from insight.weekly where function = 'sales' and product_id = 0`)).n;
  await rollUp(db);
  assert.equal(await counted(), 1, 'counts of a minute ago are fresh enough by themselves');
  assert.equal(await rollUp(db, { now: true }), false);
  assert.equal(await counted(), 2);
});
