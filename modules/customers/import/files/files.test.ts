import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { pino } from 'pino';
import { importJobsWith, openFileStore, undoImport } from '#customers';
import { sql, type Actor } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { formatsWith } from '../formats/index.ts';
import { isPublicAddress } from './fetch-file.ts';
import { listFiles, listMappings } from './reads.ts';
import { addFromUrl, addUpload, describeFile, loadFile, previewFile, removeFile, removeMapping, saveMapping } from './use-files.ts';

const formats = formatsWith([]);
const jobs = importJobsWith([]);
const log = pino({ level: 'silent' });
const bytes = (content: string | Buffer) => (async function* given() { yield Buffer.from(content); })();
const until = new AbortController().signal;

/** A database and a data directory of its own, both gone afterwards. */
async function place() {
  const db = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'tutti-files-'));
  openFileStore({ dataDir, allowLoopback: true });
  const steward = await makePerson(db, { role: 'steward' });
  const end = async () => { rmSync(dataDir, { recursive: true }); await db[Symbol.asyncDispose](); };
  return { db, dataDir, steward, [Symbol.asyncDispose]: end };
}

async function runJobs(db: TestDatabase): Promise<void> {
  const waiting = await db.owner.rows<{ task: string; payload: unknown }>(sql`
    with taken as (delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id and t.identifier like 'customers.%' returning t.identifier as task, j.payload) select * from taken`);
  for (const { task, payload } of waiting) await jobs[task]?.({ db, log, signal: until }, payload as never); // in order, as the queue would
}

const upload = (db: TestDatabase, actor: Actor, name: string, content: string | Buffer) => addUpload(db, actor, { name, body: bytes(content) });
const CRM = 'Account No;Full name;Type;Provider NPI;Cell;Renewal;Visits\n7;Osei, Amara;Physician;1780042317;212-555-0100;31.12.2027;12\n8;Lakeside Heart;Clinic;;;;\n9;Nobody;Alien;1780042318;;;x\n';
const DEFINITION = {
  source: 'crm', period: '2026', options: { separator: ';' as const },
  fields: [
    { field: 'id', from: ['Account No'], do: [] }, { field: 'family_name', from: ['Full name'], do: [{ do: 'split' as const, by: ',', part: 1 }] }, { field: 'name', from: ['Full name'], do: [] },
    { field: 'kind', from: ['Type'], do: [{ do: 'kind' as const }] }, { field: 'npi', from: ['Provider NPI'], do: [] }, { field: 'mobile', from: ['Cell'], do: [] },
    { field: 'licence_valid_until', from: ['Renewal'], do: [{ do: 'date' as const, format: 'DD.MM.YYYY' }] }, { field: 'measure:visits', from: ['Visits'], do: [] },
  ],
};

test('a list of another system is understood by its columns, previewed by a saved mapping, loaded, and told line by line', async () => {
  await using at = await place();
  const { db, steward } = at;
  const fileId = await upload(db, steward, 'crm.csv', CRM);
  const about = await describeFile(db, steward, { fileId, options: {}, formats });
  assert.deepEqual([about.container, about.separator, about.recognised, about.sampled], ['delimited', ';', null, 3]);
  assert.deepEqual(about.columns.map(({ column, type }) => [column, type]).filter(([, type]) => type !== 'text'), [['Account No', 'whole number'], ['Provider NPI', 'whole number'], ['Cell', 'phone'], ['Renewal', 'date']]);
  assert.deepEqual(Object.fromEntries(about.proposal.map(({ field, from }) => [field, from[0]])), { id: 'Account No', name: 'Full name', kind: 'Type', npi: 'Provider NPI', mobile: 'Cell' });
  const saved = await saveMapping(db, steward, { name: 'CRM', definition: DEFINITION });
  assert.deepEqual((await saveMapping(db, steward, { name: 'CRM', definition: DEFINITION })).version, 2);
  assert.deepEqual((await db.read(steward, listMappings)).map(({ name, version }) => [name, version]), [['CRM', 2]]);
  const choice = { fileId, format: 'csv', mappingId: saved.mappingId, formats };
  const preview = await previewFile(db, steward, choice);
  assert.deepEqual([preview.sampled, preview.problems.map(({ field }) => field).sort()], [3, ['kind', 'measure:visits', 'npi']]);
  const { importId } = await loadFile(db, steward, choice);
  await assert.rejects(loadFile(db, steward, choice), { code: 'customers.import_under_way' });
  await assert.rejects(removeFile(db, steward, fileId), { code: 'customers.import_under_way' });
  await runJobs(db);
  const run = await db.owner.one(sql`select state, total, loaded, rejected from customers.import_run where import_id = ${importId}::bigint`);
  assert.deepEqual(run, { state: 'done', total: 3, loaded: 2, rejected: 1 });
  const amara = await db.owner.one(sql`
    select c.kind, c.licence_valid_until, p.kind as point, p.value, m.name as measure, m.value::integer as visits from customers.customer c join customers.identifier i using (customer_id)
      join customers.contact_point p using (customer_id) join customers.measure m using (customer_id) where i.system = 'npi'`);
  assert.deepEqual(amara, { kind: 'hcp', licenceValidUntil: '2027-12-31', point: 'sms', value: '+12125550100', measure: 'visits', visits: 12 });
  await removeMapping(db, steward, saved.mappingId);
  await removeFile(db, steward, fileId);
  assert.deepEqual([(await db.read(steward, listMappings)).length, (await db.read(steward, (tx) => listFiles(tx, { limit: 5 }))).rows.length, readdirSync(join(at.dataDir, 'imports')).length], [0, 0, 0]);
});

