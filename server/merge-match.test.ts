import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerRun, askToTakeBack, joinRun, matchJobsWith, matchOne, mergeCustomers, PRESCRIBER_RULE, publishRule, recordVerdicts, runMatch, saveRule, startMatch, takeBackRun } from '#customers';
import { makeDuplicates } from '#customers/makers';
import { recordInteractions } from '#interactions';
import { ENGINE, sql, type Actor } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { moves } from './moves.ts';

const TWICE = 24;
const SIZE = { people: 240, twice: TWICE };
const STANDING = TWICE - 3; // without those of whom a steward has said something

type Run = { readonly runId: number; readonly joins: string | null; readonly certain: number; readonly joined: number | null; readonly takenBack: number | null };
const runs = (db: TestDatabase) => db.owner.rows<Run>(sql`select run_id, joins, certain, joined, taken_back from customers.match_run order by run_id`);
const lastRun = async (db: TestDatabase): Promise<Run> => (await runs(db)).at(-1)!;
const newRun = async (db: TestDatabase, actor: Actor): Promise<Run> => { await runMatch(db, (await startMatch(db, actor)).runId); return lastRun(db); };
const merged = async (db: TestDatabase) => (await db.owner.one<{ count: number }>(sql`select count(*) as count from customers.customer where status = 'merged'`)).count;
const everything = (db: TestDatabase) => db.owner.rows(sql`${sql.join(moves.flatMap(({ tables }) => tables).filter((table) => 'moves' in table || table.table === 'customers.customer').map(({ table }) => sql`
  select ${table} as of, to_jsonb(t) - 'version' as row from ${sql.id(...table.split('.'))} t`), ' union all ')} order by 1, 2`);
const publish = async (db: TestDatabase, actor: Actor, rule: string) => publishRule(db, actor, { ruleId: (await saveRule(db, actor, { text: rule })).ruleId, reason: 'As agreed' });

test('a run asks before it joins what is certain; what stewards doubt is left to them; the whole run can be taken back, and is not joined again unseen', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await makeDuplicates(db, SIZE);
  await db.transaction(ENGINE, (tx) => recordInteractions(tx, [{ customerId: 10_240, function: 'sales', channel: 'visit', direction: 'out', kind: 'visit', headline: 'Visit', source: 'test' }]));
  const first = await newRun(db, steward);
  assert.deepEqual({ joins: first.joins, certain: first.certain }, { joins: 'asked', certain: TWICE });
  assert.equal(await merged(db), 0, 'the shipped rule joins nothing by itself');
  await recordVerdicts(db, steward, { moves, verdict: 'later', reason: '', pairs: [{ customerId: 240, otherId: 10_240 }] });
  await recordVerdicts(db, steward, { moves, verdict: 'different', reason: 'Father and son', pairs: [{ customerId: 239, otherId: 10_239 }] });
  await recordVerdicts(db, steward, { moves, verdict: 'different', reason: 'Two', pairs: [{ customerId: 238, otherId: 10_238 }] });
  await recordVerdicts(db, steward, { moves, verdict: 'withdrawn', reason: 'Not sure', pairs: [{ customerId: 238, otherId: 10_238 }] });
  const before = await everything(db);
  await assert.rejects(askToTakeBack(db, steward, { runId: first.runId, reason: 'Too early' }), { code: 'customers.match_run_state' });
  await answerRun(db, steward, { runId: first.runId, decision: 'join', reason: 'Looked at thirty of them' });
  await assert.rejects(answerRun(db, steward, { runId: first.runId, decision: 'leave', reason: 'Changed my mind' }), { code: 'customers.match_run_state' });
  await joinRun(db, moves, first.runId);
  await joinRun(db, moves, first.runId);
  assert.deepEqual(await lastRun(db), { runId: first.runId, joins: 'joined', certain: TWICE, joined: STANDING, takenBack: 0 });
  const books = await db.owner.one<{ by: number; entries: number; verdicts: number }>(sql`
    select (select count(*) from customers.merge where merged_by is not null or run_id is null) as by, (select count(*) from audit.entry where action = 'customers.merge' and actor_role = 'engine') as entries,
           (select count(*) from customers.match_verdict where verdict = 'same') as verdicts`);
  assert.deepEqual(books, { by: 0, entries: STANDING, verdicts: 0 }, 'joined by the engine, each in the trail, and no verdict that would teach');

  await askToTakeBack(db, steward, { runId: first.runId, reason: 'The practice numbers were wrong' });
  await takeBackRun(db, moves, first.runId);
  assert.deepEqual(await lastRun(db), { runId: first.runId, joins: 'taken_back', certain: TWICE, joined: STANDING, takenBack: STANDING });
  assert.deepEqual(await everything(db), before);

  await publish(db, steward, PRESCRIBER_RULE.replace('automatic: false', 'automatic: true'));
  const again = await newRun(db, steward);
  assert.deepEqual({ joins: again.joins, certain: again.certain }, { joins: null, certain: 0 }, 'whom a steward has parted stays with the stewards');
});

test('an automatic rule joins by itself up to its share and asks beyond it; a new rule starts a run, and the one before it answers until that is done', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await makeDuplicates(db, SIZE);
  await newRun(db, steward);
  const { given, family, phone } = await db.owner.one<{ given: string; family: string; phone: string }>(sql`select given_name as given, family_name as family, p.value as phone from customers.customer join customers.contact_point p using (customer_id) where customer_id = 17 and p.kind = 'phone'`);
  const alike = () => db.read(steward, (tx) => matchOne(tx, { given, family, phone }));
  const known = await alike();
  assert.ok(known.length > 0);
  await publish(db, steward, PRESCRIBER_RULE.replace('automatic: false', 'automatic: true').replace('at_most: 0.02', 'at_most: 0.05'));
  assert.deepEqual(await alike(), known, 'a rule that has learnt nothing yet leaves the answer to the one before it');
  const published = await db.owner.rows<{ runId: number; task: string }>(sql`
    select n.run_id, (select j.task_identifier from graphile_worker.jobs j where j.key = 'customers.match:' || n.run_id) as task from customers.match_run n where n.state = 'running'`);
  assert.deepEqual(published.map(({ task }) => task), ['customers.match']);
  await runMatch(db, published[0]!.runId);
  assert.deepEqual((await runs(db)).map(({ joins }) => joins), ['left', 'asked'], 'a tenth is more than a twentieth, and what the run before asked is asked no longer');

  await publish(db, steward, PRESCRIBER_RULE.replace('automatic: false', 'automatic: true').replace('at_most: 0.02', 'at_most: 0.2'));
  const bold = await newRun(db, steward);
  assert.equal(bold.joins, 'joining');
  const job = await db.owner.one<{ task: string; payload: { runId: number } }>(sql`select t.identifier as task, payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where key = ${`customers.match-join:${bold.runId}`}`);
  await matchJobsWith(moves)[job.task]!({ db, log: console, signal: new AbortController().signal } as never, job.payload as never);
  assert.equal(await merged(db), TWICE);
  const { waiting } = await db.owner.one<{ waiting: number }>(sql`select count(*) as waiting from customers.match_pair p join customers.customer l using (customer_id) join customers.customer r on r.customer_id = p.other_id where p.state = 'open' and l.status <> 'merged' and r.status <> 'merged' and probability > 0.99`);
  assert.equal(waiting, 0, 'stewards see what is left');
  assert.equal((await mergeCustomers(db, steward, { moves, wanted: [{ winnerId: 240, loserId: 10_240, reason: 'Again' }] })).refused[0]?.reason, 'same_record');
});
