import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { runImport } from '#customers';
import { sql, type Actor } from '#platform/db';
import { csvCell, writeRows, type ExportFormat } from '#platform/export';
import type { Raw, RouteContext } from '#platform/http';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { routes } from '../modules.ts';
import { policy } from '../policy.ts';
import { exportJobs, listExports, requestExport } from './export-everything.ts';
import { exportList, listLists } from './export-list.ts';

const log = pino({ level: 'silent' });
const parts = { routes, policy };
const contextOf = (db: TestDatabase, actor: Actor) => ({ db, actor, person: null, session: null, input: {}, log, headers: {} }) as unknown as RouteContext<unknown>;
const textOf = async ({ body }: Raw) => (await buffer(body as NodeJS.ReadableStream)).toString('utf8');
const LINES = `id,name\n${Array.from({ length: 450 }, (_, n) => `${n},${n === 7 ? '=cmd()' : `Person Number${n}`}\n`).join('')}`;

async function world(db: TestDatabase) {
  const steward = await makePerson(db, { role: 'steward' });
  await runImport(db, steward, { format: 'csv', fileName: 'a.csv', mapping: { id: 'id', name: 'name' }, body: (async function* given() { yield Buffer.from(LINES); })() });
  return steward;
}

test('a list goes out whole, page after page, as text, workbook or records, with nothing that a spreadsheet would run, and the trail says so', async () => {
  await using db = await testDatabase();
  const steward = await world(db);
  const ask = (format: ExportFormat, filters = {}) => exportList(parts, contextOf(db, steward), { list: '/customers', format, filters });
  const csv = (await textOf(await ask('csv'))).split('\r\n');
  assert.equal(csv.length, 452);
  assert.match(csv.find((line) => line.includes('cmd')) ?? '', /"'=cmd\(\)"/);
  const records = (await textOf(await ask('ndjson'))).trim().split('\n').map((line) => JSON.parse(line) as { name: string });
  assert.equal(records.length, 450);
  assert.ok((await textOf(await ask('xlsx'))).startsWith('PK'));
  await assert.rejects(ask('csv', { kin: 'hcp' }), { code: 'request.invalid' });
  const trail = await db.owner.rows<{ rows: number | null }>(sql`select (after ->> 'rows')::integer as rows from audit.entry where action = 'lists.export' order by entry_id`);
  assert.deepEqual(trail.map(({ rows }) => rows).filter((rows) => rows !== null), [450, 450, 450]);
});

test('one takes away what one may read: a representative no stranger, and no list that is not his', async () => {
  await using db = await testDatabase();
  await world(db);
  const field = await makePerson(db, { role: 'field' });
  const out = await textOf(await exportList(parts, contextOf(db, field), { list: '/customers', format: 'ndjson', filters: {} }));
  assert.equal(out, '');
  await assert.rejects(exportList(parts, contextOf(db, field), { list: '/customers/imports', format: 'csv', filters: {} }), { code: 'request.not_found' });
  assert.ok(!listLists(parts, contextOf(db, field)).some(({ list }) => list === '/customers/imports'));
});

test('a key takes away the lists that it was made for and no other', async () => {
  await using db = await testDatabase();
  const [admin, steward] = [await makePerson(db, { role: 'administrator' }), await makePerson(db, { role: 'steward' })];
  const byKey = (actor: Actor, ...scopes: string[]) => ({ ...contextOf(db, actor), session: { key: { keyId: 1, scopes } } }) as unknown as RouteContext<unknown>;
  const ask = (context: RouteContext<unknown>, list: string) => exportList(parts, context, { list, format: 'ndjson', filters: {} });
  await assert.rejects(ask(byKey(admin, 'lists:export'), '/access/people'), { code: 'request.not_found' });
  await assert.rejects(ask(byKey(steward, 'lists:export'), '/customers'), { code: 'request.not_found' });
  assert.deepEqual(listLists(parts, byKey(steward, 'lists:export')), []);
  assert.equal(await textOf(await ask(byKey(steward, 'lists:export', 'customers:read'), '/customers')), '');
  assert.match(await textOf(await ask(contextOf(db, admin), '/access/people')), /administrator/);
});

test('a workbook types its texts, and a cell that begins as a formula does is harmless in CSV', async () => {
  assert.deepEqual(['=1+1', '+1', '-1', '@x', '\t=1', '＝1', 'plain', 'a,"b"'].map(csvCell), [`"'=1+1"`, `"'+1"`, `"'-1"`, `"'@x"`, `"'\t=1"`, `"'＝1"`, 'plain', '"a,""b"""']);
  assert.equal(csvCell(-1), '-1');
  async function* rows() { yield { name: '=1+1 & <b>\u0001', count: 2, list: ['a', 'b'] }; }
  const bytes = await buffer(writeRows('xlsx', ['name', 'count', 'list'], rows()).body as NodeJS.ReadableStream);
  const folder = mkdtempSync(join(tmpdir(), 'tutti-xlsx-'));
  try {
    writeFileSync(join(folder, 'list.xlsx'), bytes);
    assert.ok(bytes.includes(Buffer.from('xl/worksheets/sheet1.xml')));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('everything goes out a file a table with counts and digests, and a job that was killed goes on where it stood', async () => {
  await using db = await testDatabase();
  await world(db);
  const admin = await makePerson(db, { role: 'administrator' });
  const dataDir = mkdtempSync(join(tmpdir(), 'tutti-export-'));
  try {
    const { exportId, withheld } = await requestExport(db, admin, { dataDir, policy });
    assert.ok(withheld.includes('medical.inquiry'));
    const run = (signal: AbortSignal) => exportJobs({ dataDir, policy })['lists.export-everything']?.({ db, log, signal }, { exportId, actor: admin } as never);
    const killed = new AbortController();
    const first = run(killed.signal);
    killed.abort();
    await assert.rejects(first ?? Promise.resolve());
    const inTheWay = join(dataDir, 'exports', exportId, 'customers.customer.ndjson.gz');
    mkdirSync(inTheWay);
    await assert.rejects(run(new AbortController().signal) ?? Promise.resolve());
    assert.equal((await listExports(db, admin, dataDir)).rows[0]?.state, 'failed', 'a fault is told, not waited out');
    rmdirSync(inTheWay);
    await run(new AbortController().signal);
    const { rows: [done] } = await listExports(db, admin, dataDir);
    assert.equal(done?.state, 'done');
    assert.equal(done.askedByName, (await db.owner.one<{ name: string }>(sql`select name from access.person where user_id = ${admin.userId}::integer`)).name);
    assert.equal(done.tables.length, done.tablesTotal);
    const customers = done.tables.find(({ table }) => table === 'customers.customer');
    const bytes = readFileSync(join(dataDir, 'exports', exportId, customers?.file ?? ''));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), customers?.sha256);
    assert.deepEqual([gunzipSync(bytes).toString().trim().split('\n').length, customers?.rows], [450, 450]);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
