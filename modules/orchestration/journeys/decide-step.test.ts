import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINE, sql } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { advanceEnrolments, approveCascade, decideCascade, releaseCascade } from '../index.ts';
import { makeWorld, startCascade } from '../makers.ts';
import { explainStepDecision, listStepDecisions } from '../explain-step.ts';
import { findJourneyFaults, type JourneyGraph, type JourneyStep } from '../rules/journey.ts';
import { STARTER_JOURNEYS } from '../rules/starter.ts';

type Row = { customerId: number; outcome: string; chosen: number | null; channel: string | null; refusal: string | null; scores: number[]; refusals: (string | null)[]; nextStep: string; ownerId: number | null };

/** Everybody mailed has opened, ten days have passed, and she stands at the decision. */
async function atDecision(db: TestDatabase) {
  const world = await makeWorld(db, { prescribers: 150 });
  const cascadeId = await startCascade(db, world);
  await decideCascade(db, cascadeId);
  await approveCascade(db, await makePerson(db, { role: 'marketing' }), { cascadeId });
  await releaseCascade(db, cascadeId);
  await db.owner.run(sql`insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, headline, action_id, source, recorded_at)
    select customer_id, '2026-11-25T12:00Z', 'marketing', 'email', 'in', 'email_opened', 'Opened', action_id, 'test', '2026-11-25T12:00Z' from orchestration.enrolment where cascade_id = ${cascadeId}`);
  await db.owner.run(sql`update channels.message set state = 'sent'`);
  await db.owner.run(sql`update orchestration.action set state = 'done' where channel = 'email'`);
  db.setNow('2026-12-20T14:00:00Z');
  return { world, cascadeId };
}

const ledger = (db: TestDatabase) => db.owner.rows<Row>(sql`select customer_id, outcome, chosen, channel, refusal, scores, refusals, next_step, owner_id from orchestration.step_decision order by customer_id`);

test('a decide step chooses for each customer the best way that the gate and people’s time allow, and she goes on along it', async () => {
  await using db = await testDatabase();
  const { cascadeId } = await atDecision(db);
  await Promise.all([advanceEnrolments(db), advanceEnrolments(db)]);
  await advanceEnrolments(db);
  const rows = await ledger(db);
  const enrolled = await db.owner.rows<{ customerId: number; exitReason: string }>(sql`select customer_id, exit_reason from orchestration.enrolment where cascade_id = ${cascadeId} order by customer_id`);
  assert.deepEqual(rows.map((row) => row.customerId), enrolled.map((row) => row.customerId), 'one decision for each, however often it advances');
  for (const row of rows) {
    const allowed = row.scores.filter((_, index) => row.refusals[index] === null);
    assert.equal(row.outcome, 'chosen', 'leaving her in peace is always allowed');
    assert.equal(row.scores[(row.chosen as number) - 1], Math.max(...allowed));
    assert.equal(row.nextStep, ['call', 'visit', 'quiet'][(row.chosen as number) - 1]);
    assert.equal(enrolled.find((one) => one.customerId === row.customerId)?.exitReason, row.nextStep === 'quiet' ? 'no_interest' : 'handed_over');
  }
  const ways = Map.groupBy(rows, (row) => row.nextStep);
  assert.deepEqual([...ways.keys()].sort(), ['call', 'quiet', 'visit']);
  assert.ok(rows.some((row) => row.refusals[0]?.startsWith('no_address customers.customer:')), 'who has no number is not called');
  assert.ok(rows.some((row) => row.refusals.some((refusal) => refusal?.startsWith('no_capacity work.capacity:'))), 'somebody had to fall back');
  for (const way of ['call', 'visit']) {
    const tasks = await db.owner.rows<{ customerId: number }>(sql`select t.customer_id from work.task t join orchestration.action a using (customer_id, action_id) where a.step = ${way} order by 1`);
    assert.deepEqual(tasks.map((task) => task.customerId), ways.get(way)?.map((row) => row.customerId), `one task for each ${way}`);
  }
  const visits = Map.groupBy(ways.get('visit') ?? [], (row) => row.ownerId);
  for (const [owner, taken] of visits) assert.ok(taken.length <= 10, `${owner} has ${taken.length} visits for 5 days of 2`);
});

