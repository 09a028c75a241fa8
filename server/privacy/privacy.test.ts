import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Proof } from '#platform/audit';
import { ENGINE, sql, type Actor } from '#platform/db';
import { makePerson, makeProduct, testDatabase, type TestDatabase } from '#platform/testing';
import { addContactPoints, runImport } from '#customers';
import { erasePerson } from './erase-person.ts';
import { exportPerson, personCopyHtml } from './export-person.ts';
import { findPeople } from './find-person.ts';
import { fulfilRequest, previewRequest, recordRequest, takeStep } from './handle-request.ts';
import { endHold, liftSuppression, setHold } from './hold-customer.ts';
import { getRequest, listRequests, listSuppressions } from './reads.ts';
import { mayDo, monthsAfter } from './rules.ts';
import './problems.ts';

const proofOf = (actor: Actor): Proof => ({ userId: actor.userId ?? 0, sessionKey: 'test', components: ['password'] });
const NPI = '1234567893';
const MAIL = 'grace.lindqvist@example.org';
const SECRETS = ['Lindqvist', 'lindqvist', NPI, '2125550147', 'SECRET-QUESTION', 'SECRET-NOTE', 'SECRET-WORDS', '12 Elm Street'];

/** Grace, with something in every corner, and a neighbour at the same practice. */
async function makeGrace(db: TestDatabase, stewardId: number): Promise<{ customerId: number; neighbourId: number }> {
  const productId = await makeProduct(db);
  const person = async (name: string, family: string) => (await db.owner.one<{ customerId: number }>(sql`
    insert into customers.customer (kind, name, sort_name, given_name, family_name, city, state, postal_code, decile, source, created_at, updated_at)
    values ('hcp', ${name}, ${family.toLowerCase()}, 'Grace', ${family}, 'Rochester', 'NY', '14604', 9, 'csv', ${db.clock().toISOString()}::timestamptz, ${db.clock().toISOString()}::timestamptz) returning customer_id`)).customerId;
  const [customerId, neighbourId] = [await person('Grace Lindqvist', 'Lindqvist'), await person('Noah Neighbour', 'Neighbour')];
  const at = db.clock().toISOString();
  await db.owner.run(sql`insert into customers.identifier (system, value, customer_id, source) values ('npi', ${NPI}, ${customerId}, 'csv'), ('npi', '1999999984', ${neighbourId}, 'csv')`);
  await db.owner.run(sql`insert into customers.contact_point (customer_id, kind, value, source, recorded_at) values (${customerId}, 'email', ${MAIL}, 'csv', ${at}), (${customerId}, 'sms', '+1 212 555 0147', 'csv', ${at}),
    (${customerId}, 'phone', '585 555 0100', 'csv', ${at}), (${neighbourId}, 'phone', '585 555 0100', 'csv', ${at})`);
  await db.owner.run(sql`insert into customers.address (customer_id, type, line1, city, state, source, recorded_at) values (${customerId}, 'practice', '12 Elm Street', 'Rochester', 'NY', 'csv', ${at})`);
  await db.owner.run(sql`insert into customers.source_record (customer_id, source, source_key, digest, payload, first_seen_at, last_seen_at) values (${customerId}, 'csv', ${NPI}, 'd', ${JSON.stringify({ name: 'Grace Lindqvist' })}::jsonb, ${at}, ${at})`);
  await db.owner.run(sql`insert into consent.decision (customer_id, channel, purpose, granted, basis, source, effective_at, recorded_at) values (${customerId}, 'email', 'promotion', true, 'consent', 'form', ${at}, ${at})`);
  await db.owner.run(sql`insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, headline, source, recorded_at, product_id) values (${customerId}, ${at}, 'sales', 'visit', 'out', 'visit', 'Visit to Grace Lindqvist', 'test', ${at}, ${productId})`);
  await db.owner.run(sql`insert into work."case" (customer_id, kind, function, channel, state, headline, due_at, opened_at) values (${customerId}, 'question', 'contact_centre', 'phone', 'open', 'Dr Lindqvist asks', ${at}, ${at})`);
  await db.owner.run(sql`insert into work.case_detail (customer_id, case_id, question) select customer_id, case_id, 'SECRET-QUESTION' from work."case" where customer_id = ${customerId}`);
  await db.owner.run(sql`insert into medical.insight (customer_id, type, body, user_id, recorded_at) values (${customerId}, 'unmet_need', 'SECRET-NOTE', ${stewardId}, ${at})`);
  await db.owner.run(sql`insert into safety.event (customer_id, kind, product_id, channel, day_zero_at, due_at, recorded_at) values (${customerId}, 'adverse_event', ${productId}, 'phone', ${at}, ${at}, ${at})`);
  await db.owner.run(sql`insert into safety.narrative (customer_id, safety_id, body) select customer_id, safety_id, 'Nausea after the first dose' from safety.event`);
  return { customerId, neighbourId };
}

