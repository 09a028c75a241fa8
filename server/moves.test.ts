import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import { testDatabase } from '#platform/testing';
import { moves } from './moves.ts';
import { policy } from './policy.ts';

const declared = moves.flatMap(({ tables }) => tables);
const moving = declared.filter((table) => 'moves' in table);
const NAMES_CUSTOMER = '(^|_)customer_id$|^organisation_id$|^place_id$|^other_id$|^merged_into$|^winner_id$|^root_id$|^row_owner$';
const BOOKS = /^customers\.merge(_member|_move)?$/;

test('every table that belongs to a customer says what becomes of its rows when she goes into another, and every column that names one follows or says why not', async () => {
  await using db = await testDatabase();
  const columns = await db.owner.rows<{ table: string; column: string }>(sql`
    select n.nspname || '.' || c.relname as table, a.attname as column
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname !~ '^(pg_|information_schema|graphile_worker|public|platform)' and c.relkind in ('r', 'p') and not c.relispartition and a.attname ~ ${NAMES_CUSTOMER}
     order by 1, 2`);
  const owned = columns.filter(({ column }) => column === 'customer_id').map(({ table }) => table);
  assert.deepEqual(declared.map(({ table }) => table).toSorted(), owned, 'declare the table in its module\'s moves.ts: it moves, or it stays for a reason');
  const followed = new Set([
    ...moving.flatMap(({ table, pointers = [] }) => pointers.map((pointer) => `${table}.${pointer}`)), ...moves.flatMap(({ unfollowed = [] }) => unfollowed).map(({ table, column }) => `${table}.${column}`),
  ]);
  const naming = columns.filter(({ table, column }) => column !== 'customer_id' && !BOOKS.test(table)).map(({ table, column }) => `${table}.${column}`);
  assert.deepEqual(naming.filter((name) => !followed.has(name)), []);
  assert.deepEqual([...followed].filter((name) => !naming.includes(name)), [], 'a column that is no longer there');
});

test('rows can be told by the key of their table, and none is moved that the system\'s role cannot move', async () => {
  await using db = await testDatabase();
  const keyless = await db.owner.rows<{ table: string }>(sql`
    select t.name as table from unnest(${moving.map(({ table }) => table)}::text[]) as t(name)
     where not exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) and a.attname = 'customer_id' where i.indrelid = t.name::regclass and i.indisprimary)`);
  assert.deepEqual(keyless, []);
  const wordy = await db.owner.rows(sql`
    select i.indexrelid::regclass::text as index from unnest(${moving.map(({ table }) => table)}::text[]) as t(name) join pg_index i on i.indrelid = t.name::regclass
     where i.indisunique and 0 = any(i.indkey::int2[])`);
  assert.deepEqual(wordy, [], 'a unique index over an expression is one that the engine does not know');
  const reach = moving.filter(({ table }) => !(['read', 'insert', 'delete', 'update'] as const).every((operation) => policy.tables[table]?.[operation]?.some(({ to }) => to.includes('merger'))));
  assert.deepEqual(reach, []);
});
