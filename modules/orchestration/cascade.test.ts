import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { advanceEnrolments, approveCascade, decideCascade, holdCascade, preview, releaseCascade, startCascades, undoCascade } from './index.ts';
import { makeWin, makeWorld, startCascade } from './makers.ts';

const count = async (db: TestDatabase, table: string, where = 'true') =>
  (await db.owner.one<{ n: number }>(sql`select count(*)::integer as n from ${sql.trusted(table)} where ${sql.trusted(where)}`)).n;

test('one event makes one decision for each customer, however often it arrives and whoever dies in between', async () => {
  await using db = await testDatabase();
  const world = await makeWorld(db, { prescribers: 200 });
  const event = await makeWin(db, world);
  const [cascadeId] = await startCascades(db, event);
  assert.ok(cascadeId);
  assert.deepEqual(await startCascades(db, event), []);
  await Promise.all([decideCascade(db, cascadeId), decideCascade(db, cascadeId)]);
  await decideCascade(db, cascadeId);
  assert.equal(await count(db, 'orchestration.decision'), 200);
  assert.equal(await count(db, 'orchestration.segment_member'), 200);
  const outcomes = await db.owner.rows<{ outcome: string; n: number }>(sql`select outcome, count(*)::integer as n from orchestration.decision group by 1`);
  assert.equal(outcomes.reduce((sum, row) => sum + row.n, 0), 200);
  assert.equal(await count(db, 'orchestration.action'), outcomes.find((row) => row.outcome === 'chosen')?.n);
  assert.equal(await count(db, 'channels.message'), 0, 'nothing leaves before somebody approves');
  const [cascade] = await db.owner.rows<{ state: string; decided: number; journeyReason: string }>(sql`select * from orchestration.cascade`);
  assert.deepEqual([cascade?.state, cascade?.decided], ['proposed', 200]);
  assert.match(cascade?.journeyReason ?? '', /“First prescriptions” stays there.*template “Now covered”/);
  assert.equal(await count(db, 'events.event', "type = 'cascade.proposed'"), 1);
});

test('an approval queues each mail and gives each task once, and enrols in the new journey alone', async () => {
  await using db = await testDatabase();
  const world = await makeWorld(db, { prescribers: 200 });
  const cascadeId = await startCascade(db, world);
  await decideCascade(db, cascadeId);
  const marketing = await makePerson(db, { role: 'marketing' });
  await approveCascade(db, marketing, { cascadeId });
  await assert.rejects(approveCascade(db, marketing, { cascadeId }), { code: 'orchestration.cascade_not_proposed' });
  await Promise.all([releaseCascade(db, cascadeId), releaseCascade(db, cascadeId)]);
  const mails = await count(db, 'orchestration.action', "channel = 'email' and state = 'queued'");
  assert.ok(mails > 20);
  assert.equal(await count(db, 'channels.message', "state = 'queued'"), mails);
  assert.equal(await count(db, 'work.task'), await count(db, 'orchestration.action', "channel in ('visit', 'phone')"));
  assert.equal(await count(db, 'orchestration.enrolment', "cascade_id is not null and step = 'answer' and state = 'waiting'"), await count(db, 'orchestration.action', 'candidate = 1'));
  assert.equal(await count(db, 'orchestration.journey', "code = 'now-covered' and state = 'live'"), 1);
  const refusedGotNothing = await count(db, 'channels.message', "customer_id in (select customer_id from orchestration.decision where outcome <> 'chosen')");
  assert.equal(refusedGotNothing, 0);
});

