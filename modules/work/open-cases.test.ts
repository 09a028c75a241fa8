import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINE, sql } from '#platform/db';
import { makePerson, testDatabase } from '#platform/testing';
import { closeCase, flagHarm, getCaseNotes, getCaseQuestion, noteCase, openCases, recordQuestion, takeCase } from './index.ts';
import { makeCase, makeCustomerRow } from './makers.ts';
import { readInbox } from './read-inbox.ts';

test('a reply opens one case with a clock of her business hours, however often it arrives', async () => {
  await using db = await testDatabase();
  const desk = await makePerson(db, { role: 'contact_centre' });
  const customerId = await makeCustomerRow(db, { timeZone: 'America/Los_Angeles' });
  const open = () => makeCase(db, { customerId, kind: 'question', interactionId: 12 });
  const caseId = await open();
  assert.equal(await open(), caseId);
  const inbox = await db.read(desk, readInbox);
  assert.deepEqual(inbox.buckets.today.map((item) => [item.id, item.title, item.dueAt]), [[caseId, 'Answer a question', '2026-11-23T18:00:00.000Z']]);
  assert.equal((await db.owner.rows(sql`select from events.event where type = 'case.opened'`)).length, 1);
});

test('of two who take a case one has it, and the other is told who', async () => {
  await using db = await testDatabase();
  const [elizabeth, omar] = [await makePerson(db, { role: 'contact_centre', name: 'Elizabeth Moore' }), await makePerson(db, { role: 'contact_centre', name: 'Omar' })];
  const caseId = await makeCase(db, { customerId: await makeCustomerRow(db) });
  const tries = await Promise.allSettled([elizabeth, omar].map((actor) => db.transaction(actor, (tx) => takeCase(tx, { caseId, version: 1 }))));
  const won = tries.findIndex((one) => one.status === 'fulfilled');
  const lost = tries[1 - won] as PromiseRejectedResult;
  assert.deepEqual([lost.status, lost.reason.code, lost.reason.message], ['rejected', 'work.case_taken', `${['Elizabeth Moore', 'Omar'][won]} has this case.`]);
});

test('a case is taken by its own desk alone', async () => {
  await using db = await testDatabase();
  const liaison = await makePerson(db, { role: 'medical' });
  const caseId = await makeCase(db, { customerId: await makeCustomerRow(db) });
  await assert.rejects(db.transaction(liaison, (tx) => takeCase(tx, { caseId, version: 1 })), { code: 'work.not_your_desk' });
});

test('what she asked is read by the contact centre, medical and safety alone, and each read is on the trail', async () => {
  await using db = await testDatabase();
  const caseId = await makeCase(db, { customerId: await makeCustomerRow(db) });
  for (const role of ['contact_centre', 'medical', 'safety'] as const) {
    const person = await makePerson(db, { role });
    assert.equal((await db.transaction(person, (tx) => getCaseQuestion(tx, caseId))).question, 'Is a 10 mg start supported?');
  }
  for (const role of ['marketing', 'field', 'director', 'steward'] as const) {
    const person = await makePerson(db, { role });
    await assert.rejects(db.transaction(person, (tx) => getCaseQuestion(tx, caseId)), /permission denied/);
  }
  await assert.rejects(db.transaction(ENGINE, (tx) => getCaseQuestion(tx, caseId)), /permission denied/);
  assert.equal((await db.owner.rows(sql`select from audit.entry where action = 'work.read_question'`)).length, 3);
});

test('notes of the contact centre never reach medical, nor the other way round', async () => {
  await using db = await testDatabase();
  const [desk, liaison] = [await makePerson(db, { role: 'contact_centre' }), await makePerson(db, { role: 'medical' })];
  const caseId = await makeCase(db, { customerId: await makeCustomerRow(db), detail: { question: 'q', notes: 'asked Michael for samples' } });
  await db.transaction(liaison, (tx) => noteCase(tx, { caseId, body: 'renal data on file' }));
  const bodies = async (actor: typeof desk) => (await db.read(actor, (tx) => getCaseNotes(tx, caseId))).map((note) => note.body);
  assert.deepEqual(await bodies(desk), ['asked Michael for samples']);
  assert.deepEqual(await bodies(liaison), ['renal data on file']);
});

test('her words are kept as they were typed, and never come into the trail or an event', async () => {
  await using db = await testDatabase();
  const desk = await makePerson(db, { role: 'contact_centre' });
  const caseId = await makeCase(db, { customerId: await makeCustomerRow(db) });
  await db.transaction(desk, (tx) => recordQuestion(tx, { caseId, question: 'CANARY eGFR  under 30?', callback: '+1 212 555 0142' }));
  const found = await db.transaction(desk, (tx) => getCaseQuestion(tx, caseId));
  assert.deepEqual([found.question, found.callback, found.topics], ['CANARY eGFR  under 30?', '+1 212 555 0142', []]);
  const leaks = await db.owner.rows(sql`
    select 1 from audit.entry e where to_jsonb(e)::text like '%CANARY%' union all select 1 from events.event e where to_jsonb(e)::text like '%CANARY%'
    union all select 1 from graphile_worker._private_jobs j where j.payload::text like '%CANARY%'`);
  assert.equal(leaks.length, 0);
});

test('a closed case stays closed', async () => {
  await using db = await testDatabase();
  const desk = await makePerson(db, { role: 'contact_centre' });
  const caseId = await makeCase(db, { customerId: await makeCustomerRow(db) });
  const closed = await db.transaction(desk, (tx) => closeCase(tx, { caseId, outcome: 'answered' }));
  assert.deepEqual([closed.state, closed.outcome, closed.ownerId], ['closed', 'answered', desk.userId]);
  await assert.rejects(db.transaction(desk, (tx) => closeCase(tx, { caseId, outcome: 'answered' })), { code: 'work.case_closed' });
  await assert.rejects(db.transaction(desk, (tx) => recordQuestion(tx, { caseId, question: 'more' })), { code: 'work.case_closed' });
  await assert.rejects(db.transaction(desk, (tx) => takeCase(tx, { caseId, version: closed.version })), { code: 'work.case_closed' });
});

test('a sign of harm is flagged once, by safety, for those who may read the question', async () => {
  await using db = await testDatabase();
  const safety = await makePerson(db, { role: 'safety' });
  const caseId = await makeCase(db, { customerId: await makeCustomerRow(db) });
  assert.equal(await db.transaction(safety, (tx) => flagHarm(tx, caseId)), true);
  assert.equal(await db.transaction(safety, (tx) => flagHarm(tx, caseId)), false);
  assert.equal((await db.transaction(safety, (tx) => getCaseQuestion(tx, caseId))).mayMentionHarm, true);
});

test('nothing is written when there is nothing to open', async () => {
  await using db = await testDatabase();
  assert.deepEqual(await db.transaction(ENGINE, (tx) => openCases(tx, [])), []);
});
