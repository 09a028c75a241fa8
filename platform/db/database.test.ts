import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import { testDatabase } from '#platform/testing';

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
