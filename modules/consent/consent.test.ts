import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ENGINE, sql } from '#platform/db';
import { makePerson, makeProduct, testDatabase } from '#platform/testing';
import { CONSENT_CHANNELS, listStanding, mayContact, PURPOSES, recordDecisions, recordRestriction, recordRules, type Decision } from './index.ts';
import { makeConsent } from './makers.ts';
import { listPolicy, listRestrictions } from './reads.ts';
import { endRestriction } from './record-restriction.ts';

const NOW = '2026-11-23T14:00:00.000Z';
const ago = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

test('SQL over a set answers for every random history what the plain rule answers for one', async () => {
  await using db = await testDatabase();
  const products = [null, await makeProduct(db), await makeProduct(db, { code: 'CORDEXA' })];
  const decision = fc.record({
    customerId: fc.integer({ min: 1, max: 60 }), channel: fc.constantFrom(...CONSENT_CHANNELS, 'any' as const), purpose: fc.constantFrom(...PURPOSES, 'any' as const), product: fc.constantFrom(0, 1, 2),
    market: fc.constantFrom('US', 'US', 'DE'), granted: fc.boolean(), from: fc.integer({ min: -2, max: 6 }), lasts: fc.option(fc.integer({ min: 1, max: 8 })),
  });
  const made = fc.sample(decision, { numRuns: 420, seed: 42 });
  await db.owner.run(sql`
    insert into consent.decision (customer_id, channel, purpose, product_id, market, granted, basis, source, effective_at, expires_at, recorded_at)
    select customer_id, channel, purpose, product_id, market, granted, 'consent', 'test', from_at, to_at, ${NOW}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(made.map((one) => ({ customer_id: one.customerId, channel: one.channel, purpose: one.purpose, product_id: products[one.product], market: one.market, granted: one.granted, from_at: ago(one.from), to_at: one.lasts === null ? null : ago(one.from - one.lasts) })))}::jsonb)
           as x(customer_id bigint, channel text, purpose text, product_id integer, market text, granted boolean, from_at timestamptz, to_at timestamptz)`);
  const all = await db.owner.rows<Decision>(sql`select * from consent.decision`);
  const ids = Array.from({ length: 60 }, (_, index) => index + 1);
  for (const productId of products) {
    for (const purpose of PURPOSES) {
      const rows = await db.read(ENGINE, (tx) => listStanding(tx, ids, { purpose, productId }));
      assert.equal(rows.length, 60 * CONSENT_CHANNELS.length);
      for (const { customerId, channel, ...answer } of rows) {
        const history = all.filter((one) => one.customerId === customerId);
        assert.deepEqual(answer, mayContact(history, { channel, purpose, productId, market: 'US', at: NOW }), JSON.stringify(history));
      }
    }
  }
});

test('neither a wide nor a narrow yes undoes another no, and at the same instant the no stands', () => {
  const base: Decision = { customerId: 1, decisionId: 1, channel: 'email', purpose: 'promotion', productId: null, market: 'US', granted: true, effectiveAt: ago(9), expiresAt: null };
  const ask = (...history: Partial<Decision>[]) => mayContact(history.map((one, index) => ({ ...base, decisionId: index + 1, ...one })), { channel: 'email', purpose: 'promotion', productId: 7, market: 'US', at: NOW });
  assert.deepEqual(ask({ productId: 7, granted: false }, { effectiveAt: ago(1) }), { allowed: false, reason: 'withdrawn', decisionId: 1 });
  assert.deepEqual(ask({ granted: false, channel: 'any' }, { productId: 7, effectiveAt: ago(1) }), { allowed: false, reason: 'withdrawn', decisionId: 1 });
  assert.deepEqual(ask({ granted: false }, {}), { allowed: false, reason: 'withdrawn', decisionId: 1 });
  assert.deepEqual(ask({ granted: false }, { effectiveAt: ago(1) }), { allowed: true, reason: 'granted', decisionId: 2 });
  assert.deepEqual(ask({ expiresAt: ago(2) }), { allowed: false, reason: 'never_asked', decisionId: null });
});

