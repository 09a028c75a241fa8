import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINE, sql, type Role } from '#platform/db';
import { makePerson, makeProduct, testDatabase, type TestDatabase } from '#platform/testing';
import { recordInteractions, recordWishes } from './index.ts';
import { makeInteraction } from './makers.ts';
import { getLanes, getPreferences, listTimeline } from './reads/index.ts';
import { NOTE_KINDS, recordNote } from './record-note.ts';

const NOW = '2026-11-23T14:00:00.000Z';
const day = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

async function makeCustomer(db: TestDatabase, id: number): Promise<void> {
  await db.owner.run(sql`insert into customers.customer (customer_id, kind, name, sort_name, source, created_at, updated_at) values (${id}::bigint, 'hcp', ${`Dr ${id}`}, ${`dr ${id}`}, 'test', ${NOW}::timestamptz, ${NOW}::timestamptz)`);
}

async function arranged() {
  const db = await testDatabase();
  await makeCustomer(db, 5);
  await makeInteraction(db, { customerId: 5, occurredAt: day(2), function: 'medical', channel: 'phone', kind: 'call', headline: 'Medical call, 25 min', minutes: 25 });
  await makeInteraction(db, { customerId: 5, occurredAt: day(4), function: 'contact_centre', channel: 'phone', direction: 'in', kind: 'inquiry', headline: 'Asked a question about GLIDIM', content: { quote: 'Below eGFR 30?' } });
  await makeInteraction(db, { customerId: 5, occurredAt: day(6), channel: 'visit', headline: 'Visit, 12 min', content: { body: 'Left the approved card.' } });
  await makeInteraction(db, { customerId: 5, occurredAt: day(8), function: 'patient_services', channel: 'phone', headline: 'Enrolled a patient' });
  return db;
}

test('each role reads the timeline as far as it goes: medical in part, questions for those who answer, patient services closed', async () => {
  await using db = await arranged();
  const read = async (role: Role) => {
    const actor = await makePerson(db, { role });
    if (role === 'field') await db.owner.run(sql`insert into access.membership (customer_id, user_id) values (5, ${actor.userId}::integer)`);
    return db.read(actor, (tx) => listTimeline(tx, { customerId: 5, limit: 50 }));
  };
  const brief = (page: Awaited<ReturnType<typeof read>>) => page.rows.map((row) => [row.function, row.shown, row.quote ?? row.body]);
  const question = ['contact_centre', 'shown', 'Below eGFR 30?'];
  const visit = ['sales', 'shown', 'Left the approved card.'];
  for (const role of ['field', 'marketing', 'director', 'market_access'] as const) {
    assert.deepEqual(brief(await read(role)), [['medical', 'in_part', null], ['contact_centre', 'in_part', null], visit], role);
  }
  assert.deepEqual(brief(await read('contact_centre')), [['medical', 'in_part', null], question, visit]);
  assert.deepEqual(brief(await read('medical')), [['medical', 'shown', null], question, visit]);
  const sales = await read('field');
  assert.deepEqual(sales.closed, [{ function: 'patient_services', sentence: 'Not shown to sales: patient data.' }]);
  assert.equal(sales.rows[0]?.sentence, 'What was said stays medical. You see that it took place.');
});

test('a closed lane reads the same for a customer who has touches there and for one who has none', async () => {
  await using db = await arranged();
  await makeCustomer(db, 6);
  const actor = await makePerson(db, { role: 'marketing' });
  const lanesOf = (customerId: number) => db.read(actor, (tx) => getLanes(tx, { customerId }));
  const [with_, without] = [await lanesOf(5), await lanesOf(6)];
  assert.deepEqual(with_.lanes, without.lanes);
  assert.deepEqual(with_.lanes.find((lane) => lane.of === 'patient_services')?.closed, 'Not shown to marketing: patient data.');
  assert.deepEqual(with_.marks.map((mark) => mark.lane), ['sales', 'customer', 'medical']);
  assert.equal(without.marks.length, 0);
});

