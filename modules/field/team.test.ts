import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import type { Problem } from '#platform/problem';
import { makePerson, testDatabase } from '#platform/testing';
import { createTasks } from '#work';
import { assignCustomers, planVisit, readTeam, readTeamMember } from './index.ts';
import { makeFieldWorld } from './makers.ts';
import { findVisit } from './reads/visits.ts';

async function world() {
  const db = await testDatabase();
  const made = await makeFieldWorld(db);
  await assignCustomers(db, made.dana, { territoryId: made.territoryId, customerIds: [...made.doctorIds], reason: 'start' });
  const manager = await makePerson(db, { role: 'field', name: 'Frida Holt' });
  const stranger = await makePerson(db, { role: 'field', name: 'Nils Berg' });
  await db.owner.run(sql`update access.person set manager_id = ${manager.userId} where user_id = ${made.michael.userId}`);
  const { visitId } = await planVisit(db, made.michael, { customerId: made.doctorIds[0], startsAt: '2026-11-24T15:00:00.000Z' });
  await db.transaction(made.priyanka, (tx) => createTasks(tx, [{ customerId: made.doctorIds[1], kind: 'follow_up', function: 'sales', ownerId: made.michael.userId, title: 'Send the card', reason: '', dueAt: '2026-11-20T15:00:00.000Z' }]));
  return { db, ...made, manager, stranger, visitId, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
}

test('a manager sees the week and the open tasks of her own team; nobody else has a team', async () => {
  await using w = await world();
  const rows = await w.db.read(w.manager, readTeam);
  assert.deepEqual(rows.map(({ userId, booked, room, openTasks, help }) => ({ userId, booked, room, openTasks, help })), [{ userId: w.michael.userId, booked: 1, room: 15, openTasks: 1, help: ['overdue_tasks'] }]);
  assert.deepEqual(await w.db.read(w.stranger, readTeam), []);
  await assert.rejects(w.db.read(w.stranger, (tx) => readTeamMember(tx, w.michael.userId)), (error) => (error as Problem).code === 'request.not_found');
});

test('a customer outside the manager\'s own work stays without a name, and the team\'s visits are not hers to change', async () => {
  await using w = await world();
  const member = await w.db.read(w.manager, (tx) => readTeamMember(tx, w.michael.userId));
  assert.deepEqual(member.visits.map(({ visitId, customerName }) => [visitId, customerName]), [[w.visitId, null]]);
  assert.deepEqual(member.tasks.map(({ title, customerName }) => [title, customerName]), [['Send the card', null]]);
  await w.db.owner.run(sql`insert into access.membership (customer_id, user_id) values (${w.doctorIds[0]}, ${w.manager.userId})`);
  const [visit] = (await w.db.read(w.manager, (tx) => readTeamMember(tx, w.michael.userId))).visits;
  assert.equal(visit?.customerName, 'Amara Osei');
  assert.equal(await w.db.read(w.manager, (tx) => findVisit(tx, w.visitId)), undefined);
  assert.equal(await w.db.transaction(w.manager, (tx) => tx.run(sql`update field.visit set minutes = 5 where visit_id = ${w.visitId}::bigint`)), 0);
  assert.deepEqual(await w.db.read(w.stranger, (tx) => tx.rows(sql`select visit_id from field.visit`)), []);
});
