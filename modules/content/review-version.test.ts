import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINE, sql, type Actor, type Db } from '#platform/db';
import type { Proof } from '#platform/audit';
import { makePerson, makeProduct, testDatabase } from '#platform/testing';
import { findSendable, searchAnswers } from './index.ts';
import { createDocument, createNextDraft, editDraft } from './create-draft.ts';
import { makeApprovedTemplate, MAIL_BODY } from './makers.ts';
import { findVersion, listDocuments, listReviews } from './reads/index.ts';
import { expireVersions, giveBack, signVersion, submitForReview, withdrawVersion } from './review-version.ts';

const draft = {
  code: 'GLIDIM-COVERED', kind: 'email_template', title: 'GLIDIM is now covered', productId: null, function: 'marketing', audience: 'hcp', market: 'US', language: 'en', subject: 'GLIDIM is covered', body: MAIL_BODY,
  patterns: '', choices: [{ code: 'visit', label: 'I would like a visit' }], citation: 'Label, section 1', validFrom: '2026-01-01', validTo: '2027-12-31',
} as const;
const proofOf = (actor: Actor): Proof => ({ userId: actor.userId ?? 0, sessionKey: 'test', components: ['password'] });
const digestOfVersion = async (db: Db, actor: Actor, versionId: number) => (await db.read(actor, (tx) => findVersion(tx, versionId)))?.digest ?? '';
const mailFor = { code: draft.code, function: 'marketing', audience: 'hcp' } as const;

async function signAll(db: Db, reviewer: Actor, versionId: number): Promise<void> {
  const digest = await digestOfVersion(db, reviewer, versionId);
  await signVersion(db, reviewer, { versionId, meaning: 'medical', digest, proof: proofOf(reviewer) });
  await signVersion(db, reviewer, { versionId, meaning: 'legal', digest, proof: proofOf(reviewer) });
  await signVersion(db, reviewer, { versionId, meaning: 'regulatory', digest, proof: proofOf(reviewer) });
  await signVersion(db, reviewer, { versionId, meaning: 'approve', digest, proof: proofOf(reviewer) });
}

test('a version is used only when medical, legal and regulatory have signed its very text', async () => {
  await using db = await testDatabase();
  const [author, reviewer] = [await makePerson(db, { role: 'marketing' }), await makePerson(db, { role: 'reviewer' })];
  const { versionId } = await createDocument(db, author, draft);
  await assert.rejects(signVersion(db, reviewer, { versionId, meaning: 'medical', digest: await digestOfVersion(db, reviewer, versionId), proof: proofOf(reviewer) }), { code: 'content.wrong_state' });
  await submitForReview(db, author, { versionId, proof: proofOf(author) });
  const digest = await digestOfVersion(db, reviewer, versionId);
  await assert.rejects(signVersion(db, reviewer, { versionId, meaning: 'approve', digest, proof: proofOf(reviewer) }), { code: 'content.reviews_missing' });
  await assert.rejects(signVersion(db, reviewer, { versionId, meaning: 'medical', digest: '0'.repeat(64), proof: proofOf(reviewer) }), { code: 'content.text_changed' });
  await assert.rejects(signVersion(db, author, { versionId, meaning: 'medical', digest, proof: proofOf(author) }), { code: 'content.own_review' });
  await signVersion(db, reviewer, { versionId, meaning: 'medical', digest, proof: proofOf(reviewer) });
  await assert.rejects(signVersion(db, reviewer, { versionId, meaning: 'medical', digest, proof: proofOf(reviewer) }), { code: 'content.already_signed' });
  assert.deepEqual((await db.read(reviewer, (tx) => listReviews(tx, { expiringDays: 30 }))).due.map((row) => row.owed), [['legal', 'regulatory']]);
  assert.equal(await db.read(ENGINE, (tx) => findSendable(tx, mailFor)), undefined);
  await giveBack(db, reviewer, { versionId, reason: 'The citation is missing.' });
  await editDraft(db, author, { versionId, citation: 'Label, section 2.1' });
  await submitForReview(db, author, { versionId, proof: proofOf(author) });
  await assert.rejects(signVersion(db, reviewer, { versionId, meaning: 'approve', digest: await digestOfVersion(db, reviewer, versionId), proof: proofOf(reviewer) }), { code: 'content.reviews_missing' });
  await signAll(db, reviewer, versionId);
  assert.equal((await db.read(ENGINE, (tx) => findSendable(tx, mailFor)))?.versionId, versionId);
});

test('a text changed past the program no longer matches what would be signed', async () => {
  await using db = await testDatabase();
  const [author, reviewer] = [await makePerson(db, { role: 'marketing' }), await makePerson(db, { role: 'reviewer' })];
  const { versionId } = await createDocument(db, author, draft);
  await submitForReview(db, author, { versionId, proof: proofOf(author) });
  const digest = await digestOfVersion(db, reviewer, versionId);
  await db.owner.run(sql`update content.version set body = body || ' '`);
  await assert.rejects(signVersion(db, reviewer, { versionId, meaning: 'legal', digest, proof: proofOf(reviewer) }), { code: 'content.text_changed' });
});

