import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { ENGINE, sql, type Actor } from '#platform/db';
import type { StoredEvent } from '#platform/events';
import type { Problem } from '#platform/problem';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { answerInquiry, handlers, previewReferral, requestReferral, routes } from './index.ts';
import { makeHandedQuestion, makeMedicalWorld } from './makers.ts';
import { listColleagues, listInquiries } from './reads/inquiries.ts';

const CALL = { channel: 'phone', minutes: 12, answer: 'At eGFR below 30 the label says otherwise. canary-answer', topics: ['renal dosing canary-topic'], offLabel: true, digitalIsFine: true } as const;

/** Hands every event there is to the module's handlers, as the queue does. */
async function deliver(db: TestDatabase): Promise<void> {
  const events = await db.owner.rows<StoredEvent>(sql`select event_id, customer_id, type, class, subject, data, actor_id, occurred_at from events.event order by event_id`);
  const context = { db, log: pino({ level: 'silent' }), signal: new AbortController().signal };
  for (const event of events) for (const handler of handlers.filter((one) => one.types.includes(event.type))) await handler.handle(context, event);
}

const codeOf = (error: unknown) => (error as Problem).code;

test('a question that is handed over becomes one inquiry in her own words, however often the event arrives', async () => {
  await using db = await testDatabase();
  const world = await makeMedicalWorld(db);
  const { caseId } = await makeHandedQuestion(db, world, { question: 'Her words' });
  await deliver(db);
  await deliver(db);
  const inquiries = await db.owner.rows(sql`select case_id, owner_id, state, question, unsolicited, product_id from medical.inquiry`);
  assert.deepEqual(inquiries, [{ caseId, ownerId: world.priyanka.userId, state: 'assigned', question: 'Her words', unsolicited: true, productId: world.productId }]);
});

test('answering records the call, ends the inquiry, the hand-over and the case, and tells a medical event', async () => {
  await using db = await testDatabase();
  const world = await makeMedicalWorld(db);
  const { caseId, handOverId } = await makeHandedQuestion(db, world);
  await deliver(db);
  const [inquiry] = await db.read(world.priyanka, (tx) => listInquiries(tx, { ownerId: world.priyanka.userId, state: 'open' }));
  const { interactionId } = await answerInquiry(db, world.priyanka, { ...CALL, inquiryId: inquiry?.inquiryId ?? 0 });
  const touch = await db.owner.one(sql`select function, channel, kind, minutes, headline from interactions.interaction where interaction_id = ${interactionId}`);
  assert.deepEqual(touch, { function: 'medical', channel: 'phone', kind: 'call', minutes: 12, headline: 'Medical call' });
  assert.deepEqual(await db.owner.one(sql`select state, outcome from work."case" where case_id = ${caseId}`), { state: 'closed', outcome: 'answered_by_liaison' });
  assert.deepEqual(await db.owner.one(sql`select state from work.hand_over where hand_over_id = ${handOverId}`), { state: 'done' });
  assert.deepEqual(await db.owner.one(sql`select class, data from events.event where type = 'inquiry.answered'`), { class: 'medical', data: { inquiryId: inquiry?.inquiryId } });
  assert.deepEqual(await db.owner.one(sql`select kind, channel from interactions.wish`), { kind: 'wants_channel', channel: 'email' });
  await assert.rejects(answerInquiry(db, world.priyanka, { ...CALL, inquiryId: inquiry?.inquiryId ?? 0 }), (error) => codeOf(error) === 'medical.inquiry_over');
});

test('only the certified liaison who holds the inquiry may answer it', async () => {
  await using db = await testDatabase();
  const world = await makeMedicalWorld(db);
  await makeHandedQuestion(db, world);
  await deliver(db);
  const { inquiryId } = await db.owner.one<{ inquiryId: number }>(sql`select inquiry_id from medical.inquiry`);
  await assert.rejects(answerInquiry(db, await makePerson(db, { role: 'medical' }), { ...CALL, inquiryId }), (error) => codeOf(error) === 'medical.not_your_inquiry');
  await db.owner.run(sql`update medical.certification set valid_to = '2026-11-01'`);
  await assert.rejects(answerInquiry(db, world.priyanka, { ...CALL, inquiryId }), (error) => codeOf(error) === 'medical.not_certified');
  assert.equal((await db.owner.rows(sql`select from interactions.interaction`)).length, 0);
});

/** Every text of every table and view that a role may read. */
async function everythingSeenBy(db: TestDatabase, actor: Actor): Promise<string> {
  const tables = await db.owner.rows<{ name: string }>(sql`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|graphile_worker|public|platform|auth)'
       and has_table_privilege(${`tutti_${actor.role}`}, c.oid, 'select')`);
  const read = (name: string) => db.read(actor, (tx) => tx.rows(sql`select * from ${sql.trusted(name)}`)).catch((error: { code?: string }) => {
    if (error.code === '42501') return []; // a view over a table that is closed to the role
    throw error;
  });
  const texts = await Promise.all(tables.map(({ name }) => read(name)));
  return JSON.stringify(texts);
}

