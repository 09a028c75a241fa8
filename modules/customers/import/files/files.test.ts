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
import { applySteps } from '../mapping/apply-steps.ts';
import { step } from '../mapping/types.ts';
import { isPublicAddress } from './fetch-file.ts';
import { listFiles, listMappings } from './reads.ts';
import { addFromUrl, addUpload, describeFile, loadFile, previewFile, removeFile, removeMapping, saveMapping, tryFile } from './use-files.ts';

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

const upload = async (db: TestDatabase, actor: Actor, name: string, content: string | Buffer) => (await addUpload(db, actor, { name, body: bytes(content), formats })).fileId;
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

test('each step says what it makes of a text, and the first that fails ends it', () => {
  const made = (text: string, ...steps: object[]) => { const told = applySteps(steps.map((one) => step.parse(one)), text); return told.ok ? told.text : `! ${told.reason}`; };
  const split = (part: number, to?: number) => ({ do: 'split', by: ',', part, to });
  const date = (format: string, zones: object = {}) => ({ do: 'date', format, ...zones });
  const [newYork, berlin] = [{ in: 'America/New_York' }, { zone: 'Europe/Berlin' }];
  const cases: readonly (readonly [text: string, steps: object[], becomes: string])[] = [
    ['Osei, Amara', [split(2), { do: 'upper' }], 'AMARA'], ['4867 MISSION ST, SAN FRANCISCO, CA 94112', [split(-1), { do: 'split', by: ' ', part: -1 }], '94112'],
    ['Suite 3, 10 Main St, Albany, NY 12207', [split(1, -3)], 'Suite 3, 10 Main St'], ['a,b', [split(3)], ''], ['a,b', [split(3, -1)], ''],
    ['DR. AMARA OSEI', [{ do: 'replace', find: 'DR. ', with: '' }], 'AMARA OSEI'], ['a$b', [{ do: 'replace', find: '$', with: '$&' }], 'a$&b'], ['4711', [{ do: 'pad', length: 6 }], '004711'],
    ['', [{ do: 'default', value: 'US' }], 'US'], ['CA', [{ do: 'default', value: 'US' }], 'CA'], ['anything', [{ do: 'constant', value: 'hcp' }], 'hcp'], ['', [{ do: 'upper' }], ''],
    ['Kardio', [{ do: 'lookup', values: { Kardio: '207RC0000X' } }], '207RC0000X'], ['Other', [{ do: 'lookup', values: {}, otherwise: 'keep' }], 'Other'], ['Other', [{ do: 'lookup', values: { A: 'B' } }, { do: 'upper' }], '! “Other” is not in the mapping\'s list'],
    ['05-JAN-26', [date('DD-MMM-YY')], '2026-01-05'], ['January 5, 2026', [date('MMM D, YYYY')], '2026-01-05'], ['31.12.2027', [date('MM/DD/YYYY | DD.MM.YYYY')], '2027-12-31'], ['46022', [date('EXCEL')], '2025-12-31'],
    ['31.02.2027', [date('DD.MM.YYYY')], '! “31.02.2027” is no date as DD.MM.YYYY'], ['12/31/2027 11:30 PM', [date('MM/DD/YYYY HH:mm A')], '2027-12-31T23:30:00'], ['12/31/2027 13:30 PM', [date('MM/DD/YYYY HH:mm A')], '! “12/31/2027 13:30 PM” is no date as MM/DD/YYYY HH:mm A'],
    ['2028-01-01T04:30:00Z', [date('YYYY-MM-DDTHH:mm:ssZ', newYork)], '2027-12-31T23:30:00-05:00'], ['2027-07-01 00:30', [date('YYYY-MM-DD HH:mm', berlin)], '2027-07-01T00:30:00+02:00'], ['2027-07-01 00:30', [date('YYYY-MM-DD HH:mm', { ...berlin, ...newYork })], '2027-06-30T18:30:00-04:00'],
    ['2027-12-31T23:30:00-0500', [date('YYYY-MM-DDTHH:mm:ssZ')], '2027-12-31T23:30:00-05:00'],
  ];
  for (const [text, steps, becomes] of cases) assert.equal(made(text, ...steps), becomes, `${text} by ${JSON.stringify(steps)}`);
  for (const wrong of [date('MM/YYYY'), date('DD.MM.YYYY', { zone: 'Mars/Base' }), date('DD.DD.MM.YYYY'), { do: 'split', by: ',', part: 0 }, { do: 'replace', find: '', with: '' }]) assert.equal(step.safeParse(wrong).success, false, JSON.stringify(wrong));
});