test('a mapping may use the steps that there are, speak in no other source’s name, and must say whom a line is about', async () => {
  await using at = await place();
  const save = (change: object) => saveMapping(at.db, at.steward, { name: 'x', definition: { ...DEFINITION, ...change } });
  await assert.rejects(save({ source: 'nppes' }), /This source has a format of its own/);
  await assert.rejects(save({ fields: [{ field: 'npi', from: ['a'], do: [{ do: 'eval', code: '1' }] }] }), { code: 'customers.import_mapping' });
  await assert.rejects(save({ fields: [{ field: '__proto__', from: ['a'] }] }), { code: 'customers.import_mapping' });
});

test('Parquet loads as any other table', async () => {
  await using at = await place();
  const { db, steward } = at;
  const file = parquetWriteBuffer({ columnData: [{ name: 'npi', data: ['1780042317', '1003000126'], type: 'STRING' }, { name: 'name', data: ['Amara Osei', 'Ardalan Enkeshafi'], type: 'STRING' }, { name: 'decile', data: [9, 3], type: 'INT32' }] });
  const fileId = await upload(db, steward, 'list.parquet', Buffer.from(file));
  const about = await describeFile(db, steward, { fileId, options: {}, formats });
  assert.deepEqual([about.container, about.proposal.map(({ field }) => field)], ['parquet', ['npi', 'name', 'decile']]);
  await loadFile(db, steward, { fileId, format: 'csv', mapping: { fields: about.proposal.map(({ field, from }) => ({ field, from })) }, formats });
  await runJobs(db);
  assert.deepEqual(await db.owner.rows(sql`select name, decile from customers.customer order by decile`), [{ name: 'Ardalan Enkeshafi', decile: 3 }, { name: 'Amara Osei', decile: 9 }]);
  await assert.rejects(upload(db, steward, 'cut.parquet', Buffer.from(file).subarray(0, 60)).then((id) => describeFile(db, steward, { fileId: id, options: {}, formats })), { code: 'customers.import_unreadable' });
});

test('files dropped into the inbox load by name or header, the others wait, each is put away, and links are not followed', async () => {
  await using at = await place();
  const { db, steward, dataDir } = at;
  const inbox = join(dataDir, 'inbox');
  mkdirSync(inbox, { recursive: true });
  await saveMapping(db, steward, { name: 'crm', definition: DEFINITION });
  writeFileSync(join(inbox, 'crm..week47.csv'), CRM);
  writeFileSync(join(inbox, 'who knows.csv'), 'a,b\n1,2\n');
  writeFileSync(join(inbox, 'broken.csv'), '');
  writeFileSync(join(dataDir, 'secret'), 'not for reading');
  symlinkSync(join(dataDir, 'secret'), join(inbox, 'link.csv'));
  const long = new Date(db.clock().getTime() - 60_000);
  for (const name of ['crm..week47.csv', 'who knows.csv', 'broken.csv']) utimesSync(join(inbox, name), long, long);
  await jobs['customers.watch-inbox']?.({ db, log, signal: until }, {} as never);
  await runJobs(db);
  const files = (await db.read(steward, (tx) => listFiles(tx, { limit: 9 }))).rows;
  assert.deepEqual(files.map(({ name, state }) => [name, state]).sort(), [['broken.csv', 'ready'], ['crm..week47.csv', 'done'], ['who knows.csv', 'ready']].filter(([name]) => name !== 'broken.csv' || files.some((one) => one.name === 'broken.csv')));
  assert.equal((await db.owner.one<{ loaded: number }>(sql`select loaded from customers.import_run`)).loaded, 2);
  assert.deepEqual([readdirSync(join(inbox, 'done')).length, readdirSync(join(inbox, 'failed')).length, existsSync(join(inbox, 'link.csv'))], [2, 1, true]);
});

