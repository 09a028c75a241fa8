import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { ENGINE, sql } from '#platform/db';
import { makePerson, testDatabase } from '#platform/testing';
import { getCaseQuestion } from '#work';
import { makeCase, makeCustomerRow } from '#work/makers';
import { screenCase } from './events.ts';
import { takeStep } from './index.ts';
import { makeReport } from './makers.ts';
import { countClocks, listEvents, listReceipts } from './reads.ts';
import { getEventWithNarrative } from './take-step.ts';

const page = { limit: 50, after: null };

test('anybody may report, gets a receipt, and reads nothing of it again', async () => {
  await using db = await testDatabase();
  const [rep, sofia] = [await makePerson(db, { role: 'field' }), await makePerson(db, { role: 'safety' })];
  const receipt = await makeReport(db, rep, { narrative: 'CANARY rash' });
  assert.deepEqual(await db.read(rep, listReceipts), [receipt]);
  await assert.rejects(db.transaction(rep, (tx) => getEventWithNarrative(tx, Number(receipt.receipt.slice(2)))), /permission denied/);
  const [event] = await db.read(sofia, (tx) => listEvents(tx, page));
  assert.deepEqual([event?.receipt, event?.state], [receipt.receipt, 'received']);
  assert.equal((await db.transaction(sofia, (tx) => getEventWithNarrative(tx, event?.safetyId ?? 0))).narrative, 'CANARY rash');
  const leaks = await db.owner.rows(sql`
    select 1 from audit.entry e where to_jsonb(e)::text like '%CANARY%' union all select 1 from events.event e where to_jsonb(e)::text like '%CANARY%'
    union all select 1 from work.notification n where to_jsonb(n)::text like '%CANARY%'`);
  assert.equal(leaks.length, 0);
});

test('an opt-out never stands in the way of a report', async () => {
  await using db = await testDatabase();
  const desk = await makePerson(db, { role: 'contact_centre' });
  const customerId = await makeCustomerRow(db);
  await db.owner.run(sql`insert into consent.restriction (customer_id, kind, reason, source, valid_from) values (${customerId}::bigint, 'do_not_contact', 'asked', 'test', '2020-01-01')`);
  assert.match((await makeReport(db, desk, { customerId })).receipt, /^S-\d+$/);
});

test('day zero is the first instant anybody of ours knew, and nobody can move it', async () => {
  await using db = await testDatabase();
  const [desk, sofia] = [await makePerson(db, { role: 'contact_centre' }), await makePerson(db, { role: 'safety' })];
  const caseId = await makeCase(db, { customerId: await makeCustomerRow(db) });
  db.setNow('2026-11-23T17:00:00.000Z');
  const receipt = await makeReport(db, desk, { caseId });
  assert.deepEqual([receipt.dayZeroAt, receipt.dueAt], ['2026-11-23T14:00:00.000Z', '2026-11-24T14:00:00.000Z']);
  await assert.rejects(makeReport(db, desk, { awareAt: '2026-11-24T00:00:00Z' }), { code: 'safety.aware_in_future' });
  for (const actor of [desk, sofia]) {
    await assert.rejects(db.transaction(actor, (tx) => tx.run(sql`update safety.event set day_zero_at = ${tx.now}::timestamptz`)), /permission denied/);
    await assert.rejects(db.transaction(actor, (tx) => tx.run(sql`delete from safety.event`)), /permission denied/);
  }
});

test('an event goes forward, is acknowledged, or is nullified with its reason, and stays on file', async () => {
  await using db = await testDatabase();
  const sofia = await makePerson(db, { role: 'safety' });
  const safetyId = Number((await makeReport(db, sofia)).receipt.slice(2));
  await assert.rejects(db.transaction(sofia, (tx) => takeStep(tx, { safetyId, to: 'acknowledged', reference: 'x' })), { code: 'safety.step_not_possible' });
  await db.transaction(sofia, (tx) => takeStep(tx, { safetyId, to: 'forwarded' }));
  assert.deepEqual(await db.read(sofia, countClocks), { received: 0, overdue: 0, dueSoon: 0, unacknowledged: 1, forwarded: 1, forwardedInTime: 1, nextDueAt: null });
  await db.transaction(sofia, (tx) => takeStep(tx, { safetyId, to: 'acknowledged', reference: 'US-2026-77' }));
  const event = await db.transaction(sofia, (tx) => takeStep(tx, { safetyId, to: 'nullified', reason: 'another company\'s product' }));
  assert.deepEqual([event.state, event.reference, event.nullifiedReason], ['nullified', 'US-2026-77', 'another company\'s product']);
  await assert.rejects(db.transaction(sofia, (tx) => takeStep(tx, { safetyId, to: 'nullified', reason: 'again' })), { code: 'safety.step_not_possible' });
});

test('safety events reach safety alone: no other role finds the event, its fact or its number', async () => {
  await using db = await testDatabase();
  const sofia = await makePerson(db, { role: 'safety' });
  await makeReport(db, sofia, { customerId: await makeCustomerRow(db) });
  for (const role of ['administrator', 'market_access', 'marketing', 'contact_centre', 'field', 'director', 'steward', 'reviewer'] as const) {
    const other = await makePerson(db, { role });
    assert.deepEqual(await db.read(other, (tx) => tx.rows(sql`select safety_id from safety.event`)), [], role);
    assert.deepEqual(await db.read(other, (tx) => tx.rows(sql`select event_id from events.event where type like 'safety%'`)), [], role);
  }
  await assert.rejects(db.read(ENGINE, (tx) => tx.rows(sql`select safety_id from safety.event`)), /permission denied/);
});

test('a reply that may mention harm is flagged when its case opens, once', async () => {
  await using db = await testDatabase();
  const sofia = await makePerson(db, { role: 'safety' });
  const customerId = await makeCustomerRow(db);
  const caseId = await makeCase(db, { customerId, detail: { question: 'She fainted after the second tablet. What now?' } });
  const calm = await makeCase(db, { customerId, detail: { question: 'Send the dosing table.' } });
  const events = await db.owner.rows<never>(sql`select event_id, customer_id, type, class, subject, data, actor_id, occurred_at from events.event where type = 'case.opened'`);
  const context = { db, log: pino({ level: 'silent' }), signal: new AbortController().signal };
  for (const event of [...events, ...events]) await screenCase.handle(context, event);
  const flagged = async (id: number) => (await db.transaction(sofia, (tx) => getCaseQuestion(tx, id))).mayMentionHarm;
  assert.deepEqual([await flagged(caseId), await flagged(calm)], [true, false]);
  assert.equal((await db.owner.rows(sql`select from work.notification where kind = 'safety.suspected'`)).length, 1);
});