test('pages by key neither miss nor repeat a row, also when instants are equal to the microsecond', async () => {
  await using db = await testDatabase();
  await makeCustomer(db, 5);
  await db.owner.run(sql`
    insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, headline, source, recorded_at)
    select 5, timestamptz '2026-11-20 10:00:00.123456Z' - make_interval(secs => (n / 3) * 0.000001), 'sales', 'visit', case n % 2 when 0 then 'in' else 'out' end, 'visit', 'n ' || n, 'test', ${NOW}::timestamptz from generate_series(1, 20) n`);
  const actor = await makePerson(db, { role: 'marketing' });
  const seen: number[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 10; page += 1) {
    const { rows, nextCursor } = await db.read(actor, (tx) => listTimeline(tx, { customerId: 5, limit: 3, ...(cursor ? { cursor } : {}) }));
    seen.push(...rows.map((row) => row.interactionId));
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  assert.deepEqual(seen.length, 20);
  assert.equal(new Set(seen).size, 20);
  const hers = await db.read(actor, (tx) => listTimeline(tx, { customerId: 5, limit: 50, filter: 'from_customer' }));
  assert.equal(hers.rows.length, 10);
});

test('a page reads the months it needs and no other', async () => {
  await using db = await testDatabase();
  const touched = await db.owner.rows<{ 'queryPlan': string }>(sql`
    explain select * from interactions.interaction where customer_id = 5 and occurred_at >= ${day(40)}::timestamptz and occurred_at <= ${NOW}::timestamptz order by occurred_at desc, interaction_id desc limit 51`);
  const partitions = new Set(touched.flatMap((row) => Object.values(row).join().match(/interaction_(\d{6}|default)/g) ?? []));
  assert.deepEqual([...partitions].sort(), ['interaction_202610', 'interaction_202611']);
});

test('what she said stands above what she showed, and what she showed says out of how many', async () => {
  await using db = await testDatabase();
  const productId = await makeProduct(db);
  await db.transaction(ENGINE, async (tx) => {
    const mail = { customerId: 5, function: 'marketing', channel: 'email', source: 'test', productId } as const;
    const [first, second] = await recordInteractions(tx, [{ ...mail, direction: 'out', kind: 'email_sent', headline: 'Mail' }, { ...mail, direction: 'out', kind: 'email_sent', headline: 'Mail' }]);
    await recordInteractions(tx, [{ ...mail, direction: 'in', kind: 'email_opened', headline: 'Opened', causedBy: first ?? null }, { ...mail, direction: 'in', kind: 'email_clicked', headline: 'Clicked', causedBy: first ?? null }, { ...mail, direction: 'in', kind: 'reply', headline: 'Wrote' }]);
    assert.ok(second);
    await recordWishes(tx, [
      { customerId: 5, kind: 'wants_channel', channel: 'email', saidAt: day(9) }, { customerId: 5, kind: 'no_channel', channel: 'email', saidAt: day(3) }, { customerId: 5, kind: 'topic', detail: 'Dosing in renal impairment', productId },
    ]);
  });
  const actor = await makePerson(db, { role: 'marketing' });
  const { said, showed } = await db.read(actor, (tx) => getPreferences(tx, 5));
  assert.deepEqual(said.map((wish) => [wish.kind, wish.channel, wish.detail]), [['topic', null, 'Dosing in renal impairment'], ['no_channel', 'email', '']]);
  assert.deepEqual(showed[0], { channel: 'email', touches: 2, answered: 1, unasked: 1, rate: 1 });
  assert.deepEqual(showed[3], { channel: 'visit', touches: 0, answered: 0, unasked: 0, rate: null });
});

test('a person writes down a touch under his own function, for customers he may see alone', async () => {
  await using db = await testDatabase();
  await makeCustomer(db, 5);
  const rep = await makePerson(db, { role: 'field' });
  const note = { customerId: 5, kind: NOTE_KINDS[0], channel: 'visit', direction: 'out', headline: 'Visit, 12 min', body: 'Asked for the renal table.' } as const;
  await assert.rejects(recordNote(db, rep, note), { code: 'request.not_found' });
  await db.owner.run(sql`insert into access.membership (customer_id, user_id) values (5, ${rep.userId}::integer)`);
  const { interactionId } = await recordNote(db, rep, note);
  await assert.rejects(recordNote(db, rep, { ...note, kind: 'correction' }), { code: 'interactions.nothing_to_correct' });
  await recordNote(db, rep, { ...note, kind: 'correction', headline: 'It was 20 min', causedBy: interactionId });
  await assert.rejects(recordNote(db, rep, { ...note, occurredAt: '2026-12-24T10:00:00Z' }), { code: 'interactions.in_the_future' });
  await assert.rejects(recordNote(db, await makePerson(db, { role: 'medical' }), note), { code: 'interactions.medical_content' });
  const { rows } = await db.read(rep, (tx) => listTimeline(tx, { customerId: 5, limit: 10 }));
  assert.deepEqual(rows.map((row) => [row.kind, row.function, row.personId, row.causedBy]), [['correction', 'sales', rep.userId, interactionId], ['visit', 'sales', rep.userId, null]]);
});
