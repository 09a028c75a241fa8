import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addFile, comparePair, decideRequest, getCustomer, mergeCustomers, moveRequest, recordVerdicts, requestChange, sendFile, takeRequest } from '#customers';
import { makeAffiliation, makeCustomer, makeMembership } from '#customers/makers';
import { sql } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { notify } from '#work';
import { moves } from './moves.ts';

const ports = { moves, tell: notify };
const bytes = (text: string) => (async function* parts() { yield Buffer.from(text, 'latin1'); })();
const bell = (db: TestDatabase, userId: number) => db.owner.rows<{ headline: string }>(sql`select headline from work.notification where user_id = ${userId}::integer order by 1`);

test('a correction goes from who asks to the steward and back, line by line, with reason, and only those two see it', async () => {
  await using db = await testDatabase();
  const [rep, other, steward] = [await makePerson(db, { role: 'field' }), await makePerson(db, { role: 'field' }), await makePerson(db, { role: 'steward' })];
  const { customerId } = await makeCustomer(db, { name: 'Amara Osei', city: 'Buffalo' });
  await makeMembership(db, { customerId, userId: rep.userId });
  const input = { kind: 'correct' as const, customerId, note: 'She moved', submit: true, fields: { city: 'Albany', credential: 'MD', phone: '212-555-0100' } };
  const asked = await requestChange(db, rep, { input, tell: notify });
  assert.deepEqual([asked.state, asked.expected.hours, asked.lines.map(({ field, stated }) => [field, stated])], ['submitted', null, [['city', 'Buffalo'], ['credential', ''], ['phone', '']]]);
  assert.deepEqual(await bell(db, steward.userId), [{ headline: 'A correction is asked for' }]);
  assert.deepEqual(await db.read(other, (tx) => tx.rows(sql`select request_id from customers.request union all select request_id from customers.request_line`)), []);
  await takeRequest(db, steward, asked.requestId);
  const done = await decideRequest(db, steward, {
    ...ports, requestId: asked.requestId, answer: 'The registry says DO',
    lines: [{ lineNo: 1, result: 'accepted' }, { lineNo: 2, result: 'modified', applied: 'DO', reason: 'NPPES' }, { lineNo: 3, result: 'rejected', reason: 'Not in service' }],
  });
  assert.deepEqual(done.lines.map(({ result, applied }) => [result, applied]), [['accepted', 'Albany'], ['modified', 'DO'], ['rejected', null]]);
  const { city, credential } = await db.read(steward, (tx) => getCustomer(tx, customerId));
  assert.deepEqual([city, credential], ['Albany', 'DO']);
  assert.deepEqual(await bell(db, rep.userId), [{ headline: 'Your request was accepted in part' }]);
  await assert.rejects(decideRequest(db, steward, { ...ports, requestId: asked.requestId, answer: '', lines: [{ lineNo: 1, result: 'accepted' }] }), { code: 'customers.request_state' });
});

test('what stands already is told as such, a request of nothing is refused, and who asked may take it back', async () => {
  await using db = await testDatabase();
  const [marketer, steward] = [await makePerson(db, { role: 'marketing' }), await makePerson(db, { role: 'steward' })];
  const { customerId } = await makeCustomer(db, { name: 'Amara Osei', city: 'Buffalo' });
  const ask = (city: string) => requestChange(db, marketer, { input: { kind: 'correct', customerId, note: 'She moved', submit: true, fields: { city } }, tell: notify });
  await assert.rejects(ask('Buffalo'), { code: 'customers.request_empty' });
  const [first, second] = [await ask('Albany'), await ask('Albany')];
  const accept = (requestId: number) => decideRequest(db, steward, { ...ports, requestId, answer: '', lines: [{ lineNo: 1, result: 'accepted' }] });
  await accept(first.requestId);
  assert.equal((await accept(second.requestId)).lines[0]?.result, 'already_applied');
  const third = await ask('Utica');
  assert.equal((await moveRequest(db, marketer, { requestId: third.requestId, to: 'cancelled', tell: notify })).state, 'cancelled');
});

