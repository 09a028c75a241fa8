import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import { makePerson, testDatabase } from '#platform/testing';

test('a connection that was lost may be given back again before each try to get another', async () => {
  await using db = await testDatabase();
  const held = await db.hold();
  const lost = new Promise<void>((resolve) => held.onLost(resolve));
  const { pid } = await held.one<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await db.owner.one(sql`select pg_terminate_backend(${pid}::integer)`);
  await lost;
  held.release();
  held.release();
  const next = await db.hold();
  assert.deepEqual(await next.one(sql`select 1 as one`), { one: 1 });
  next.release();
});

test('a plan that a connection keeps shows each person her own rows, whoever asked before her', async () => {
  await using db = await testDatabase();
  const people = await Promise.all(['field', 'field', 'marketing'].map((role) => makePerson(db, { role: role as 'field' | 'marketing' })));
  await db.owner.run(sql`insert into work.notification (user_id, kind, headline, key, created_at) select u, 'note', 'for ' || u, 'note', now() from unnest(${people.map(({ userId }) => userId)}::integer[]) u`);
  for (let round = 0; round < 8; round += 1) { // from the sixth on PostgreSQL may keep one plan for all
    for (const person of people) {
      const seen = await db.read(person, (tx) => tx.rows<{ headline: string }>(sql.prepared`select headline from work.notification where kind = ${'note'}`));
      assert.deepEqual(seen, [{ headline: `for ${person.userId}` }]);
    }
  }
});

test('a kept plan whose table has another column since is made anew', async () => {
  await using db = await testDatabase();
  await db.owner.run(sql`create table work.shape (one integer)`);
  await db.owner.run(sql`grant select on work.shape to tutti_steward`);
  const steward = await makePerson(db, { role: 'steward' });
  const look = () => db.read(steward, (tx) => tx.rows(sql.prepared`select * from work.shape`));
  await db.owner.run(sql`insert into work.shape values (1)`);
  assert.deepEqual(await look(), [{ one: 1 }]);
  await db.owner.run(sql`alter table work.shape add column two integer default 2`);
  assert.deepEqual(await look(), [{ one: 1, two: 2 }]);
});
