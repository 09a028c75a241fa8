import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINE, sql } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { acceptTask } from '#work';
import { advanceEnrolments, approveCascade, decideCascade, holdCascade, releaseCascade, resumeCascade, settleActions, undoCascade } from './index.ts';
import { endWaits } from './journeys/advance.ts';
import { makeWorld, startCascade } from './makers.ts';

const states = async (db: TestDatabase, table: string): Promise<Record<string, number>> => Object.fromEntries(
  (await db.owner.rows<{ state: string; n: number }>(sql`select state, count(*)::integer as n from ${sql.trusted(table)} group by 1 order by 1`)).map((row) => [row.state, row.n]));

async function running(db: TestDatabase) {
  const world = await makeWorld(db, { prescribers: 120 });
  const cascadeId = await startCascade(db, world);
  await decideCascade(db, cascadeId);
  const marketing = await makePerson(db, { role: 'marketing' });
  await approveCascade(db, marketing, { cascadeId });
  await releaseCascade(db, cascadeId);
  return { cascadeId, marketing, world };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !await holds(); waited += 20) {
    assert.ok(waited < 15_000, 'nobody waits');
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

test('a held cascade goes on where it stood: mail, tasks and waits, with the time that it was held given back', async () => {
  await using db = await testDatabase();
  const { cascadeId, marketing } = await running(db);
  const before = { actions: await states(db, 'orchestration.action'), messages: await states(db, 'channels.message'), tasks: await states(db, 'work.task') };
  const [wait] = await db.owner.rows<{ dueAt: string }>(sql`select due_at from orchestration.enrolment where cascade_id = ${cascadeId} order by customer_id limit 1`);
  await assert.rejects(resumeCascade(db, marketing, { cascadeId, reason: 'too early' }), { code: 'orchestration.cascade_not_held' });
  const { stopped } = await holdCascade(db, marketing, { cascadeId, reason: 'wrong plan named' });
  assert.deepEqual(await states(db, 'orchestration.action'), { held: stopped });
  assert.deepEqual(await states(db, 'work.task'), { on_hold: before.tasks['requested'] });
  db.setNow(new Date(db.clock().getTime() + 86_400_000).toISOString());
  await settleActions(db);
  await advanceEnrolments(db);
  assert.deepEqual(await states(db, 'orchestration.action'), { held: stopped }, 'nothing moves while it is held');
  const back = await resumeCascade(db, marketing, { cascadeId, reason: 'the plan is right after all' });
  assert.deepEqual([back.state, back.resumed], ['running', stopped]);
  assert.deepEqual({ actions: await states(db, 'orchestration.action'), messages: await states(db, 'channels.message'), tasks: await states(db, 'work.task') }, before);
  const [later] = await db.owner.rows<{ dueAt: string }>(sql`select due_at from orchestration.enrolment where cascade_id = ${cascadeId} order by customer_id limit 1`);
  assert.equal(Date.parse(later?.dueAt ?? '') - Date.parse(wait?.dueAt ?? ''), 86_400_000);
  const kept = await db.owner.rows(sql`select change, from_state, reason, changed_by from orchestration.cascade_change order by change_no`);
  assert.deepEqual(kept, [
    { change: 'held', fromState: 'running', reason: 'wrong plan named', changedBy: marketing.userId }, { change: 'resumed', fromState: 'held', reason: 'the plan is right after all', changedBy: marketing.userId },
  ]);
});

test('a cascade held before it was carried out is carried out once it is resumed, or waits for its approval again', async () => {
  await using db = await testDatabase();
  const world = await makeWorld(db, { prescribers: 60 });
  const cascadeId = await startCascade(db, world);
  await decideCascade(db, cascadeId);
  const marketing = await makePerson(db, { role: 'marketing' });
  await holdCascade(db, marketing, { cascadeId, reason: 'wait a moment' });
  await assert.rejects(approveCascade(db, marketing, { cascadeId }), { code: 'orchestration.cascade_not_proposed' });
  assert.equal((await resumeCascade(db, marketing, { cascadeId, reason: 'go on' })).state, 'proposed');
  await approveCascade(db, marketing, { cascadeId });
  await holdCascade(db, marketing, { cascadeId, reason: 'wait again' });
  await releaseCascade(db, cascadeId);
  assert.deepEqual(await states(db, 'channels.message'), {}, 'nothing is queued while it is held');
  assert.equal((await resumeCascade(db, marketing, { cascadeId, reason: 'go on now' })).state, 'approved');
  await releaseCascade(db, cascadeId);
  assert.ok(((await states(db, 'channels.message'))['queued'] ?? 0) > 5);
});

test('undoing cancels tasks not begun, leaves those that somebody has accepted, and ends the journeys', async () => {
  await using db = await testDatabase();
  const { cascadeId, marketing } = await running(db);
  const [task] = await db.owner.rows<{ taskId: number }>(sql`select task_id from work.task order by task_id limit 1`);
  await db.transaction({ ...ENGINE, userId: marketing.userId }, (tx) => acceptTask(tx, { taskId: task?.taskId as number }));
  const { tasks, actions } = { tasks: await states(db, 'work.task'), actions: await states(db, 'orchestration.action') };
  await undoCascade(db, marketing, { cascadeId, reason: 'wrong plan named' });
  assert.deepEqual(await states(db, 'work.task'), { accepted: 1, cancelled: tasks['requested'] });
  assert.deepEqual(await states(db, 'orchestration.action'), { queued: 1, withdrawn: (actions['queued'] ?? 0) - 1 });
  assert.equal((await db.owner.rows(sql`select 1 from orchestration.enrolment where cascade_id = ${cascadeId} and state in ('active', 'waiting')`)).length, 0);
  await assert.rejects(resumeCascade(db, marketing, { cascadeId, reason: 'after all' }), { code: 'orchestration.cascade_not_held' });
});

test('a cascade is done when nothing waits to leave and nobody is under way, and runs again when a failed mail is sent again', async () => {
  await using db = await testDatabase();
  const { cascadeId } = await running(db);
  const state = async () => (await db.owner.one<{ state: string }>(sql`select state from orchestration.cascade`)).state;
  await db.owner.run(sql`update channels.message set state = case when customer_id = (select min(customer_id) from channels.message) then 'failed' else 'sent' end`);
  await db.owner.run(sql`update work.task set state = 'completed'`);
  await settleActions(db);
  assert.equal(await state(), 'running', 'its journey is under way');
  await db.owner.run(sql`update orchestration.enrolment set state = 'done' where cascade_id = ${cascadeId}`);
  await settleActions(db);
  assert.equal(await state(), 'done');
  await db.owner.run(sql`update channels.message set state = 'queued' where state = 'failed'`);
  await settleActions(db);
  assert.deepEqual([await state(), (await states(db, 'orchestration.action'))['queued']], ['running', 1]);
});

test('a mail that comes back unsent while its cascade is held waits with it, and leaves once the cascade goes on', async () => {
  await using db = await testDatabase();
  const { cascadeId, marketing } = await running(db);
  const { messageId, actionId } = await db.owner.one<{ messageId: number; actionId: number }>(sql`select message_id, action_id from channels.message order by 1 limit 1`);
  const state = async () => (await db.owner.one<{ state: string }>(sql`select state from orchestration.action where action_id = ${actionId}`)).state;
  await db.owner.run(sql`update channels.message set state = 'dispatching' where message_id = ${messageId}`);
  await holdCascade(db, marketing, { cascadeId, reason: 'wrong plan named' });
  assert.equal(await state(), 'queued', 'it may have left');
  await db.owner.run(sql`update channels.message set state = 'withdrawn' where message_id = ${messageId} and refusal = 'held'`); // as the sender marks it
  await settleActions(db);
  assert.equal(await state(), 'held');
  await resumeCascade(db, marketing, { cascadeId, reason: 'the plan is right after all' });
  await settleActions(db);
  assert.equal(await state(), 'queued');
});

test('a mail that finds no address any more is a failed action with its reason, and does not keep its cascade open', async () => {
  await using db = await testDatabase();
  const world = await makeWorld(db, { prescribers: 60 });
  const cascadeId = await startCascade(db, world);
  await decideCascade(db, cascadeId);
  const { customerId } = await db.owner.one<{ customerId: number }>(sql`select customer_id from orchestration.action where channel = 'email' order by 1 limit 1`);
  await db.owner.run(sql`update customers.contact_point set state = 'bounced' where customer_id = ${customerId}`);
  await approveCascade(db, await makePerson(db, { role: 'marketing' }), { cascadeId });
  await releaseCascade(db, cascadeId);
  assert.deepEqual(await db.owner.rows(sql`select state, reason from orchestration.action where customer_id = ${customerId}`), [{ state: 'failed', reason: 'no_address' }]);
});

test('an answer that leads to another wait begins that wait', async () => {
  await using db = await testDatabase();
  const { cascadeId } = await running(db);
  await db.owner.run(sql`update orchestration.journey set graph = jsonb_set(jsonb_set(graph, '{steps,answer,met}', '"calm"'), '{steps,calm}', '{"kind": "wait", "name": "Five days", "days": 5, "until": [], "met": "answered", "otherwise": "answered"}')`);
  const { customerId } = await db.owner.one<{ customerId: number }>(sql`select customer_id from orchestration.enrolment where cascade_id = ${cascadeId} order by 1 limit 1`);
  await endWaits.handle({ db } as never, { eventId: 999_999, customerId, type: 'message.choice', class: 'open', subject: null, data: {}, actorId: null, occurredAt: db.clock().toISOString() });
  await advanceEnrolments(db);
  const stands = () => db.owner.one(sql`select step, state, due_at from orchestration.enrolment where customer_id = ${customerId}`);
  assert.deepEqual(await stands(), { step: 'calm', state: 'waiting', dueAt: new Date(db.clock().getTime() + 5 * 86_400_000).toISOString() });
  db.setNow(new Date(db.clock().getTime() + 6 * 86_400_000).toISOString());
  await advanceEnrolments(db);
  assert.equal((await stands() as { state: string }).state, 'done');
});

test('a cascade that is held while it ends deciding is held as what it is, and approving waits for whoever holds it', async () => {
  await using db = await testDatabase({ max: 6 });
  const cascadeId = await startCascade(db, await makeWorld(db, { prescribers: 60 }));
  const marketing = await makePerson(db, { role: 'marketing' });
  const waiting = () => until(async () => (await db.owner.rows(sql`select 1 from pg_locks where locktype = 'advisory' and classid = 7461004 and not granted`)).length > 0);
  await db.owner.run(sql`update orchestration.stretch set state = 'done'`); // all is decided, and nobody has said so yet
  let meanwhile: Promise<unknown> = Promise.resolve();
  await db.transaction(ENGINE, async (tx) => {
    tx.markAudited();
    await tx.run(sql`select pg_advisory_xact_lock(7461004, ${cascadeId}::integer)`); // as a hold that has looked and not written yet
    meanwhile = decideCascade(db, cascadeId);
    await waiting();
    assert.equal((await db.owner.one<{ state: string }>(sql`select state from orchestration.cascade`)).state, 'deciding');
  });
  await meanwhile;
  await db.transaction(ENGINE, async (tx) => {
    tx.markAudited();
    await tx.run(sql`select pg_advisory_xact_lock(7461004, ${cascadeId}::integer)`);
    meanwhile = approveCascade(db, marketing, { cascadeId });
    await waiting();
  });
  await meanwhile;
  assert.equal((await db.owner.one<{ state: string }>(sql`select state from orchestration.cascade`)).state, 'approved');
});
