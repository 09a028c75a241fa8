import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import { makePerson, makeProduct, testDatabase, type TestDatabase } from '#platform/testing';
import { findLookAlikes } from './find-look-alikes.ts';
import { makeAccount, makePrescribers, makeTouches } from './makers.ts';
import { readAwareness, readEngagement, readOrchestration } from './read-engagement.ts';
import { listMembers } from './reads/members.ts';
import { describeAllAccounts, rollUp } from './roll-up.ts';

/** A cascade that chose two, refused two by the cap and held one out; the cap stands at two touches in 30 days. */
async function makeCascade(db: TestDatabase, productId: number): Promise<number> {
  const at = db.clock().toISOString();
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = await makePrescribers(db, 5);
  await db.owner.run(sql`insert into consent.rule (rule_id, kind, channel, max_touches, window_days, sentence, source, valid_from) values (7, 'cap', 'any', 2, 30, 'Two in 30 days', 'test', '2020-01-01')`);
  await db.owner.run(sql`insert into orchestration.play (play_id, code, version, state, name, on_event, text, definition, created_at) values (1, 'p', 1, 'live', 'P', 'formulary.won', '', '{}', ${at}::timestamptz)`);
  await db.owner.run(sql`
    insert into orchestration.cascade (cascade_id, event_id, play_id, customer_id, product_id, name, state, candidates, audience, started_at)
    values (1, 1, 1, 1, ${productId}::integer, 'Empire win', 'running', '[{"function": "marketing"}, {"function": "sales"}]', 12, ${at}::timestamptz - interval '2 hours')`);
  await db.owner.run(sql`
    insert into orchestration.decision (customer_id, event_id, play_id, cascade_id, outcome, chosen, channel, refusal, refusal_record, scores, refusals, features, propensity, decided_at)
    select id, 1, 1, 1, outcome, case when outcome = 'refused' then null else 1 end, 'email', case when outcome = 'refused' then 'cap_reached' end, case when outcome = 'refused' then 'consent.rule:7' end,
           '{1,1}', case when outcome = 'refused' then array['cap_reached consent.rule:7', 'no_owner x'] else array[null, null]::text[] end, '{}', 0.9, ${at}::timestamptz - interval '1 hour'
      from (values (${a}::bigint, 'chosen'), (${b}::bigint, 'chosen'), (${c}::bigint, 'refused'), (${d}::bigint, 'refused'), (${e}::bigint, 'held_out')) as v(id, outcome)`);
  await makeTouches(db, [
    { customerId: c, daysAgo: 5, function: 'sales' }, { customerId: c, daysAgo: 6, function: 'sales' }, // sales had spoken twice: marketing's mail was the duplicate
    { customerId: d, daysAgo: 5, function: 'marketing', channel: 'email', kind: 'email_sent' }, { customerId: d, daysAgo: 9, function: 'marketing', channel: 'email', kind: 'email_sent' },
  ]);
  await db.owner.run(sql`
    with made as (insert into content.document (code, kind, title, product_id, function) values ('m', 'email_template', 'M', ${productId}::integer, 'marketing') returning document_id),
    version as (insert into content.version (document_id, version_no, state, subject, body, valid_from, valid_to, digest, created_at) select document_id, 1, 'approved', 'S', 'B', '2020-01-01', '2090-01-01', 'x', ${at}::timestamptz from made returning version_id)
    insert into channels.message (customer_id, action_id, cascade_id, function, product_id, version_id, address, state, not_before, queued_at, sent_at)
    select ${a}::bigint, 91, 1, 'marketing', ${productId}::integer, version_id, 'a@example.org', 'sent', ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz - interval '90 minutes' from version`);
  return c;
}

test('duplicates prevented, time to first touch and lift come from the ledger, and each figure opens its members', async () => {
  await using db = await testDatabase();
  const productId = await makeProduct(db);
  const prevented = await makeCascade(db, productId);
  await rollUp(db);
  const director = await makePerson(db, { role: 'director' });
  const page = await db.read(director, (tx) => readEngagement(tx, { weeks: 12, productId }));
  const figure = (code: string) => page.figures.find((one) => one.code === code);
  assert.equal(figure('prevented')?.value, 1, 'her own function alone would have reached the cap for the other one');
  assert.equal(figure('prevented')?.base, 2);
  assert.equal(figure('first_touch')?.value, 30);
  assert.equal(figure('lift')?.value, null);
  assert.match(figure('lift')?.sentence ?? '', /2 chosen, 1 held out; the month after the decision is not on file yet/);
  assert.equal(page.finding.title, 'Empire win has reached 1 of 2 chosen.');
  const members = await db.read(director, (tx) => listMembers(tx, { of: 'prevented', productId, limit: 50 }));
  assert.deepEqual(members.rows.map((row) => [row.customerId, row.cascadeId]), [[prevented, 1]]);
  const touched = await db.read(director, (tx) => listMembers(tx, { of: 'first_touch', productId, limit: 50 }));
  assert.deepEqual(touched.rows.map((row) => [row.customerId, row.minutes]), [[1001, 30]]);
});