test('no commercial role and no engine can read a word of question, answer, topic or insight, in any table', async () => {
  await using db = await testDatabase();
  const world = await makeMedicalWorld(db);
  await makeHandedQuestion(db, world);
  await deliver(db);
  const { inquiryId } = await db.owner.one<{ inquiryId: number }>(sql`select inquiry_id from medical.inquiry`);
  await answerInquiry(db, world.priyanka, { ...CALL, inquiryId });
  await requestReferral(db, world.priyanka, { customerIds: [...world.colleagueIds], wish: 'visit', preferredTime: 'early_morning', productId: world.productId });
  const readers: Actor[] = [world.michael, ENGINE];
  for (const role of ['marketing', 'market_access', 'director', 'steward', 'administrator', 'reviewer'] as const) readers.push(await makePerson(db, { role }));
  for (const reader of readers) assert.doesNotMatch(await everythingSeenBy(db, reader), /canary/, reader.role);
  assert.match(await everythingSeenBy(db, world.priyanka), /canary-answer/);
});

test('a referral shows beforehand what is read, and then exactly that is read, by whoever owns each customer', async () => {
  await using db = await testDatabase();
  const world = await makeMedicalWorld(db);
  const referral = { customerIds: [...world.colleagueIds], wish: 'visit', preferredTime: 'early_morning', productId: world.productId } as const;
  const preview = await db.read(world.priyanka, (tx) => previewReferral(tx, referral));
  const asked = await requestReferral(db, world.priyanka, referral);
  assert.deepEqual(asked.map(({ toUserId }) => toUserId), [world.michael.userId, world.michael.userId]);
  const tasks = await db.read(world.michael, (tx) => tx.rows<{ customerId: number; title: string; reason: string }>(sql`select customer_id, title, reason from work.task order by customer_id`));
  assert.deepEqual(tasks, preview.map(({ customerId, title, reason }) => ({ customerId, title, reason })).toSorted((a, b) => a.customerId - b.customerId));
  assert.equal((await db.owner.rows(sql`select from events.event where type = 'referral.requested'`)).length, 2);
});

test('the customer comes first among those who practise with her, each with who of sales owns them', async () => {
  await using db = await testDatabase();
  const world = await makeMedicalWorld(db);
  const people = await db.read(world.priyanka, (tx) => listColleagues(tx, { customerId: world.doctorId, on: '2026-11-23' }));
  assert.deepEqual(people.map(({ name, practiceName, salesOwnerName }) => [name, practiceName, salesOwnerName]), ['Amara Osei', 'Priya Nair', 'Samuel Adeyemi'].map((name) => [name, 'Lakeside Heart', 'Michael Duarte']));
});

test('what is read on the liaison’s pages is hers alone and leaves a trail', async () => {
  await using db = await testDatabase();
  const world = await makeMedicalWorld(db);
  await makeHandedQuestion(db, world, { question: 'Her words' });
  await deliver(db);
  const { inquiryId } = await db.owner.one<{ inquiryId: number }>(sql`select inquiry_id from medical.inquiry`);
  const call = (path: string, input: object) => routes.find((one) => one.path === path && one.method === 'GET')?.handle({ db, actor: world.priyanka, person: null, input, headers: {} } as never) as Promise<Record<string, unknown>>;
  assert.equal((await call('/medical/inquiries/:inquiryId', { inquiryId }))['question'], 'Her words');
  await answerInquiry(db, world.priyanka, { ...CALL, inquiryId });
  assert.equal(((await call('/medical/interactions', { limit: 5 }))['rows'] as unknown[]).length, 1);
  assert.equal(((await call('/medical/certifications', { mine: 'true' }))['rows'] as unknown[]).length, 1);
  assert.deepEqual((await db.owner.rows(sql`select resource from audit.entry where kind = 'read' and action = 'medical.read' order by entry_id`)), [{ resource: 'medical.inquiry' }, { resource: 'medical.interaction_content' }]);
});

test('a referral for somebody whom nobody owns is refused whole and names her', async () => {
  await using db = await testDatabase();
  const world = await makeMedicalWorld(db);
  await db.owner.run(sql`delete from customers.owner where customer_id = ${world.colleagueIds[0] ?? 0}`);
  await assert.rejects(requestReferral(db, world.priyanka, { customerIds: [...world.colleagueIds], wish: 'visit', preferredTime: 'any' }), (error) => (error as Problem).fields[0]?.field === 'customerIds');
  assert.equal((await db.owner.rows(sql`select from work.hand_over`)).length, 0);
});

test('an inquiry that is declined belongs to nobody, and handed on it is the same inquiry', async () => {
  await using db = await testDatabase();
  const world = await makeMedicalWorld(db);
  const { handOverId } = await makeHandedQuestion(db, world);
  await deliver(db);
  const { declineHandOver, requestHandOver } = await import('#work');
  await db.transaction(world.priyanka, (tx) => declineHandOver(tx, handOverId, 'busy'));
  await deliver(db);
  assert.deepEqual(await db.owner.rows(sql`select state, owner_id from medical.inquiry`), [{ state: 'submitted', ownerId: null }]);
  const jonas = await makePerson(db, { role: 'medical' });
  const { caseId } = await db.owner.one<{ caseId: number }>(sql`select case_id from work."case"`);
  await db.transaction(world.elizabeth, (tx) => requestHandOver(tx, { customerId: world.doctorId, kind: 'question_to_liaison', toUserId: jonas.userId, wish: 'call_back', caseId }));
  await deliver(db);
  assert.deepEqual(await db.owner.rows(sql`select state, owner_id from medical.inquiry`), [{ state: 'assigned', ownerId: jonas.userId }]);
});
