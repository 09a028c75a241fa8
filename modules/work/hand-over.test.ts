import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINE, sql } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { acceptHandOver, declineHandOver, doTask, requestHandOver, takeCase, timeOutHandOver } from './index.ts';
import { makeCase, makeCustomerRow } from './makers.ts';
import { readInbox } from './read-inbox.ts';

async function story(db: TestDatabase) {
  const elizabeth = await makePerson(db, { role: 'contact_centre', name: 'Elizabeth' });
  const priyanka = await makePerson(db, { role: 'medical', name: 'Priyanka' });
  const customerId = await makeCustomerRow(db);
  const caseId = await makeCase(db, { customerId });
  await db.transaction(elizabeth, (tx) => takeCase(tx, { caseId, version: 1 }));
  const hand = (wish: string) => db.transaction(elizabeth, (tx) => requestHandOver(tx, { customerId, kind: 'question_to_liaison', toUserId: priyanka.userId, wish, caseId }));
  const states = async () => (await db.owner.one<{ c: string; h: string; t: string }>(sql`
    select (select state from work."case") as c, (select state from work.hand_over order by hand_over_id desc limit 1) as h, (select state from work.task order by task_id desc limit 1) as t`));
  return { elizabeth, priyanka, customerId, caseId, hand, states };
}

test('a question handed over is the liaison\'s task at once, and hers when she says yes', async () => {
  await using db = await testDatabase();
  const { elizabeth, priyanka, hand, states } = await story(db);
  const handOverId = await hand('call_back');
  assert.deepEqual(await states(), { c: 'waiting', h: 'requested', t: 'requested' });
  assert.deepEqual((await db.read(priyanka, readInbox)).buckets.now.map((item) => [item.kind, item.title, item.askedBy]), [['hand_over', 'Call back', 'Elizabeth']]);
  assert.equal((await db.read(elizabeth, readInbox)).buckets.waiting.length, 1);
  await db.transaction(priyanka, (tx) => acceptHandOver(tx, handOverId));
  assert.deepEqual(await states(), { c: 'handed_over', h: 'accepted', t: 'accepted' });
  const { taskId } = await db.owner.one<{ taskId: number }>(sql`select task_id from work.task`);
  await db.transaction(priyanka, (tx) => doTask(tx, { taskId, outcome: 'customer_reached' }));
  assert.equal((await states()).h, 'done');
  assert.deepEqual(await db.owner.rows(sql`select user_id, kind from work.notification order by notification_id`), [
    { userId: priyanka.userId, kind: 'hand_over.requested' }, { userId: elizabeth.userId, kind: 'hand_over.accepted' }, { userId: elizabeth.userId, kind: 'hand_over.done' },
  ]);
  assert.deepEqual((await db.owner.rows<{ type: string }>(sql`select type from events.event where type like 'hand_over%' order by event_id`)).map((row) => row.type), ['hand_over.requested', 'hand_over.accepted']);
});

test('declined with a reason, the case is again with whoever asked', async () => {
  await using db = await testDatabase();
  const { elizabeth, priyanka, hand, states } = await story(db);
  const handOverId = await hand('call_back');
  await assert.rejects(db.transaction(elizabeth, (tx) => acceptHandOver(tx, handOverId)), { code: 'work.hand_over_not_yours' });
  await db.transaction(priyanka, (tx) => declineHandOver(tx, handOverId, 'busy'));
  assert.deepEqual(await states(), { c: 'open', h: 'declined', t: 'rejected' });
  await assert.rejects(db.transaction(priyanka, (tx) => acceptHandOver(tx, handOverId)), { code: 'work.hand_over_decided' });
});

test('nobody holds a caller on the line for more than two minutes', async () => {
  await using db = await testDatabase();
  const { elizabeth, hand, states } = await story(db);
  const handOverId = await hand('join_call');
  assert.equal(await db.transaction(ENGINE, (tx) => timeOutHandOver(tx, handOverId)), false);
  db.setNow('2026-11-23T14:02:00.000Z');
  assert.equal(await db.transaction(ENGINE, (tx) => timeOutHandOver(tx, handOverId)), true);
  assert.equal(await db.transaction(ENGINE, (tx) => timeOutHandOver(tx, handOverId)), false);
  assert.deepEqual(await states(), { c: 'open', h: 'timed_out', t: 'cancelled' });
  assert.equal((await db.owner.rows(sql`select from work.notification where user_id = ${elizabeth.userId}::integer and kind = 'hand_over.timed_out'`)).length, 1);
});

test('only words of the list cross, and only to the function that answers them', async () => {
  await using db = await testDatabase();
  const { elizabeth, priyanka, customerId } = await story(db);
  const ask = (wish: string, toUserId: number) => db.transaction(elizabeth, (tx) => requestHandOver(tx, { customerId, kind: 'visit_request', toUserId, wish }));
  await assert.rejects(ask('tell him about eGFR under 30', priyanka.userId), { code: 'work.wish_unknown' });
  await assert.rejects(ask('visit', priyanka.userId), { code: 'work.receiver_not_of_function' });
  await assert.rejects(db.transaction(elizabeth, (tx) => requestHandOver(tx, { customerId, kind: 'visit_request', wish: 'visit' })), { code: 'work.no_receiver' });
});

test('a visit is asked of the representative who owns her practice, and of nobody else', async () => {
  await using db = await testDatabase();
  const { priyanka, customerId } = await story(db);
  const [michael, other] = [await makePerson(db, { role: 'field', name: 'Michael' }), await makePerson(db, { role: 'field', name: 'Other' })];
  const practiceId = await makeCustomerRow(db, { name: 'Lakeside Heart' });
  await db.owner.run(sql`insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source) values (${customerId}::bigint, ${practiceId}::bigint, 'practises_at', '2020-01-01', 'test')`);
  await db.owner.run(sql`insert into customers.owner (customer_id, function, user_id) values (${practiceId}::bigint, 'sales', ${michael.userId}::integer)`);
  await db.owner.run(sql`insert into access.membership (customer_id, user_id) values (${customerId}::bigint, ${michael.userId}::integer)`);
  const ask = (toUserId?: number) => db.transaction(priyanka, (tx) => requestHandOver(tx, { customerId, kind: 'visit_request', toUserId, wish: 'visit', preferredTime: 'early_morning' }));
  await assert.rejects(ask(other.userId), { code: 'work.receiver_not_owner' });
  await ask();
  assert.deepEqual((await db.read(michael, readInbox)).buckets.now.map((item) => [item.customerName, item.title, item.askedBy]), [['Amara Osei', 'Plan a visit before 09:00', 'Priyanka']]);
  assert.equal((await db.read(other, readInbox)).buckets.now.length, 0);
});