test('a dry run counts what saving would start, and writes nothing', async () => {
  await using db = await testDatabase();
  const world = await makeWorld(db, { prescribers: 150 });
  const actor = await makePerson(db, { role: 'market_access' });
  const data = { productId: world.productId, planIds: [world.planId], tier: 2, restrictions: [], effectiveFrom: '2026-12-01' };
  const { plays: [dry] } = await db.read(actor, (tx) => preview(tx, { type: 'formulary.won', customerId: world.payerId, data }));
  assert.equal(dry?.audience, 150);
  assert.equal(await count(db, 'orchestration.cascade'), 0);
  const cascadeId = await startCascade(db, world);
  await decideCascade(db, cascadeId);
  const chosen = await db.owner.rows<{ chosen: number; n: number }>(sql`select chosen, count(*)::integer as n from orchestration.decision where outcome = 'chosen' group by 1 order by 1`);
  assert.deepEqual(dry?.byCandidate.filter((row) => row.count).map((row) => row.count), chosen.map((row) => row.n));
  const worse = await db.read(actor, (tx) => preview(tx, { type: 'formulary.won', customerId: world.payerId, data: { ...data, tier: 4 } }));
  assert.deepEqual(worse.plays, [], 'the condition of the play does not hold at tier 4');
});

test('holding stops what has not left, and undoing says how much', async () => {
  await using db = await testDatabase();
  const world = await makeWorld(db, { prescribers: 120 });
  const cascadeId = await startCascade(db, world);
  await decideCascade(db, cascadeId);
  const marketing = await makePerson(db, { role: 'marketing' });
  await approveCascade(db, marketing, { cascadeId });
  await releaseCascade(db, cascadeId);
  const held = await holdCascade(db, marketing, { cascadeId, reason: 'wrong plan named' });
  assert.ok(held.stopped > 10);
  assert.equal(await count(db, 'channels.message', "state = 'queued'"), 0);
  assert.equal(await count(db, 'orchestration.action', "state in ('queued', 'proposed')"), 0);
  await undoCascade(db, marketing, { cascadeId, reason: 'wrong plan named' });
  await assert.rejects(undoCascade(db, marketing, { cascadeId, reason: 'again' }), { code: 'orchestration.nothing_to_undo' });
});

test('a journey waits, branches on what she showed, and ends; an advance twice moves nobody twice', async () => {
  await using db = await testDatabase();
  const world = await makeWorld(db, { prescribers: 100 });
  const cascadeId = await startCascade(db, world);
  await decideCascade(db, cascadeId);
  await approveCascade(db, await makePerson(db, { role: 'marketing' }), { cascadeId });
  await releaseCascade(db, cascadeId);
  const waiting = await db.owner.rows<{ customerId: number; actionId: number }>(sql`select customer_id, action_id from orchestration.enrolment where cascade_id is not null order by customer_id`);
  const opener = waiting[0] as { customerId: number; actionId: number };
  await db.owner.run(sql`insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, headline, action_id, source, recorded_at)
    values (${opener.customerId}, '2026-11-25T12:00Z', 'marketing', 'email', 'in', 'email_opened', 'Opened', ${opener.actionId}, 'test', '2026-11-25T12:00Z')`);
  db.setNow('2026-11-24T14:00:00Z');
  await advanceEnrolments(db);
  assert.equal(await count(db, 'orchestration.enrolment', "cascade_id is not null and step = 'answer'"), waiting.length, 'ten days have not passed');
  db.setNow('2026-12-20T14:00:00Z');
  await advanceEnrolments(db);
  await advanceEnrolments(db);
  const ends = await db.owner.rows<{ exitReason: string; n: number }>(sql`select exit_reason, count(*)::integer as n from orchestration.enrolment where cascade_id is not null group by 1 order by 1`);
  const quiet = await count(db, 'orchestration.step_decision', "next_step = 'quiet'"); // the one who opened it may be called, visited or left in peace
  assert.equal(await count(db, 'orchestration.step_decision'), 1);
  assert.deepEqual(ends, quiet ? [{ exitReason: 'no_interest', n: waiting.length }] : [{ exitReason: 'handed_over', n: 1 }, { exitReason: 'no_interest', n: waiting.length - 1 }]);
  assert.equal(await count(db, 'work.task', "title like '%: she read%'"), 1 - quiet);
});
