import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audit, readReason, recordDigest, writeReasonRule } from '#platform/audit';
import { ENGINE, sql, type Actor } from '#platform/db';
import { makePerson, testDatabase } from '#platform/testing';
import { policy } from '../policy.ts';
import { changeable } from './index.ts';

const REASONS = [{ code: 'source_error', label: 'The source was wrong' }, { code: 'told_us', label: 'The customer told us' }];

test('where a reason is asked for, no person changes the resource without one of the list and words; what Tutti does by itself goes on', async () => {
  await using db = await testDatabase();
  const [admin, steward] = [await makePerson(db, { role: 'administrator' }), await makePerson(db, { role: 'steward' })];
  const change = (actor: Actor, reason?: string) => db.transaction(actor, (tx) => audit(tx, { action: 'customers.update', resource: 'customers.customer', customerId: 5, ...(reason ? { reason } : {}) }));
  await change(steward);
  await db.transaction(admin, async (tx) => { await writeReasonRule(tx, { resource: 'customers.customer', reasons: REASONS, inForce: true }); });
  await assert.rejects(change(steward), { code: 'audit.reason_needed', status: 422 });
  await assert.rejects(change(steward, 'The form has words of its own'), { code: 'audit.reason_needed' });
  await assert.rejects(change({ ...steward, change: { code: 'no_such', words: 'words' } }), { code: 'audit.reason_unknown' });
  await assert.rejects(change({ ...steward, change: { code: 'told_us', words: '' } }), { code: 'audit.reason_needed' });
  await change({ ...steward, change: { code: 'told_us', words: 'By phone on Monday' } });
  await change({ ...steward, change: { code: 'source_error', words: '' } }, 'NPPES has an old name');
  await change(ENGINE);
  await db.transaction(steward, (tx) => audit(tx, { action: 'consent.restrict', resource: 'consent.restriction', customerId: 5 }));
  assert.deepEqual(await db.owner.rows(sql`select reason_code, reason from audit.entry where resource = 'customers.customer' order by entry_id`), [
    { reasonCode: null, reason: null }, { reasonCode: 'told_us', reason: 'By phone on Monday' }, { reasonCode: 'source_error', reason: 'NPPES has an old name' }, { reasonCode: null, reason: null },
  ]);
});

test('the header names a code and words in percent-encoding; what is none is none', () => {
  assert.deepEqual(readReason('told_us; By%20phone%2C%20Z%C3%BCrich'), { code: 'told_us', words: 'By phone, Zürich' });
  assert.deepEqual(readReason('told_us'), { code: 'told_us', words: '' });
  assert.deepEqual(readReason('told_us; %E0%A4%A'), { code: 'told_us', words: '' });
  assert.equal(readReason(undefined), undefined);
  assert.equal(readReason('two words'), undefined);
});

test('everything that people change can be asked a reason for, and nothing that only Tutti writes', () => {
  const names = changeable(policy);
  for (const name of ['customers.customer', 'consent.rule', 'content.version', 'market_access.position']) assert.ok(names.includes(name), name);
  for (const name of ['audit.entry', 'events.event', 'insight.daily']) assert.ok(!names.includes(name), name);
});

test('a record is bound by what it says, not by how its fields came', () => {
  assert.equal(recordDigest({ a: 1, b: [null, 'x'] }), recordDigest({ b: [null, 'x'], a: 1 }));
  assert.notEqual(recordDigest({ a: 1 }), recordDigest({ a: '1' }));
});