test('who picks single customers never reads how many were held out', async () => {
  await using db = await testDatabase();
  const productId = await makeProduct(db);
  await makeCascade(db, productId);
  await rollUp(db);
  const agent = await makePerson(db, { role: 'contact_centre' });
  const page = await db.read(agent, (tx) => readEngagement(tx, { weeks: 4, productId }));
  assert.equal(page.figures.find((one) => one.code === 'lift')?.sentence, 'Not shown to your role: who was held out is kept from those who pick single customers.');
  assert.deepEqual(await db.read(agent, (tx) => tx.rows(sql`select outcome from insight.arm`)), [{ outcome: 'chosen' }]);
});

test('members of a figure are as many as it says, page by page', async () => {
  await using db = await testDatabase();
  const productId = await makeProduct(db);
  const rep = await makePerson(db, { role: 'field' });
  const everyone = await makePrescribers(db, 9, rep.userId);
  await makeTouches(db, everyone.slice(0, 7).flatMap((customerId) => [{ customerId, daysAgo: 1, productId }, { customerId, daysAgo: 2, productId, function: 'marketing', channel: 'email', kind: 'email_sent' }, { customerId, daysAgo: 1.5, productId, function: 'marketing', channel: 'email', kind: 'email_clicked', direction: 'in' as const }]));
  await rollUp(db);
  const director = await makePerson(db, { role: 'director' });
  const [page, awareness, matrix] = await db.read(director, async (tx) => [await readEngagement(tx, { weeks: 2, productId }), await readAwareness(tx, { productId }), await readOrchestration(tx, { weeks: 2, productId })] as const);
  const list = (of: 'reached' | 'answered' | 'engaged' | 'no_touch', cursor?: string) => db.read(director, (tx) => listMembers(tx, { of, productId, limit: 4, cursor }));
  const first = await list('reached');
  const second = await list('reached', first.nextCursor ?? undefined);
  assert.equal(page.figures[0]?.value, first.rows.length + second.rows.length);
  assert.equal(second.nextCursor, null);
  assert.equal(page.figures[1]?.value, 1);
  const share = (channel: string) => awareness.rows.find((row) => row.channel === channel)?.now;
  assert.deepEqual([share('any')?.n, share('none')?.n, share('none')?.of], [7, 2, 9]);
  assert.equal((await list('no_touch')).rows.length, 2);
  assert.equal(matrix.together.find((cell) => cell.of === 'sales' && cell.with === 'marketing')?.share.value, 1);
  assert.deepEqual(matrix.activity.map((row) => [row.function, row.role, row.counts.visit, row.counts.email]), [['marketing', 'System', 0, 7], ['sales', 'System', 7, 0]]);
});

test('accounts that share manager, place and lack of the product come first, with the reasons, and whom a win would reach', async () => {
  await using db = await testDatabase();
  const productId = await makeProduct(db);
  const everyone = await makePrescribers(db, 30);
  const empire = await makeAccount(db, { id: 100, name: 'Empire', members: everyone.slice(0, 20), productId });
  const hudson = await makeAccount(db, { id: 200, name: 'Hudson', state: 'NJ', lives: 900_000, members: everyone.slice(0, 15), productId });
  await makeAccount(db, { id: 300, name: 'Coast', state: 'CA', lives: 9_000_000, members: everyone.slice(20), productId, tier: 3, benefitManager: 'Tern' });
  await makeAccount(db, { id: 400, name: 'Won', members: everyone, productId, tier: 2 });
  assert.ok((await describeAllAccounts(db)) > 0);
  assert.equal(await describeAllAccounts(db), 0, 'the second time nothing is different');
  const director = await makePerson(db, { role: 'director' });
  const found = await db.read(director, (tx) => findLookAlikes(tx, { accountId: empire, productId, limit: 10, all: false }));
  assert.deepEqual(found.rows.map((row) => row.name), ['Hudson', 'Coast'], 'where nothing is left to win is not proposed');
  assert.equal(found.rows[0]?.wouldReach, 15);
  assert.equal(found.rows[0]?.nearest.length, 3);
  assert.ok(found.rows[0]?.nearest.some((reason) => reason.sentence === 'Same benefit manager, Crossbridge Rx'));
  assert.ok(found.rows[1]?.farthest.some((reason) => reason.sentence === 'NY against CA' || reason.sentence === 'CA against NY' || reason.sentence.startsWith('Benefit manager Tern')));
  const back = await db.read(director, (tx) => findLookAlikes(tx, { accountId: hudson, productId, limit: 10, all: true }));
  assert.ok(Math.abs((back.rows.find((row) => row.customerId === empire)?.likeness ?? 0) - (found.rows[0]?.likeness ?? 1)) < 1e-9, 'as alike in the other direction');
  await assert.rejects(db.read(director, (tx) => findLookAlikes(tx, { accountId: 12_345, productId, limit: 3, all: false })), { code: 'request.not_found' });
});

test('only the engine writes what dashboards read', async () => {
  await using db = await testDatabase();
  const director = await makePerson(db, { role: 'director' });
  await assert.rejects(db.transaction(director, (tx) => tx.run(sql`insert into insight.rolled (week, rolled_at) values ('2026-11-23', ${tx.now}::timestamptz)`)), { code: '42501' });
  const rep = await makePerson(db, { role: 'field' });
  await assert.rejects(db.read(rep, (tx) => tx.rows(sql`select week from insight.weekly`)), { code: '42501' });
});