const PROVIDERS = 'Id|First|Last|Offices|Phones|Backup phone|Spec|Status|Licence until|Nation\n'
  + '1|Amara|Osei|"Suite 3, 10 Main St, Albany"|212-555-0100; 212-555-0101|-|Kardio|Active|2028-01-01T04:30:00Z|USA\n2|Bo|Unknown|"9 Elm St, Troy"|n/a|518-555-0102|Nobody knows|Active||\n'
  + '3|Cy|Gone|||||INACTIVE||\n4|Dee|Wrong|"1 Oak Rd, Erie"|12||Kardio|active|soon|Utopia\n';
const RULES = {
  source: 'book', nothing: ['-', 'n/a', 'unknown'], skip: [{ column: 'Status', when: 'is' as const, values: ['inactive'] }], options: { separator: '|' as const },
  fields: [
    { field: 'id', from: ['Id'] }, { field: 'name', from: ['First', 'Last'] }, { field: 'kind', from: [], do: [{ do: 'constant', value: 'hcp' }] },
    { field: 'line1', from: ['Offices'], do: [{ do: 'split', by: ',', part: 1, to: -2 }] }, { field: 'city', from: ['Offices'], do: [{ do: 'split', by: ',', part: -1 }] },
    { field: 'phone', from: ['Phones', 'Backup phone'], take: 'first', do: [{ do: 'split', by: ';', part: 1 }] }, { field: 'phone', from: ['Phones'], do: [{ do: 'split', by: ';', part: 2 }] },
    { field: 'specialty', from: ['Spec'], do: [{ do: 'lookup', values: { Kardio: '207RC0000X' }, otherwise: 'empty' }, { do: 'default', value: '208D00000X' }] },
    { field: 'licence_valid_until', from: ['Licence until'], do: [{ do: 'date', format: 'YYYY-MM-DDTHH:mm:ssZ', in: 'America/New_York' }] }, { field: 'country', from: ['Nation'] },
  ],
};