async function underWay(db: TestDatabase, actor: Actor, input: { customerId?: number; userId?: number; kind: 'access' | 'erasure' | 'objection'; words?: string }): Promise<number> {
  const { requestId } = await recordRequest(db, actor, { channel: 'letter', words: '', ...input });
  await takeStep(db, actor, { requestId, deed: 'verify', identity: 'Passport seen by SECRET-WORDS' });
  await takeStep(db, actor, { requestId, deed: 'start' });
  return requestId;
}

/** Every row of every table of the product as text, but for what is kept by law. */
async function dump(db: TestDatabase): Promise<string> {
  const tables = await db.owner.rows<{ name: string }>(sql`select n.nspname || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|graphile_worker|public|audit|safety)'`);
  const all = await db.owner.rows<{ text: string }>(sql.trusted(tables.map(({ name }) => `select to_jsonb(t)::text as text from ${name} t`).join(' union all ')) as never);
  return all.map((row) => row.text).join('\n');
}

test('what is held of a person is exported whole: protected content, consent, safety and trail, each with purpose, right and time', async () => {
  await using db = await testDatabase();
  const [steward, admin] = [await makePerson(db, { role: 'steward' }), await makePerson(db, { role: 'administrator' })];
  const { customerId } = await makeGrace(db, steward.userId);
  const requestId = await underWay(db, steward, { customerId, kind: 'access' });
  const copy = await exportPerson(db, admin, { requestId, proof: proofOf(admin) });
  const text = JSON.stringify(copy);
  for (const told of ['Grace Lindqvist', NPI, MAIL, 'SECRET-QUESTION', 'SECRET-NOTE', 'Nausea after the first dose', '12 Elm Street']) assert.ok(text.includes(told), told);
  assert.ok(!text.includes('Neighbour'));
  assert.ok(copy.sections.every((section) => section.purpose && section.basis && section.retention));
  const html = personCopyHtml(copy, 'ABC <Pharma>');
  assert.ok(html.includes('ABC &#60;Pharma&#62;') && html.includes('Nausea after the first dose'));
  assert.deepEqual(await db.owner.rows(sql`select meaning, capacity from audit.signature`), [{ meaning: 'responsibility', capacity: 'copy' }]);
});

test('erasing leaves nothing of a person but what the law keeps, and says what that is before and after', async () => {
  await using db = await testDatabase();
  const [steward, admin] = [await makePerson(db, { role: 'steward' }), await makePerson(db, { role: 'administrator' })];
  const { customerId } = await makeGrace(db, steward.userId);
  const requestId = await underWay(db, steward, { customerId, kind: 'erasure', words: 'Please delete all, Grace Lindqvist' });
  const preview = await previewRequest(db, steward, requestId);
  const kept = preview.tables.filter((one) => one.did === 'kept').map((one) => one.table);
  for (const table of ['safety.event', 'safety.narrative', 'audit.entry', 'consent.decision']) assert.ok(kept.includes(table), table);
  assert.ok(preview.tables.every((one) => one.did !== 'kept' || one.because));
  const { report } = await erasePerson(db, admin, { requestId, words: 'Erased as asked', proof: proofOf(admin) });
  assert.ok(report.before.length >= report.after.length);
  const left = await dump(db);
  for (const secret of SECRETS) assert.ok(!left.includes(secret), `${secret} is still there`);
  assert.deepEqual(await db.owner.rows(sql`select count(*)::integer as n from safety.narrative`), [{ n: 1 }]);
  assert.deepEqual(await db.owner.one(sql`select name, status, family_name, decile from customers.customer where customer_id = ${customerId}`), { name: `Erased customer C${customerId}`, status: 'deactivated', familyName: null, decile: null });
  assert.equal((await db.read(steward, (tx) => getRequest(tx, requestId))).state, 'fulfilled');
  assert.ok(report.done.some((one) => one.table === 'safety.event' && one.did === 'kept' && one.rows === 1));
});