test('only the open internet is fetched from, by the number first found, without a redirect', async () => {
  await using at = await place();
  const { db, steward } = at;
  const closed = ['127.0.0.1', '10.1.2.3', '100.64.0.1', '169.254.169.254', '172.16.0.1', '192.168.1.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fc00::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1', 'not an address'];
  assert.deepEqual(closed.filter(isPublicAddress), []);
  assert.deepEqual(['8.8.8.8', '172.32.0.1', '2606:4700::1111'].filter(isPublicAddress).length, 3);
  const server = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/list.csv' }).end();
    else response.end('npi,name\n1780042317,Amara Osei\n');
  }).listen(0, '127.0.0.1');
  await new Promise((done) => { server.once('listening', done); });
  const port = (server.address() as AddressInfo).port;
  try {
    const fileId = await addFromUrl(db, steward, `http://127.0.0.1:${port}/list.csv`);
    assert.equal((await describeFile(db, steward, { fileId, options: {}, formats })).name, 'list.csv');
    await assert.rejects(addFromUrl(db, steward, `http://127.0.0.1:${port}/moved`), /redirect/);
    openFileStore({ dataDir: at.dataDir });
    for (const url of [`http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`, 'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://[::ffff:127.0.0.1]/', 'https://a:b@example.org/', 'https://example.org:22/', 'file:///etc/passwd', 'https://localhost./', 'nothing']) {
      await assert.rejects(addFromUrl(db, steward, url), { code: 'customers.import_url_refused' }, url);
    }
  } finally {
    server.close();
  }
});

test('an undo puts back what was said before, takes back whom nobody has named, and says what newer words it left', async () => {
  await using at = await place();
  const { db, steward } = at;
  const load = async (name: string, content: string) => {
    const fileId = await upload(db, steward, name, content);
    const { importId } = await loadFile(db, steward, { fileId, format: 'csv', mapping: { Id: 'id', Name: 'name', City: 'city', Phone: 'phone' }, formats });
    await runJobs(db);
    return importId;
  };
  const state = () => db.owner.rows(sql`
    select c.name, c.city, c.status, (select string_agg(value, ',' order by value) from customers.contact_point p where p.customer_id = c.customer_id) as points,
           (select string_agg(line1 || city, ',') from customers.address a where a.customer_id = c.customer_id) as address from customers.customer c order by c.name`);
  await load('first.csv', 'Id,Name,City,Phone\n1,Ann One,Albany,2125550101\n2,Bob Two,Buffalo,2125550102\n3,Cy Three,Corning,2125550103\n');
  const before = await state();
  const wrong = await load('wrong.csv', 'Id,Name,City,Phone\n1,Ann Wrong,Elsewhere,2125550999\n2,Bob Wrong,Elsewhere,2125550998\n4,Dee Four,Denver,\n5,Eve Five,Erie,\n');
  const eve = await db.owner.one<{ customerId: number }>(sql`select customer_id from customers.customer where name = 'Eve Five'`);
  await db.owner.run(sql`insert into customers.owner (customer_id, function, user_id) values (${eve.customerId}::bigint, 'sales', ${steward.userId}::integer)`);
  await load('newer.csv', 'Id,Name,City,Phone\n2,Bob Newer,Boston,2125550102\n');
  const report = await undoImport(db, steward, wrong);
  assert.deepEqual(report, { restored: 1, removed: 1, kept: 1, merged: 0, newer: 1 });
  assert.deepEqual((await state()).map((row) => Object.values(row as object).slice(0, 3)), [['Ann One', 'Albany', 'active'], ['Bob Newer', 'Boston', 'active'], ['Cy Three', 'Corning', 'active'], ['Eve Five', 'Erie', 'inactive']]);
  assert.deepEqual((await state())[0], before[0]);
  await assert.rejects(undoImport(db, steward, wrong), { code: 'customers.import_undone' });
  await assert.rejects(undoImport(db, steward, 99_999), { code: 'request.not_found' });
});
