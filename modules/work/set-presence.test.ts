import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import { makePerson, testDatabase } from '#platform/testing';
import { listPresence, notify, setPresence } from './index.ts';
import { readNotifications } from './read-notifications.ts';
import { countMine, listNotifications } from './reads/index.ts';

test('presence ends when it said it would, and shows the next three hours alone', async () => {
  await using db = await testDatabase();
  const [priyanka, desk] = [await makePerson(db, { role: 'medical' }), await makePerson(db, { role: 'contact_centre' })];
  await db.transaction(priyanka, (tx) => setPresence(tx, {
    state: 'available', until: '2026-11-23T16:00:00Z', busy: [{ from: '2026-11-23T15:00:00Z', to: '2026-11-23T15:30:00Z' }, { from: '2026-11-23T19:00:00Z', to: '2026-11-23T20:00:00Z' }],
  }));
  const seen = async () => (await db.read(desk, (tx) => listPresence(tx, { function: 'medical' })))[0];
  assert.deepEqual([(await seen())?.state, (await seen())?.busy.length], ['available', 1]);
  db.setNow('2026-11-23T16:00:00Z');
  assert.equal((await seen())?.state, 'away');
  await db.transaction(priyanka, (tx) => setPresence(tx, { state: 'busy', busy: [] }));
  assert.deepEqual([(await seen())?.state, (await seen())?.busy.length], ['busy', 0]);
});

test('a notification comes once by its key, to everybody of a role, and is gone from the counter when read', async () => {
  await using db = await testDatabase();
  const [first, second, other] = [await makePerson(db, { role: 'marketing' }), await makePerson(db, { role: 'marketing' }), await makePerson(db, { role: 'market_access' })];
  const tell = () => db.transaction(other, (tx) => notify(tx, [{ role: 'marketing', customerId: 4, kind: 'cascade', headline: 'A new segment of 3,091', key: 'cascade:1' }]));
  await tell();
  await tell();
  assert.equal((await db.owner.rows(sql`select from work.notification`)).length, 2);
  const bell = async () => (await db.read(first, (tx) => countMine(tx, first.userId))).bell;
  assert.equal(await bell(), 1);
  await db.transaction(first, (tx) => readNotifications(tx, null));
  assert.equal(await bell(), 0);
  assert.equal((await db.read(second, (tx) => listNotifications(tx, { unread: true, limit: 10, before: null }))).length, 1);
});
