import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CHANNELS } from '#interactions';
import { ENGINE, sql } from '#platform/db';
import { makeProduct, testDatabase, type TestDatabase } from '#platform/testing';
import { DAY_MS } from '#platform/time';
import { factsSql, listRules, reach, refusalSql, type Candidate, type GateContext } from './index.ts';
import { mayTouch, type KnownCustomer } from './rules/may-touch.ts';

const NOW = '2026-11-23T14:00:00.000Z';
const ago = (days: number) => new Date(Date.parse(NOW) - days * DAY_MS).toISOString();

const channel = fc.constantFrom(...CHANNELS);
const days = fc.integer({ min: -3, max: 40 });
const customer = fc.record({
  status: fc.constantFrom('active', 'active', 'active', 'deactivated'),
  licenceInDays: fc.option(fc.integer({ min: -2, max: 3 })),
  decisions: fc.array(fc.record({
    channel: fc.oneof(channel, fc.constant('any')), purpose: fc.constantFrom('promotion', 'any', 'service'), product: fc.constantFrom('none', 'this', 'other'),
    granted: fc.boolean(), from: days, to: fc.option(fc.integer({ min: -5, max: 30 })),
  }), { maxLength: 5 }),
  restrictions: fc.array(fc.record({ kind: fc.constantFrom('do_not_contact', 'prescriber_data'), from: days, to: fc.option(fc.integer({ min: -5, max: 30 })) }), { maxLength: 1 }),
  touches: fc.array(fc.record({ channel, days, function: fc.constantFrom('sales', 'marketing', 'medical') }), { maxLength: 6 }),
  addresses: fc.subarray(['email', 'phone', 'sms']),
  barred: fc.array(fc.record({ kind: fc.constantFrom('email', 'phone'), state: fc.constantFrom('bounced', 'withdrawn') }), { maxLength: 3 }),
  unwanted: fc.array(channel, { maxLength: 1 }),
  pending: fc.integer({ min: 0, max: 2 }),
});
type Made = typeof customer extends fc.Arbitrary<infer T> ? T : never;

async function insertAll(db: TestDatabase, made: readonly Made[], products: { this: number; other: number; none: null }): Promise<void> {
  const rows = <T>(pick: (one: Made, id: number) => T[]) => JSON.stringify(made.flatMap((one, index) => pick(one, index + 1)));
  await db.owner.run(sql`insert into customers.customer (customer_id, kind, name, sort_name, status, licence_valid_until, source, created_at, updated_at)
    select id, 'hcp', 'n', 'n', status, licence, 'test', ${NOW}, ${NOW} from jsonb_to_recordset(${rows((one, id) => [{ id, status: one.status, licence: one.licenceInDays === null ? null : ago(-one.licenceInDays).slice(0, 10) }])}::jsonb) as x(id bigint, status text, licence date)`);
  await db.owner.run(sql`insert into consent.decision (customer_id, channel, purpose, product_id, granted, basis, source, effective_at, expires_at, recorded_at)
    select id, channel, purpose, product, granted, 'consent', 'test', from_at, to_at, ${NOW} from jsonb_to_recordset(${rows((one, id) => one.decisions.map((d) => ({ id, channel: d.channel, purpose: d.purpose, product: products[d.product as 'this'], granted: d.granted, from_at: ago(d.from), to_at: d.to === null ? null : ago(-d.to) })))}::jsonb) as x(id bigint, channel text, purpose text, product integer, granted boolean, from_at timestamptz, to_at timestamptz)`);
  await db.owner.run(sql`insert into consent.restriction (customer_id, kind, reason, source, valid_from, valid_to)
    select id, kind, 'test', 'test', from_at, to_at from jsonb_to_recordset(${rows((one, id) => one.restrictions.map((r) => ({ id, kind: r.kind, from_at: ago(r.from), to_at: r.to === null ? null : ago(-r.to) })))}::jsonb) as x(id bigint, kind text, from_at timestamptz, to_at timestamptz)`);
  await db.owner.run(sql`insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, headline, source, recorded_at)
    select id, at, function, channel, 'out', 'x', 'x', 'test', ${NOW} from jsonb_to_recordset(${rows((one, id) => one.touches.map((t) => ({ id, at: ago(t.days), channel: t.channel, function: t.function })))}::jsonb) as x(id bigint, at timestamptz, channel text, function text)`);
  await db.owner.run(sql`insert into customers.contact_point (customer_id, kind, value, source, recorded_at)
    select id, kind, 'v', 'test', ${NOW} from jsonb_to_recordset(${rows((one, id) => one.addresses.map((kind) => ({ id, kind })))}::jsonb) as x(id bigint, kind text)`);
  await db.owner.run(sql`insert into customers.contact_point (customer_id, kind, value, state, state_at, source, recorded_at)
    select id, kind, value, state, ${NOW}::timestamptz, 'test', ${NOW} from jsonb_to_recordset(${rows((one, id) => one.barred.map((point, n) => ({ id, ...point, value: `dead ${n}` })))}::jsonb) as x(id bigint, kind text, state text, value text)`);
  await db.owner.run(sql`insert into interactions.wish (customer_id, kind, channel, said_at)
    select id, 'no_channel', channel, ${NOW} from jsonb_to_recordset(${rows((one, id) => one.unwanted.map((c) => ({ id, channel: c })))}::jsonb) as x(id bigint, channel text)`);
}