test('what was decided stays decided when the process died before she moved', async () => {
  await using db = await testDatabase();
  const { cascadeId } = await atDecision(db);
  await advanceEnrolments(db);
  const before = await ledger(db);
  // As if the ledger had been written and the move had not: the second time finds what the first decided, though by now nobody has time left.
  await db.owner.run(sql`update orchestration.enrolment set step = 'how', state = 'active', exit_reason = null where cascade_id = ${cascadeId}`);
  await db.owner.run(sql`update work.capacity set per_day = 0`);
  const tasks = await db.owner.rows(sql`select task_id from work.task order by 1`);
  await advanceEnrolments(db);
  assert.deepEqual(await ledger(db), before);
  assert.deepEqual(await db.owner.rows(sql`select task_id from work.task order by 1`), tasks);
  assert.equal((await db.owner.rows(sql`select 1 from orchestration.enrolment where cascade_id = ${cascadeId} and state <> 'done'`)).length, 0);
});

test('the ledger of a step says of each customer what was considered, what counted and what would change it', async () => {
  await using db = await testDatabase();
  await atDecision(db);
  await advanceEnrolments(db);
  const [{ journeyVersionId }] = await db.owner.rows<{ journeyVersionId: number }>(sql`select distinct journey_version_id from orchestration.step_decision`) as [{ journeyVersionId: number }];
  await db.read(ENGINE, async (tx) => {
    const page = await listStepDecisions(tx, { journeyVersionId, step: 'how', limit: 5 });
    assert.equal(page.rows.length, 5);
    assert.ok(page.nextCursor);
    const calls = await listStepDecisions(tx, { journeyVersionId, step: 'how', option: 1, limit: 200 });
    assert.ok(calls.rows.every((row) => row.chosen === 1 && row.because !== ''));
    const why = await explainStepDecision(tx, { journeyVersionId, step: 'how', customerId: calls.rows[0]?.customerId as number });
    assert.deepEqual([why.considered[0]?.code, why.considered[0]?.chosen, why.counted?.candidate, why.propensity], ['call', true, 'call', 1]);
    assert.ok(why.counted?.parts.length);
    const quiet = await listStepDecisions(tx, { journeyVersionId, step: 'how', option: 3, limit: 1 });
    assert.equal((await explainStepDecision(tx, { journeyVersionId, step: 'how', customerId: quiet.rows[0]?.customerId as number })).counted?.parts[0]?.label, 'Leaving her in peace');
  });
});

test('a decide step that cannot decide is a fault of the journey', () => {
  const graph = STARTER_JOURNEYS[0]?.graph as JourneyGraph;
  assert.deepEqual(findJourneyFaults(graph), []);
  const how = graph.steps['how'] as Extract<JourneyStep, { kind: 'decide' }>;
  const faults = (patch: Partial<typeof how>) => findJourneyFaults({ ...graph, steps: { ...graph.steps, how: { ...how, ...patch } } }).map((one) => one.fault);
  const [call, visit, peace] = how.options as [typeof how.options[0], typeof how.options[0], typeof how.options[0]];
  assert.ok(faults({ options: [call] }).includes('There is nothing to decide: it has fewer than two options.'));
  assert.ok(faults({ options: [call, { ...visit, code: 'call' }, peace] }).includes('Two of its options have the same code.'));
  assert.ok(faults({ options: [call, { code: 'mail', name: 'Mail', channel: 'email', function: 'marketing', next: 'visit' }, peace, visit] }).includes('The option "mail" names no approved document.'));
  assert.ok(faults({ otherwise: 'answer' }).includes('A way leads back to it; what was decided for a customer stays decided.'));
});