test('who was erased is not taken in again from a list, nor reached by an address that came in by another door; a number shared with others stays theirs', async () => {
  await using db = await testDatabase();
  const [steward, admin] = [await makePerson(db, { role: 'steward' }), await makePerson(db, { role: 'administrator' })];
  const { customerId, neighbourId } = await makeGrace(db, steward.userId);
  const requestId = await underWay(db, steward, { customerId, kind: 'erasure' });
  await erasePerson(db, admin, { requestId, words: 'Erased as asked', proof: proofOf(admin) });
  assert.deepEqual((await db.read(steward, (tx) => listSuppressions(tx))).map((one) => [one.kind, one.binds]).toSorted(), [['email', true], ['npi', true], ['phone', true]]);

  const file = `npi,family_name,given_name,email\n${NPI},Lindqvist,Grace,${MAIL}\n1003000126,Other,Olive,olive@example.org\n`;
  const mapping = { npi: 'npi', family_name: 'family_name', given_name: 'given_name', email: 'email' };
  const result = await runImport(db, steward, { format: 'csv', fileName: 'list.csv', mapping, body: (async function* () { yield Buffer.from(file); })() });
  assert.deepEqual([result.loaded, result.rejected], [1, 1]);
  assert.deepEqual(await db.owner.rows(sql`select field, raw from customers.import_reject`), [{ field: 'npi', raw: '' }]);
  assert.deepEqual(await db.read(steward, (tx) => findPeople(tx, NPI)), []);
  for (const asked of ['Olive Other', 'other, Olive', 'ÓLIVE', '1003000126']) assert.deepEqual((await db.read(steward, (tx) => findPeople(tx, asked))).map(({ name }) => name), ['Olive Other'], asked); // nobody is told to be unknown because of how the name is written

  await db.transaction(ENGINE, (tx) => addContactPoints(tx, [
    { customerId: neighbourId, kind: 'email', value: ` ${MAIL.toUpperCase()} `.trim(), source: 'reply' }, { customerId: neighbourId, kind: 'sms', value: '(212) 555-0147', source: 'reply' }, { customerId: neighbourId, kind: 'email', value: 'noah@example.org', source: 'reply' },
  ]));
  assert.deepEqual(await db.owner.rows(sql`select kind, state, state_source is not null as named from customers.contact_point where customer_id = ${neighbourId} order by kind, state`), [
    { kind: 'email', state: 'active', named: false }, { kind: 'email', state: 'withdrawn', named: true }, { kind: 'phone', state: 'active', named: false }, { kind: 'sms', state: 'withdrawn', named: true },
  ]);
  const { suppressionId } = (await db.read(admin, (tx) => listSuppressions(tx))).find((one) => one.kind === 'npi') ?? { suppressionId: 0 };
  await liftSuppression(db, admin, { suppressionId, reason: 'She asked to be taken in again' });
  const again = await runImport(db, steward, { format: 'csv', fileName: 'list.csv', mapping, body: (async function* () { yield Buffer.from(file); })() });
  assert.deepEqual([again.loaded, again.unchanged, again.rejected], [1, 1, 0]);
});

test('the list of whom we may not take in holds hashes that another key does not make', async () => {
  await using db = await testDatabase();
  const hash = (pads: string) => db.owner.one<{ hash: string }>(sql`select encode(privacy.keyed_hash('email', ' Grace@Example.org '), 'hex') as hash from (select set_config('tutti.suppression_pads', ${pads}, false)) s`);
  const pads = (fill: string) => fill.repeat(128);
  const [one, same, other] = [await hash(pads('36')), await hash(pads('36')), await hash(pads('37'))];
  assert.equal(one.hash, same.hash);
  assert.notEqual(one.hash, other.hash);
  // RFC 4231, case 1, through the same function: key of 20 bytes 0x0b, and the text that the function makes.
  const { createHmac } = await import('node:crypto');
  const key = Buffer.concat([Buffer.alloc(20, 0x0b), Buffer.alloc(44)]);
  const padOf = (byte: number) => Buffer.from(key.map((each) => each ^ byte)).toString('hex');
  assert.equal((await hash(padOf(0x36) + padOf(0x5c))).hash, createHmac('sha256', Buffer.alloc(20, 0x0b)).update('email:grace@example.org').digest('hex'));
});