async function readAll(db: TestDatabase, made: readonly Made[]): Promise<KnownCustomer[]> {
  const decisions = await db.owner.rows<{ customerId: number } & KnownCustomer['decisions'][number]>(sql`select * from consent.decision`);
  const restrictions = await db.owner.rows<{ customerId: number } & KnownCustomer['restrictions'][number]>(sql`select * from consent.restriction`);
  const wishes = await db.owner.rows<{ customerId: number; wishId: number; channel: string }>(sql`select * from interactions.wish`);
  const barred = await db.owner.rows<{ customerId: number; contactPointId: number; kind: string; state: 'bounced' | 'withdrawn' }>(sql`select * from customers.contact_point where state <> 'active'`);
  const own = <T extends { customerId: number }>(rows: T[], id: number) => rows.filter((row) => row.customerId === id);
  return made.map((one, index) => ({
    customerId: index + 1, status: one.status, licenceValidUntil: one.licenceInDays === null ? null : ago(-one.licenceInDays).slice(0, 10), pending: one.pending, addresses: one.addresses,
    decisions: own(decisions, index + 1), restrictions: own(restrictions, index + 1), unwanted: own(wishes, index + 1), barred: own(barred, index + 1),
    touches: one.touches.map((touch) => ({ at: ago(touch.days), channel: touch.channel, function: touch.function })),
  }));
}

test('the gate in SQL answers for a set exactly what the plain rule answers for each customer', async () => {
  await using db = await testDatabase();
  const products = { this: await makeProduct(db), other: await makeProduct(db, { code: 'OTHER' }), none: null };
  await db.owner.run(sql`insert into consent.rule (kind, channel, max_touches, window_days, sentence, source, valid_from)
    values ('cap', 'any', 4, 30, 's', 's', '2020-01-01'), ('cap', 'email', 2, 30, 's', 's', '2020-01-01'), ('gap', 'email', null, 7, 's', 's', '2020-01-01')`);
  const made = fc.sample(customer, { numRuns: 400, seed: 20_261_123 });
  await insertAll(db, made, products);
  const known = await readAll(db, made);
  await db.read(ENGINE, async (tx) => {
    const context: GateContext = { now: NOW, purpose: 'promotion', market: 'US', rules: await listRules(tx, { purpose: 'promotion', market: 'US', now: NOW }) };
    const candidates = CHANNELS.map((name): Candidate => ({ channel: name, function: name === 'event' ? 'medical' : 'marketing', purpose: 'promotion', productId: products.this, market: 'US', versionId: null }));
    const pending = JSON.stringify(made.map((one, index) => ({ id: index + 1, pending: one.pending })));
    const rows = await tx.rows<{ key: number; answers: (string | null)[] }>(sql`
      with ${factsSql(sql`select id as key, id as customer_id, ${products.this}::integer as product_id, pending from jsonb_to_recordset(${pending}::jsonb) as x(id bigint, pending integer)`, context)}
      select f.key, array[${sql.join(candidates.map((candidate) => refusalSql(candidate, context, null)))}] as answers from facts f order by f.key`);
    assert.equal(rows.length, 400);
    for (const [index, row] of rows.entries()) {
      assert.deepEqual(row.answers, candidates.map((candidate) => mayTouch(known[index] as KnownCustomer, candidate, context)), JSON.stringify(known[index]));
    }
    const codes = new Set(rows.flatMap((row) => row.answers.map((answer) => answer?.split(' ')[0])));
    assert.ok(codes.size >= 9, `the cases are too tame: ${[...codes].join()}`);
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
