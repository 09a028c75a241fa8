import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import { makePerson, makeProduct, testDatabase, type TestDatabase } from '#platform/testing';
import { acceptHandOver, getCaseQuestion, recordQuestion, setPresence } from '#work';
import { makeCase, makeCustomerRow } from '#work/makers';
import { handOverCase } from './hand-over-case.ts';
import { readAnswerOut } from './read-answer-out.ts';
import { readConsoleCase, readLine } from './read-console.ts';
import { startCall } from './start-call.ts';
import type { Ports } from './types.ts';
import { wrapUpCase } from './wrap-up-case.ts';

async function desk(db: TestDatabase) {
  const elizabeth = await makePerson(db, { role: 'contact_centre', name: 'Elizabeth' });
  const priyanka = await makePerson(db, { role: 'medical', name: 'Priyanka Raman' });
  const productId = await makeProduct(db);
  const customerId = await makeCustomerRow(db);
  const { caseId } = await db.transaction(elizabeth, (tx) => startCall(tx, { customerId, productId }));
  await db.transaction(elizabeth, (tx) => recordQuestion(tx, { caseId, question: 'GLIDIM with an eGFR under 30?', callback: '+1 212 555 0142', bestTime: 'after 17:00' }));
  return { elizabeth, priyanka, productId, customerId, caseId };
}

// Stands for medical, which is a neighbour: everybody but this person is certified.
const portsWithout = (userId: number): Ports => ({ certifiedNow: async (_tx, question) => (question.userId === userId ? { reason: 'not_certified', sentence: 'Not certified for GLIDIM.' } : null) });
const ports = portsWithout(0);

test('a call is on her timeline and a case of the caller\'s, under its clock', async () => {
  await using db = await testDatabase();
  const { elizabeth, caseId, customerId } = await desk(db);
  const line = await db.read(elizabeth, readLine);
  assert.deepEqual(line.cases.map((one) => [one.caseId, one.state, one.ownerId, one.dueAt]), [[caseId, 'open', elizabeth.userId, '2026-11-23T16:00:00.000Z']]);
  assert.deepEqual(await db.owner.rows(sql`select customer_id, kind, direction, channel from interactions.interaction`), [{ customerId, kind: 'call', direction: 'in', channel: 'phone' }]);
});

test('only an approved answer in date counts as read out, and its version is kept', async () => {
  await using db = await testDatabase();
  const { elizabeth, caseId } = await desk(db);
  await db.owner.run(sql`insert into content.document (document_id, code, kind, title, function) overriding system value values (1, 'SR-118', 'standard_response', 'Dosing in renal impairment', 'contact_centre')`);
  await db.owner.run(sql`
    insert into content.version (version_id, document_id, version_no, state, body, valid_from, valid_to, digest, created_at) overriding system value
    values (1, 1, 3, 'superseded', 'b', '2026-01-01', '2027-01-01', 'd', '2026-01-01'), (2, 1, 4, 'approved', 'b', '2026-01-01', '2027-01-01', 'd', '2026-01-01'),
           (3, 1, 5, 'approved', 'b', '2026-01-01', '2026-11-22', 'd', '2026-01-01')`);
  const read = (versionId: number) => db.transaction(elizabeth, (tx) => readAnswerOut(tx, { caseId, versionId }));
  await assert.rejects(read(1), { code: 'contact_centre.answer_not_approved' });
  await assert.rejects(read(3), { code: 'contact_centre.answer_not_approved', message: 'SR-118 v5 may not be read out: it is valid from 2026-01-01 to 2026-11-22.' });
  await read(2);
  const { crossing, question } = await db.transaction(elizabeth, (tx) => readConsoleCase(tx, caseId));
  assert.deepEqual([crossing.crosses[2]?.detail, question.answersRead[0]?.readAt], ['SR-118 v4', '2026-11-23T14:00:00.000Z']);
});

test('a liaison who is not certified, or cannot join now, is refused with the reason and what can be done', async () => {
  await using db = await testDatabase();
  const { elizabeth, priyanka, caseId } = await desk(db);
  const hand = (mode: 'join' | 'call_back', with_ = ports) => db.transaction(elizabeth, (tx) => handOverCase(tx, with_, { caseId, toUserId: priyanka.userId, mode }));
  await assert.rejects(hand('call_back', portsWithout(priyanka.userId)), { code: 'contact_centre.not_certified', message: 'Not certified for GLIDIM.' });
  await assert.rejects(hand('join'), { code: 'contact_centre.not_available', message: 'Priyanka Raman is away now.' });
  await db.transaction(priyanka, (tx) => setPresence(tx, { state: 'available', busy: [{ from: '2026-11-23T13:30:00Z', to: '2026-11-23T14:30:00Z' }] }));
  await assert.rejects(hand('join'), { code: 'contact_centre.not_available', message: 'Priyanka Raman is in a meeting now.' });
  await db.transaction(priyanka, (tx) => setPresence(tx, { state: 'available', busy: [] }));
  assert.ok((await hand('join')).handOverId);
});

test('what the liaison gets is the question, the callback and the answers; the desk\'s notes stay', async () => {
  await using db = await testDatabase();
  const { elizabeth, priyanka, caseId } = await desk(db);
  await db.transaction(elizabeth, async (tx) => (await import('#work')).noteCase(tx, { caseId, body: 'CANARY Michael owes her samples' }));
  const { handOverId, crossing } = await db.transaction(elizabeth, (tx) => handOverCase(tx, ports, { caseId, toUserId: priyanka.userId, mode: 'call_back', preferredTime: 'after_hours' }));
  await db.transaction(priyanka, (tx) => acceptHandOver(tx, handOverId));
  const got = await db.transaction(priyanka, (tx) => getCaseQuestion(tx, caseId));
  assert.deepEqual([got.question, got.callback, got.bestTime], ['GLIDIM with an eGFR under 30?', '+1 212 555 0142', 'after 17:00']);
  assert.deepEqual(await db.read(priyanka, (tx) => tx.rows(sql`select note_id from work.case_note`)), []);
  assert.equal(JSON.stringify([got, crossing]).includes('CANARY'), false);
  const [trail] = await db.owner.rows<{ after: unknown }>(sql`select after from audit.entry where action = 'contact_centre.hand_over'`);
  assert.deepEqual(trail?.after, { crosses: ['question', 'callback'], stays: ['visits_samples_prescribing', 'notes'] });
});

test('a case is worked on by whoever has it, until it is wrapped up', async () => {
  await using db = await testDatabase();
  const { elizabeth, customerId, caseId } = await desk(db);
  const omar = await makePerson(db, { role: 'contact_centre', name: 'Omar' });
  const other = await makeCase(db, { customerId });
  await assert.rejects(db.transaction(omar, (tx) => wrapUpCase(tx, { caseId, outcome: 'answered' })), { code: 'work.case_taken' });
  await assert.rejects(db.transaction(omar, (tx) => wrapUpCase(tx, { caseId: other, outcome: 'answered' })), { code: 'contact_centre.not_your_case' });
  await db.transaction(elizabeth, (tx) => wrapUpCase(tx, { caseId, outcome: 'answered', note: 'content' }));
  assert.deepEqual((await db.read(omar, readLine)).counts, { waiting: 1, unowned: 1, overdue: 0, atRisk: 0, closedToday: 1, handedOverToday: 0, answeredFirstTimeToday: 1, closedLateToday: 0 });
});