test('a legal hold refuses the erasing until it is ended, and an objection binds every function at once', async () => {
  await using db = await testDatabase();
  const [steward, admin] = [await makePerson(db, { role: 'steward' }), await makePerson(db, { role: 'administrator' })];
  const { customerId } = await makeGrace(db, steward.userId);
  const { holdId } = await setHold(db, steward, { customerId, reason: 'Claim 4711', law: 'GDPR 17(3)(e)' });
  const requestId = await underWay(db, steward, { customerId, kind: 'erasure' });
  await assert.rejects(erasePerson(db, admin, { requestId, words: 'Erased as asked', proof: proofOf(admin) }), { code: 'privacy.on_hold' });
  await endHold(db, steward, { holdId, reason: 'The claim was settled' });
  await assert.rejects(endHold(db, steward, { holdId, reason: 'once more' }), { code: 'privacy.already_ended' });
  const objection = await underWay(db, steward, { customerId, kind: 'objection' });
  await fulfilRequest(db, steward, { requestId: objection, words: 'No contact any more' });
  assert.deepEqual(await db.owner.rows(sql`select kind, valid_to from consent.restriction where customer_id = ${customerId}`), [{ kind: 'do_not_contact', validTo: null }]);
  await erasePerson(db, admin, { requestId, words: 'Erased as asked', proof: proofOf(admin) });
});

test('a colleague is exported and erased: name and address go, what she signed and decided stays under her number', async () => {
  await using db = await testDatabase();
  const [admin, steward, rep] = [await makePerson(db, { role: 'administrator' }), await makePerson(db, { role: 'steward' }), await makePerson(db, { role: 'field', name: 'Mona Former' })];
  await assert.rejects(erasePerson(db, admin, { requestId: await underWay(db, steward, { userId: admin.userId, kind: 'erasure' }), words: 'My own', proof: proofOf(admin) }), { code: 'privacy.own_erasure' });
  const requestId = await underWay(db, steward, { userId: rep.userId, kind: 'erasure' });
  await erasePerson(db, admin, { requestId, words: 'Left the company', proof: proofOf(admin) });
  assert.deepEqual(await db.owner.one(sql`select name, email, state, auth_id from access.person where user_id = ${rep.userId}`), { name: `Former colleague ${rep.userId}`, email: `erased-${rep.userId}@abc.invalid`, state: 'inactive', authId: null });
});

test('nobody is told or erased before it is proved who asks, and each step follows from the one before', () => {
  const at = { kind: 'erasure', isSomebody: true, holds: 0, isExtended: false } as const;
  const allowed = (deed: Parameters<typeof mayDo>[0], more: Partial<Parameters<typeof mayDo>[1]>) => mayDo(deed, { ...at, state: 'received', ...more }).ok;
  assert.deepEqual([allowed('verify', {}), allowed('start', {}), allowed('erase', {}), allowed('start', { state: 'verified' }), allowed('erase', { state: 'verified' }), allowed('erase', { state: 'in_progress' })], [true, false, false, true, false, true]);
  assert.deepEqual([allowed('erase', { state: 'in_progress', holds: 1 }), allowed('erase', { state: 'in_progress', kind: 'access' }), allowed('erase', { state: 'fulfilled' }), allowed('refuse', { state: 'fulfilled' }), allowed('extend', { isExtended: true }), allowed('export', { kind: 'access', state: 'in_progress', isSomebody: false })], [false, false, false, false, false, false]);
});

test('the month ends on the same day of the next one, or on its last', () => {
  assert.equal(monthsAfter('2026-01-31T09:00:00.000Z', 1), '2026-02-28T09:00:00.000Z');
  assert.equal(monthsAfter('2028-01-31T09:00:00.000Z', 1), '2028-02-29T09:00:00.000Z');
  assert.equal(monthsAfter('2026-11-23T14:00:00.000Z', 3), '2027-02-23T14:00:00.000Z');
  assert.equal(monthsAfter('2026-12-31T23:59:59.000Z', 1), '2027-01-31T23:59:59.000Z');
});

test('open requests stand by their clock; a request from tomorrow is none', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await recordRequest(db, steward, { kind: 'access', channel: 'email', words: '', receivedAt: '2026-11-20T09:00:00.000Z' });
  await recordRequest(db, steward, { kind: 'access', channel: 'email', words: '', receivedAt: '2026-11-02T09:00:00.000Z' });
  await assert.rejects(recordRequest(db, steward, { kind: 'access', channel: 'email', words: '', receivedAt: '2026-11-24T09:00:00.000Z' }), { code: 'privacy.in_the_future' });
  const first = await db.read(steward, (tx) => listRequests(tx, { state: 'open', limit: 1 }));
  assert.deepEqual(first.rows.map((row) => row.dueAt), ['2026-12-02T09:00:00.000Z']);
  const next = await db.read(steward, (tx) => listRequests(tx, { state: 'open', limit: 1, cursor: first.nextCursor ?? '' }));
  assert.deepEqual(next.rows.map((row) => row.dueAt), ['2026-12-20T09:00:00.000Z']);
});
