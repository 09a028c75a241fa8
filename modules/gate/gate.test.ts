import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHANNELS } from '#interactions';
import { ENGINE, sql } from '#platform/db';
import { makeProduct, testDatabase } from '#platform/testing';
import { listRules, reach, type Candidate, type GateContext } from './index.ts';
import { policyEffect } from './policy-effect.ts';
import { askGate, makeHistories, makeRules, mayTouch, randomHistories, type Known } from './makers.ts';

const NOW = '2026-11-23T14:00:00.000Z';


test('the gate in SQL answers for a set exactly what the plain rule answers for each customer', async () => {
  await using db = await testDatabase();
  const products = { this: await makeProduct(db), other: await makeProduct(db, { code: 'OTHER' }) };
  await makeRules(db.owner);
  const known = await makeHistories(db.owner, randomHistories(400, 20_261_123), { now: NOW, products });
  await db.read(ENGINE, async (tx) => {
    const context: GateContext = { now: NOW, purpose: 'promotion', market: 'US', rules: await listRules(tx, { purpose: 'promotion', market: 'US', now: NOW }) };
    const candidates = [...CHANNELS, 'event' as const].map((channel, place): Candidate => ({ channel, function: place === CHANNELS.length ? 'sales' : channel === 'event' ? 'medical' : 'marketing', purpose: 'promotion', productId: products.this, market: 'US', versionId: null }));
    const rows = await askGate(tx, known, { candidates, context });
    assert.equal(rows.length, 400);
    for (const [index, row] of rows.entries()) {
      assert.deepEqual(row.answers, candidates.map((candidate) => mayTouch(known[index] as Known, candidate, { context, products })), JSON.stringify(known[index]));
    }
    const codes = new Set(rows.flatMap((row) => row.answers.map((answer) => answer?.split(' ')[0])));
    assert.ok(codes.size >= 15, `the cases are too tame: ${[...codes].join()}`);
  });
});

test('a refusal names the record, says when it ends, and quiet hours only postpone', async () => {
  await using db = await testDatabase();
  db.setNow('2026-11-24T02:30:00.000Z'); // 21:30 in New York
  await db.owner.run(sql`insert into consent.rule (kind, channel, max_touches, window_days, quiet_from, quiet_to, sentence, source, valid_from)
    values ('gap', 'email', null, 7, null, null, 'At least 7 days between two mails.', 's', '2020-01-01'), ('quiet_hours', 'any', null, null, '20:00', '08:00', 'Quiet from 20:00 to 08:00.', 's', '2020-01-01')`);
  await db.owner.run(sql`insert into customers.customer (customer_id, kind, name, sort_name, source, created_at, updated_at) values (5, 'hcp', 'n', 'n', 't', ${NOW}, ${NOW})`);
  await db.owner.run(sql`insert into customers.contact_point (customer_id, kind, value, source, recorded_at) values (5, 'email', 'a@example.org', 't', ${NOW}), (5, 'phone', '1', 't', ${NOW})`);
  await db.owner.run(sql`insert into consent.decision (customer_id, channel, purpose, granted, basis, source, effective_at, recorded_at) values (5, 'email', 'promotion', true, 'consent', 't', '2026-01-01', ${NOW})`);
  await db.owner.run(sql`insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, headline, source, recorded_at) values (5, '2026-11-21T12:00Z', 'marketing', 'email', 'out', 'email_sent', 'x', 't', ${NOW})`);
  const { channels } = await db.read(ENGINE, (tx) => reach(tx, { customerId: 5, productId: null }));
  const email = channels.find((row) => row.channel === 'email');
  assert.deepEqual([email?.allowed, email?.refusal, email?.sentence, email?.remedy], [false, 'minimum_gap', 'At least 7 days between two mails. Free again on 28 Nov 2026.', 'Wait until 28 Nov 2026.']);
  const phone = channels.find((row) => row.channel === 'phone');
  assert.deepEqual([phone?.allowed, phone?.notBefore], [true, '2026-11-24T13:00:00.000Z']);
});

test('mail that came back refuses that address by its record, with the day; another address opens the channel again', async () => {
  await using db = await testDatabase();
  await db.owner.run(sql`insert into customers.customer (customer_id, kind, name, sort_name, source, created_at, updated_at) values (5, 'hcp', 'n', 'n', 't', ${NOW}, ${NOW})`);
  await db.owner.run(sql`insert into consent.decision (customer_id, channel, purpose, granted, basis, source, effective_at, recorded_at) values (5, 'email', 'promotion', true, 'consent', 't', '2026-01-01', ${NOW})`);
  const { contactPointId } = await db.owner.one<{ contactPointId: number }>(sql`insert into customers.contact_point (customer_id, kind, value, state, state_at, source, recorded_at) values (5, 'email', 'dead@example.org', 'bounced', '2026-11-20T15:00Z', 't', ${NOW}) returning contact_point_id`);
  const email = async () => (await db.read(ENGINE, (tx) => reach(tx, { customerId: 5, productId: null }))).channels.find((row) => row.channel === 'email');
  const refused = await email();
  assert.deepEqual([refused?.allowed, refused?.refusal, refused?.record, refused?.sentence], [false, 'address_bounced', `customers.contact_point:${contactPointId}`, 'Mail to the address on file came back, 20 Nov 2026.']);
  await db.owner.run(sql`insert into customers.contact_point (customer_id, kind, value, state, state_at, source, recorded_at) values (5, 'email', 'hers@example.org', 'withdrawn', '2026-11-21T15:00Z', 't', ${NOW})`);
  const closed = await email();
  assert.deepEqual([closed?.refusal, closed?.sentence, closed?.remedy], ['address_withdrawn', 'The address on file may no longer be used, 21 Nov 2026.', 'Only the person can give it back, or give another one.']);
  await db.owner.run(sql`insert into customers.contact_point (customer_id, kind, value, source, recorded_at) values (5, 'email', 'new@example.org', 't', ${NOW})`);
  assert.equal((await email())?.allowed, true);
});

test('what a text of rules would change is told before it is in force, with its own test cases', async () => {
  await using db = await testDatabase();
  db.setNow(NOW);
  const products = { this: await makeProduct(db, { code: 'THIS' }), other: await makeProduct(db, { code: 'OTHER' }) };
  await makeHistories(db.owner, randomHistories(60, 7), { now: NOW, products });
  const text = `policy: US
rules:
  - blackout: 2026-11-20 to 2026-11-30
    channel: visit
    sentence: No visits in this week.
    source: Policy
tests:
  - { test: no visit in the week, customer: 1, channel: visit, function: sales, at: "2026-11-24T10:00:00-05:00", expect: blackout }
  - { test: a visit before it, customer: 1, channel: visit, function: sales, at: "2026-11-19T10:00:00-05:00", expect: blackout }
`;
  const { sampled, standing, proposed, tests } = await db.read(ENGINE, (tx) => policyEffect(tx, text));
  const count = (rows: typeof standing, answer: string) => rows.filter((row) => row.channel === 'visit' && row.answer === answer).reduce((sum, row) => sum + row.customers, 0);
  assert.ok(sampled > 20 && count(standing, 'allowed') > 0);
  assert.deepEqual([count(standing, 'blackout'), count(proposed, 'allowed')], [0, 0]);
  assert.ok(count(proposed, 'blackout') >= count(standing, 'allowed'));
  assert.deepEqual(tests.map(({ passed }) => passed), [tests[0]?.got === 'blackout', false]);
});