test('a mapping is tried field by field and step by step before it loads, and what it leaves out is counted apart', async () => {
  await using at = await place();
  const { db, steward } = at;
  const fileId = await upload(db, steward, 'book.csv', PROVIDERS);
  const found = await tryFile(db, steward, { fileId, mapping: RULES });
  assert.deepEqual([found.sampled, found.leftOut, found.faults, found.skip[0]?.lines, found.skip[0]?.values.length], [4, 1, [], 1, 3]);
  const [, name, , , city, phone, , specialty, until, country] = found.fields;
  assert.deepEqual(name?.samples.map(({ given }) => given), ['Amara Osei', 'Bo', 'Dee Wrong']);
  assert.deepEqual(city?.samples.map(({ given, after }) => [given, ...after]), [['Suite 3, 10 Main St, Albany', 'Albany'], ['9 Elm St, Troy', 'Troy'], ['1 Oak Rd, Erie', 'Erie']]);
  assert.deepEqual([phone?.failed, phone?.samples.map(({ line, given, fault }) => [line, given, fault?.remedy ?? 'fits'])], [1, [[2, '212-555-0100; 212-555-0101', 'fits'], [3, '518-555-0102', 'fits'], [5, '12', 'Give ten digits, or + and the country code.']]]);
  assert.deepEqual(specialty?.maps, [{ step: 0, values: [{ value: 'Kardio', lines: 2 }, { value: 'Nobody knows', lines: 1 }], more: 0 }]);
  assert.deepEqual([until?.problems.map(({ reason, lines }) => [reason, lines]), country?.problems.map(({ reason }) => reason)], [[['“soon” is no date as YYYY-MM-DDTHH:mm:ssZ', 1]], ['“Utopia” is no country']]);
  const unfinished = await tryFile(db, steward, { fileId, mapping: { options: RULES.options, skip: [{ column: 'Status', when: 'is_not' }], fields: [{ field: 'city', from: ['Officesx'] }, { field: 'city', from: ['Offices'] }] } });
  assert.deepEqual(unfinished.faults.map(({ message, at: place }) => [message, place]), [['is no column of the file; did you mean “Offices”?', 0], ['“city” is mapped twice', 1], ['has a condition for leaving lines out that names no values', null]]);
  assert.deepEqual([unfinished.leftOut, unfinished.skip[0]?.values[0]], [0, { value: 'Active', lines: 2 }]);
  await assert.rejects(tryFile(db, steward, { fileId, mapping: { fields: [{ field: 'id', from: ['Id'], do: [{ do: 'date', format: 'soon' }] }] } }), (problem: { fields: { field: string }[] }) => problem.fields[0]?.field === 'fields.0.do.0.format');
  const { importId } = await loadFile(db, steward, { fileId, format: 'csv', mapping: RULES, formats });
  await runJobs(db);
  assert.deepEqual(await db.owner.one(sql`select total, loaded, rejected, left_out from customers.import_run where import_id = ${importId}::bigint`), { total: 3, loaded: 2, rejected: 1, leftOut: 1 });
  const loaded = await db.owner.rows(sql`
    select c.name, c.city, c.specialty, c.licence_valid_until as until, (select array_agg(p.value order by p.value) from customers.contact_point p where p.customer_id = c.customer_id) as phones, (select line1 from customers.address a where a.customer_id = c.customer_id) as line1
      from customers.customer c order by c.name`);
  assert.deepEqual(loaded, [
    { name: 'Amara Osei', city: 'Albany', specialty: '207RC0000X', until: '2027-12-31', phones: ['+12125550100', '+12125550101'], line1: 'Suite 3, 10 Main St' },
    { name: 'Bo', city: 'Troy', specialty: '208D00000X', until: null, phones: ['+15185550102'], line1: '9 Elm St' },
  ]);
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
});

test('a file that cannot be read is refused and leaves nothing behind: no row, no bytes, no word in the trail', async () => {
  await using at = await place();
  const { db, steward, dataDir } = at;
  for (const [name, content, says] of [['empty.csv', '', /empty/], ['cut.parquet', 'PAR1', /Parquet/], ['picture.csv', Buffer.from([0x89, 0x50, 0, 1, 2, 3, 4, 5, 6, 7]), /no table/], ['open.csv', 'a,b\n1,"2\n', /from line 2 on/], ['broken.xlsx', 'PK\u0003\u0004', /./]] as const) {
    await assert.rejects(upload(db, steward, name, content as string), { code: 'customers.import_unreadable', message: says }, name);
  }
  const left = await db.owner.one(sql`select (select count(*) from customers.import_file) as files, (select count(*) from audit.entry where action like 'customers.%file') as entries`);
  assert.deepEqual([left, readdirSync(join(dataDir, 'imports'))], [{ files: 0, entries: 0 }, []]);
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
  assert.deepEqual(files.map(({ name, state }) => [name, state]).sort(), [['crm..week47.csv', 'done'], ['who knows.csv', 'ready']]);
  assert.equal((await db.owner.one<{ loaded: number }>(sql`select loaded from customers.import_run`)).loaded, 2);
  assert.deepEqual([readdirSync(join(inbox, 'done')).length, readdirSync(join(inbox, 'failed')).map((name) => name.slice(9)).sort(), existsSync(join(inbox, 'link.csv'))], [2, ['broken.csv', 'broken.csv.why.txt'], true]);
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
    const { name } = await addFromUrl(db, steward, { url: `http://127.0.0.1:${port}/list.csv`, formats });
    assert.equal(name, 'list.csv');
    await assert.rejects(addFromUrl(db, steward, { url: `http://127.0.0.1:${port}/moved`, formats }), /redirect/);
    openFileStore({ dataDir: at.dataDir });
    for (const url of [`http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`, 'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://[::ffff:127.0.0.1]/', 'https://a:b@example.org/', 'https://example.org:22/', 'file:///etc/passwd', 'https://localhost./', 'nothing']) {
      await assert.rejects(addFromUrl(db, steward, { url, formats }), { code: 'customers.import_url_refused' }, url);
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