test('a new person is on file and usable at once by who asked, closing ends the affiliation, and merging goes through the same refusals', async () => {
  await using db = await testDatabase();
  const [rep, steward] = [await makePerson(db, { role: 'field' }), await makePerson(db, { role: 'steward' })];
  const added = await requestChange(db, rep, { input: { kind: 'new_person', note: 'Met at a congress', submit: true, person: { givenName: 'Nina', familyName: 'Okoro', city: 'Utica', state: 'ny' } }, tell: notify });
  const found = await db.read(rep, (tx) => getCustomer(tx, added.customerId));
  assert.deepEqual([found.name, found.source, found.status, found.city], ['Nina Okoro', 'request', 'active', 'Utica']);
  const checked = await decideRequest(db, steward, { ...ports, requestId: added.requestId, answer: '', lines: [{ lineNo: 1, result: 'accepted' }] });
  assert.equal(checked.state, 'processed');
  assert.equal((await db.read(steward, (tx) => getCustomer(tx, added.customerId))).source, 'steward');
  const [a, b, place] = [await makeCustomer(db), await makeCustomer(db), await makeCustomer(db, { kind: 'hco' })];
  await makeAffiliation(db, { ...a, toCustomerId: place.customerId });
  const { affiliationId } = await db.owner.one<{ affiliationId: number }>(sql`select affiliation_id from customers.affiliation`);
  const close = await requestChange(db, steward, { input: { kind: 'close_affiliation', customerId: a.customerId, affiliationIds: [affiliationId], note: 'She left', submit: true }, tell: notify });
  await decideRequest(db, steward, { ...ports, requestId: close.requestId, answer: '', lines: [{ lineNo: 1, result: 'accepted' }] });
  assert.deepEqual(await db.owner.rows(sql`select valid_to from customers.affiliation`), [{ validTo: '2026-11-23' }]);
  const merge = await requestChange(db, steward, { input: { kind: 'merge', customerId: a.customerId, otherIds: [b.customerId], note: 'One person', submit: true }, tell: notify });
  const decided = await decideRequest(db, steward, { ...ports, requestId: merge.requestId, answer: '', lines: [{ lineNo: 1, result: 'accepted' }] });
  assert.equal(decided.lines[0]?.result, 'rejected');
  assert.match(decided.lines[0]?.reason ?? '', /different valid NPIs/);
});

test('records that a request makes one are told to the others and to the trail like any merge', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  const [a, b] = [await makeCustomer(db), await makeCustomer(db)];
  await db.owner.run(sql`delete from customers.identifier where customer_id = ${b.customerId}::bigint`);
  const asked = await requestChange(db, steward, { input: { kind: 'merge', customerId: a.customerId, otherIds: [b.customerId], note: 'One person', submit: true }, tell: notify });
  const decided = await decideRequest(db, steward, { ...ports, requestId: asked.requestId, answer: '', lines: [{ lineNo: 1, result: 'accepted' }] });
  assert.equal(decided.lines[0]?.result, 'accepted');
  assert.deepEqual(await db.owner.rows(sql`select customer_id, (data ->> 'loserId')::bigint as loser_id from events.event where type = 'customers.merged'`), [{ customerId: a.customerId, loserId: b.customerId }]);
  assert.deepEqual(await db.owner.rows(sql`select customer_id, reason, after -> 'moved' is not null as told from audit.entry where action = 'customers.merge'`), [{ customerId: a.customerId, reason: `Request ${asked.requestId}: One person`, told: true }]);
});

test('a file goes with a request by what it is, not by its name, and comes back as an attachment', async () => {
  await using db = await testDatabase();
  const rep = await makePerson(db, { role: 'marketing' });
  const { customerId } = await makeCustomer(db, { city: 'Buffalo' });
  const { requestId } = await requestChange(db, rep, { input: { kind: 'correct', customerId, note: 'She moved', submit: false, fields: { city: 'Albany' } }, tell: notify });
  await assert.rejects(addFile(db, rep, { requestId, name: 'card.png', body: bytes('<script>alert(1)</script>') }), { code: 'customers.request_file' });
  const { type, name } = await addFile(db, rep, { requestId, name: '../../card".pdf', body: bytes('%PDF-1.7 …') });
  assert.deepEqual([type, name.includes('/') || name.includes('"')], ['application/pdf', false]);
  const sent = await sendFile(db, rep, { requestId, fileNo: 1 });
  assert.match(String(sent.headers?.['content-disposition']), /^attachment/);
});

test('a steward is shown before what a merge does, nothing of it stays, and a verdict of "different" forbids it until withdrawn', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  const [a, b] = [await makeCustomer(db, { name: 'Amara Osei', email: 'a@x.example' }), await makeCustomer(db, { name: 'A Osei', email: 'b@x.example' })];
  await db.owner.run(sql`delete from customers.identifier where customer_id = ${b.customerId}::bigint`);
  const pair = { customerId: a.customerId, otherId: b.customerId };
  const shown = await comparePair(db, steward, { moves, pair });
  assert.deepEqual([shown.winnerId, shown.change.refusal, shown.change.moved], [a.customerId, null, [{ table: 'customers.contact_point', rows: 1 }]]);
  assert.deepEqual(await db.owner.rows(sql`select merge_id from customers.merge`), []);
  const say = (verdict: 'same' | 'different' | 'withdrawn') => recordVerdicts(db, steward, { moves, pairs: [pair], verdict, reason: '' });
  await say('different');
  assert.deepEqual((await say('same')).map(({ ok, reason }) => [ok, reason]), [[false, 'said_different']]);
  await say('withdrawn');
  assert.equal((await say('same'))[0]?.ok, true);
  assert.equal((await mergeCustomers(db, steward, { moves, wanted: [{ winnerId: a.customerId, loserId: b.customerId, reason: 'Again' }] })).refused[0]?.reason, 'same_record');
});