test('the next version replaces the one before when it is approved, a recall ends it at once, and each is told', async () => {
  await using db = await testDatabase();
  const [author, reviewer] = [await makePerson(db, { role: 'marketing' }), await makePerson(db, { role: 'reviewer' })];
  const first = await createDocument(db, author, draft);
  await assert.rejects(createDocument(db, author, draft), { code: 'content.code_taken' });
  await submitForReview(db, author, { ...first, proof: proofOf(author) });
  await signAll(db, reviewer, first.versionId);
  db.setNow('2026-11-24T09:00:00.000Z');
  const second = await createNextDraft(db, author, first);
  await assert.rejects(createNextDraft(db, author, first), { code: 'content.draft_open' });
  await editDraft(db, author, { versionId: second.versionId, subject: 'GLIDIM, tier 2' });
  await submitForReview(db, author, { ...second, proof: proofOf(author) });
  await signAll(db, reviewer, second.versionId);
  assert.equal((await db.read(ENGINE, (tx) => findSendable(tx, mailFor)))?.versionId, second.versionId);
  await withdrawVersion(db, reviewer, { versionId: second.versionId, reason: 'Label change' });
  assert.equal(await db.read(ENGINE, (tx) => findSendable(tx, mailFor)), undefined);
  const states = await db.owner.rows(sql`select version_no, state, end_reason from content.version order by version_no`);
  assert.deepEqual(states, [{ versionNo: 1, state: 'superseded', endReason: '' }, { versionNo: 2, state: 'withdrawn', endReason: 'Label change' }]);
  const events = await db.owner.rows<{ type: string }>(sql`select type from events.event order by event_id`);
  assert.deepEqual(events.map((event) => event.type), ['content.submitted', 'content.approved', 'content.submitted', 'content.superseded', 'content.approved', 'content.withdrawn']);
});

test('a version past its date is not used, also before the nightly job says so', async () => {
  await using db = await testDatabase();
  await makeApprovedTemplate(db, { code: draft.code, validTo: '2026-11-23' });
  assert.ok(await db.read(ENGINE, (tx) => findSendable(tx, mailFor)));
  db.setNow('2026-11-24T00:30:00.000Z');
  assert.equal(await db.read(ENGINE, (tx) => findSendable(tx, mailFor)), undefined);
  assert.equal(await db.transaction(ENGINE, (tx) => expireVersions(tx)), 1);
  assert.equal(await db.transaction(ENGINE, (tx) => expireVersions(tx)), 0);
});

test('a draft that could not be rendered does not reach its reviewers', async () => {
  await using db = await testDatabase();
  const author = await makePerson(db, { role: 'marketing' });
  const { versionId } = await createDocument(db, author, { ...draft, body: MAIL_BODY.replace('{{links.unsubscribe}}', 'https://abc.example') });
  await assert.rejects(submitForReview(db, author, { versionId, proof: proofOf(author) }), { code: 'content.unsubscribe_missing' });
});

test('answers are ranked by how much of the question they cover, and only approved ones in date are found', async () => {
  await using db = await testDatabase();
  const productId = await makeProduct(db);
  const answer = (code: string, title: string, body: string, more = {}) => makeApprovedTemplate(db, { code, title, body, kind: 'standard_response', function: 'contact_centre', productId, subject: null, choices: [], ...more });
  await answer('SR-118', 'Dosing in mild and moderate renal impairment', 'GLIDIM needs no change of dose.', { patterns: 'kidney dose' });
  await answer('SR-097', 'Use with diuretics: monitoring', 'Watch volume status in patients on a loop diuretic.');
  await answer('SR-001', 'Renal dosing, old', 'Renal impairment dosing with diuretics', { validTo: '2025-01-01' });
  const actor = await makePerson(db, { role: 'contact_centre' });
  const rows = await db.read(actor, (tx) => searchAnswers(tx, { q: 'Is GLIDIM dosing supported in renal impairment with a loop diuretic?', productId }));
  assert.deepEqual(rows.map((row) => [row.code, row.covered, row.of]), [['SR-118', 3, 6], ['SR-097', 2, 6]]);
  assert.deepEqual(rows[0]?.matched, ['dosing', 'renal', 'impairment']);
  assert.deepEqual(rows[0]?.missing, ['supported', 'loop', 'diuretic']);
  assert.deepEqual(await db.read(actor, (tx) => searchAnswers(tx, { q: 'is the of', productId })), []);
});

test('the library shows each document with its newest version and the one in use, page by key', async () => {
  await using db = await testDatabase();
  const author = await makePerson(db, { role: 'marketing' });
  for (const code of ['A-1', 'B-2', 'C-3']) await makeApprovedTemplate(db, { code, title: `Title ${code}` });
  const [first] = await db.owner.rows<{ versionId: number }>(sql`select version_id from content.version order by version_id limit 1`);
  await createNextDraft(db, author, { versionId: first?.versionId ?? 0 });
  const page = await db.read(author, (tx) => listDocuments(tx, { limit: 2 }));
  assert.deepEqual(page.rows.map((row) => [row.code, row.versionNo, row.state, row.usableVersionNo]), [['A-1', 2, 'draft', 1], ['B-2', 1, 'approved', 1]]);
  const next = await db.read(author, (tx) => listDocuments(tx, { limit: 2, cursor: page.nextCursor ?? '' }));
  assert.deepEqual(next.rows.map((row) => row.code), ['C-3']);
});
