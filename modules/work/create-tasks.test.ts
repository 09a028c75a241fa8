import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINE, sql } from '#platform/db';
import { makePerson, testDatabase } from '#platform/testing';
import { createTasks, createTasksFrom, doTask, passTask, rejectTask, snoozeTask } from './index.ts';
import { makeCustomerRow, makeTask } from './makers.ts';
import { readInbox } from './read-inbox.ts';

test('an audience gets its tasks in one statement, and an action never gets a second one', async () => {
  await using db = await testDatabase();
  const rep = await makePerson(db, { role: 'field' });
  const customerId = await makeCustomerRow(db);
  const select = sql`
    select ${customerId}::bigint + n as customer_id, 'call' as kind, 'sales' as function, ${rep.userId}::integer as owner_id, 'Call' as title, '' as reason,
           n::bigint as action_id, null::bigint as cascade_id, null::integer as product_id, null::timestamptz as due_at, null as link
      from generate_series(1, 500) n`;
  assert.equal(await db.transaction(ENGINE, (tx) => createTasksFrom(tx, select)), 500);
  assert.equal(await db.transaction(ENGINE, (tx) => createTasksFrom(tx, select)), 0);
  const task = { customerId: customerId + 7, kind: 'call', function: 'sales', title: 'Call', actionId: 7 };
  const [again] = await db.transaction(ENGINE, (tx) => createTasks(tx, [task]));
  const [{ taskId }] = await db.owner.rows<{ taskId: number }>(sql`select task_id from work.task where action_id = 7`) as [{ taskId: number }];
  assert.equal(again, taskId);
});

test('a colleague who may not see my list can still put a task on it', async () => {
  await using db = await testDatabase();
  const [liaison, rep] = [await makePerson(db, { role: 'medical' }), await makePerson(db, { role: 'field' })];
  const customerId = await makeCustomerRow(db);
  await db.transaction(liaison, (tx) => createTasks(tx, [{ customerId, kind: 'visit', function: 'sales', ownerId: rep.userId, title: 'Plan a visit', dueAt: '2026-11-23T14:30:00Z' }]));
  const inbox = await db.read(rep, readInbox);
  assert.deepEqual(inbox.buckets.now.map((item) => [item.title, item.askedBy]), [['Plan a visit', 'Test medical']]);
});

test('a task goes its way once: snoozed it waits, done it is over, and its outcome is a fact', async () => {
  await using db = await testDatabase();
  const rep = await makePerson(db, { role: 'field' });
  const taskId = await makeTask(db, { customerId: await makeCustomerRow(db), ownerId: rep.userId, dueAt: '2026-11-23T14:30:00Z', actionId: 5 });
  await db.transaction(rep, (tx) => snoozeTask(tx, { taskId, until: '2026-11-24T14:00:00.000Z' }));
  assert.equal((await db.read(rep, readInbox)).buckets.later.length, 1);
  await assert.rejects(db.transaction(rep, (tx) => snoozeTask(tx, { taskId, until: '2026-11-20T14:00:00.000Z' })), { code: 'request.invalid' });
  await assert.rejects(db.transaction(rep, (tx) => doTask(tx, { taskId, version: 1, outcome: 'done' })), { code: 'work.task_changed' });
  const done = await db.transaction(rep, (tx) => doTask(tx, { taskId, outcome: 'customer_reached' }));
  assert.deepEqual([done.state, done.outcome], ['completed', 'customer_reached']);
  await assert.rejects(db.transaction(rep, (tx) => rejectTask(tx, { taskId, reason: 'no_time' })), { code: 'work.task_over' });
  const [event] = await db.owner.rows<{ type: string; data: unknown }>(sql`select type, data from events.event where type like 'task.%'`);
  assert.deepEqual(event, { type: 'task.completed', data: { taskId, kind: 'call', actionId: 5, outcome: 'customer_reached' } });
});

test('a task stays within its function, and whoever handed it on still sees it', async () => {
  await using db = await testDatabase();
  const [michael, dana, liaison] = [await makePerson(db, { role: 'field', name: 'Michael' }), await makePerson(db, { role: 'field', name: 'Dana' }), await makePerson(db, { role: 'medical' })];
  const taskId = await makeTask(db, { customerId: await makeCustomerRow(db), ownerId: michael.userId });
  await assert.rejects(db.transaction(michael, (tx) => passTask(tx, { taskId, toUserId: liaison.userId })), { code: 'work.other_function' });
  await db.transaction(michael, (tx) => passTask(tx, { taskId, toUserId: dana.userId }));
  await db.owner.run(sql`update work.task set state = 'on_hold' where task_id = ${taskId}`);
  assert.equal((await db.transaction(dana, (tx) => passTask(tx, { taskId, toUserId: michael.userId }))).state, 'on_hold', 'handing on lifts no hold');
  assert.equal((await db.transaction(michael, (tx) => passTask(tx, { taskId, toUserId: dana.userId }))).state, 'on_hold');
  await db.owner.run(sql`update work.task set state = 'requested' where task_id = ${taskId}`);
  await db.owner.run(sql`delete from work.notification where key not like '%:passed:1'`);
  assert.deepEqual((await db.read(michael, readInbox)).buckets.waiting.map((item) => item.ownerName), ['Dana']);
  assert.equal((await db.read(dana, readInbox)).buckets.later.length, 1);
  assert.deepEqual(await db.owner.rows(sql`select user_id, headline from work.notification`), [{ userId: dana.userId, headline: 'Michael hands you: Call' }]);
});