test('a withdrawal is added, never edited, and is told as one event', async () => {
  await using db = await testDatabase();
  const granted = await makeConsent(db, { customerId: 5, effectiveAt: ago(30) });
  const withdrawn = await makeConsent(db, { customerId: 5, granted: false, source: 'unsubscribe_link' });
  const [email] = await db.read(ENGINE, (tx) => listStanding(tx, [5], { purpose: 'promotion', productId: null }));
  assert.deepEqual(email, { customerId: 5, channel: 'email', allowed: false, reason: 'withdrawn', decisionId: withdrawn });
  const [before] = await db.read(ENGINE, (tx) => listStanding(tx, [5], { purpose: 'promotion', productId: null, at: ago(1) }));
  assert.equal(before?.decisionId, granted);
  const events = await db.owner.rows<{ type: string; data: { decisionId: number; channel: string } }>(sql`select type, data from events.event order by event_id`);
  assert.deepEqual(events.map((event) => [event.type, event.data.decisionId, event.data.channel]), [['consent.granted', granted, 'email'], ['consent.withdrawn', withdrawn, 'email']]);
});

test('a decision from the future and one that expired before it began are refused', async () => {
  await using db = await testDatabase();
  const record = (more: object) => db.transaction(ENGINE, (tx) => recordDecisions(tx, [{ customerId: 5, channel: 'email', purpose: 'promotion', granted: true, source: 'form', ...more }]));
  await assert.rejects(record({ effectiveAt: ago(-1) }), { code: 'consent.in_the_future' });
  await assert.rejects(record({ effectiveAt: ago(3), expiresAt: ago(4) }), { code: 'consent.expires_before_it_begins' });
});

test('a prohibition ends from now on, with a reason, and only once', async () => {
  await using db = await testDatabase();
  await db.owner.run(sql`insert into customers.customer (customer_id, kind, name, sort_name, source, created_at, updated_at) values (5, 'hcp', 'Dr 5', 'dr 5', 'test', ${NOW}::timestamptz, ${NOW}::timestamptz)`);
  const steward = await makePerson(db, { role: 'steward' });
  const restrictionId = await db.transaction(steward, (tx) => recordRestriction(tx, { customerId: 5, kind: 'do_not_contact', reason: 'Asked by letter', source: 'letter' }));
  db.setNow('2026-11-24T14:00:00.000Z');
  await endRestriction(db, steward, { customerId: 5, restrictionId, reason: 'She wrote again' });
  await assert.rejects(endRestriction(db, steward, { customerId: 5, restrictionId, reason: 'again' }), { code: 'consent.already_ended' });
  const rows = await db.read(steward, (tx) => listRestrictions(tx, 5));
  assert.deepEqual(rows.map((row) => [row.kind, row.validTo, row.inForce]), [['do_not_contact', '2026-11-24T14:00:00.000Z', false]]);
});

test('the policy lists what is law before the limits, each with a sentence and a source', async () => {
  await using db = await testDatabase();
  const actor = await makePerson(db, { role: 'marketing' });
  await db.transaction(actor, (tx) => recordRules(tx, [{ kind: 'gap', channel: 'email', windowDays: 7, sentence: 'At least 7 days between two mails.', source: 'Contact policy 2026' }, { kind: 'cap', maxTouches: 4, windowDays: 30, sentence: 'At most 4 touches in 30 days.', source: 'Contact policy 2026' }]));
  const rules = await db.read(actor, (tx) => listPolicy(tx, { market: 'US' }));
  assert.deepEqual(rules.slice(-2).map((rule) => rule.kind), ['cap', 'gap']);
  assert.equal(rules[0]?.kind, 'not_active');
  assert.ok(rules.every((rule) => rule.sentence.length > 10 && rule.source.length > 3));
});
