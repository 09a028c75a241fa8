import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { test } from 'node:test';
import { npiOf, runImport, type ImportResult } from '#customers';
import { ROOT } from '#platform/config';
import { sql } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { deriveGolden } from './golden.ts';

// The real files lie beside the repository, not in it: they name real persons.
const DATA = join(ROOT, '..', 'shared', 'data');
const skip = existsSync(DATA) ? false : `SKIPPED: the public data files are not at ${DATA}`;

const NPPES = 'hcp/npidata_pfile_excerpt.csv.gz';
const DAMAGED = 'hcp/npidata_pfile_excerpt_float_damaged.csv';

const plain = (file: string): Buffer => {
  const bytes = readFileSync(join(DATA, file));
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};
async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000);
}
async function load(db: TestDatabase, format: string, file: string, bytes = readFileSync(join(DATA, file))): Promise<ImportResult> {
  const steward = await makePerson(db, { role: 'steward' });
  const result = await runImport(db, steward, { format, fileName: file, body: chunks(bytes) });
  assert.equal(result.loaded + result.unchanged + result.changed + result.rejected, result.total);
  return result;
}
const sums = ({ total, loaded, unchanged, changed, rejected }: ImportResult) => ({ total, loaded, unchanged, changed, rejected });
const all = (total: number, as: 'loaded' | 'unchanged') => ({ total, loaded: 0, unchanged: 0, changed: 0, rejected: 0, [as]: total });
const golden = (db: TestDatabase) => db.owner.rows(sql`select * from customers.customer order by customer_id`);

test('the NPPES file loads whole, a second run changes nothing, and its float-damaged twin is the same file', { skip }, async () => {
  await using db = await testDatabase();
  const rows = plain(NPPES).toString('utf8').trim().split('\n').length - 1;
  assert.deepEqual(sums(await load(db, 'nppes', NPPES)), all(rows, 'loaded'));
  const steward = await makePerson(db, { role: 'steward' });
  const derived = await db.transaction(steward, async (tx) => { tx.markAudited(); return deriveGolden(tx, sql`select customer_id from customers.customer`); });
  assert.equal(derived, 0, 'what is written straight for new parties is what is derived from their source records');
  const before = await golden(db);
  assert.deepEqual(sums(await load(db, 'nppes', NPPES)), all(rows, 'unchanged'));
  db.setNow('2026-11-24T08:00:00.000Z');
  assert.deepEqual(sums(await load(db, 'nppes', DAMAGED)), all(rows, 'unchanged'));
  assert.deepEqual(await golden(db), before);
});

test('the damaged file by itself gives the same customers as the clean one', { skip }, async () => {
  const columns = sql`name, sort_name, kind, status, postal_code, city, time_zone, specialty, pronoun`;
  const read = async (file: string) => {
    await using db = await testDatabase();
    await load(db, 'nppes', file);
    const rows = await db.owner.rows(sql`select i.value as npi, ${columns} from customers.customer join customers.identifier i using (customer_id) where i.system = 'npi' order by 1`);
    const parts = await db.owner.one(sql`select (select count(*) from customers.identifier) as identifiers, (select count(*) from customers.specialty) as specialties,
      (select count(*) from customers.contact_point) as points, (select md5(string_agg(postal_code || line1, ',' order by postal_code, line1)) from customers.address) as addresses`);
    return { rows, parts };
  };
  assert.deepEqual(await read(DAMAGED), await read(NPPES));
});

test('deactivated NPIs are on file as deactivated, and a known provider who is deactivated later keeps her name', { skip }, async () => {
  await using db = await testDatabase();
  await load(db, 'nppes', NPPES);
  const count = await db.owner.one<{ count: number }>(sql`
    select count(*) as count from customers.customer c join customers.identifier i using (customer_id) where c.status = 'deactivated' and i.state = 'deactivated' and i.valid_to is not null`);
  assert.equal(count.count, plain(NPPES).toString('utf8').split('\n').filter((line) => /^"\d{10}","",/.test(line)).length);
  const [header = ''] = plain(NPPES).toString('utf8').split('\n', 1);
  const width = header.split('","').length;
  const cells = Array.from({ length: width }, () => '');
  cells[0] = '1679576722';
  cells[header.split(',').indexOf('"NPI Deactivation Date"')] = '03/01/2026';
  const again = await load(db, 'nppes', 'later.csv', Buffer.from(`${header}\n${cells.map((cell) => `"${cell}"`).join(',')}\n`));
  assert.deepEqual(sums(again), { total: 1, loaded: 0, unchanged: 0, changed: 1, rejected: 0 });
  assert.deepEqual(await db.owner.one(sql`select name, status from customers.customer join customers.identifier i using (customer_id) where i.value = '1679576722'`), { name: 'David A Wiebe', status: 'deactivated' });
});

test('Part D figures join the NPPES providers by NPI, and NPPES names stay', { skip }, async () => {
  await using db = await testDatabase();
  await load(db, 'nppes', NPPES);
  const names = await db.owner.rows<{ customerId: number; name: string }>(sql`select customer_id, name from customers.customer where status = 'active' order by 1`);
  const partd = 'hcp/partd_2023_by_provider_excerpt.csv.gz';
  const rows = plain(partd).toString('utf8').trim().split('\n').length - 1;
  assert.deepEqual(sums(await load(db, 'partd', partd)), all(rows, 'loaded'));
  assert.deepEqual(sums(await load(db, 'partd', partd)), all(rows, 'unchanged'));
  const ids = names.map(({ customerId }) => customerId);
  assert.deepEqual(await db.owner.rows(sql`select customer_id, name from customers.customer where customer_id = any(${ids}::bigint[]) order by 1`), names);
  const both = await db.owner.one<{ both: number; npis: number; customers: number; withheld: number }>(sql`
    select (select count(*) from (select customer_id from customers.source_record group by 1 having count(distinct source) > 1) b) as both,
           (select count(*) from customers.identifier where system = 'npi') as npis, (select count(*) from customers.customer) as customers,
           (select count(*) from customers.measure where suppressed and value = 0) as withheld`);
  assert.ok(both.both > 0);
  assert.equal(both.npis, both.customers);
  assert.ok(both.withheld > 0, 'a count of 0 is kept as "0 or withheld"');
});

test('figures by drug load for each prescriber, and repeated lines of a file are told', { skip }, async () => {
  await using db = await testDatabase();
  const lines = plain('hcp/partd_2023_by_provider_and_drug_excerpt.csv.gz').toString('utf8').split('\n');
  const some = Buffer.from(lines.slice(0, 9_001).join('\n')); // the whole file is the same nine times over
  assert.deepEqual(sums(await load(db, 'partd', 'partd_2023_drugs.csv', some)), all(9_000, 'loaded'));
  assert.deepEqual(sums(await load(db, 'partd', 'partd_2023_drugs.csv', some)), all(9_000, 'unchanged'));
  const top = await load(db, 'partd', 'hcp/partd_2023_top_prescribers_by_drug.csv.gz');
  assert.ok(top.loaded > 3_500 && top.rejected > 0 && top.loaded + top.rejected + top.unchanged === top.total);
  const again = await load(db, 'partd', 'hcp/partd_2023_top_prescribers_by_drug.csv.gz');
  assert.deepEqual([again.loaded, again.changed, again.rejected], [0, 0, top.rejected]);
});

test('hospitals keep the zeros of their CCN, and their spending joins them', { skip }, async () => {
  await using db = await testDatabase();
  const [general, spending] = ['hco/hospital_general_information.csv.gz', 'hco/medicare_hospital_spending_per_patient.csv.gz'];
  const rows = (file: string) => plain(file).toString('utf8').trim().split('\n').length - 1;
  assert.deepEqual(sums(await load(db, 'hospitals', general)), all(rows(general), 'loaded'));
  assert.deepEqual(sums(await load(db, 'hospitals', spending)), all(rows(spending), 'loaded'));
  assert.deepEqual(sums(await load(db, 'hospitals', general)), all(rows(general), 'unchanged'));
  assert.deepEqual(sums(await load(db, 'hospitals', spending)), all(rows(spending), 'unchanged'));
  const first = await db.owner.one(sql`
    select c.name, c.city, c.time_zone, (select value::text from customers.measure m where m.customer_id = c.customer_id and m.name = 'medicare_spending_per_beneficiary') as spending
      from customers.customer c join customers.identifier i using (customer_id) where i.system = 'ccn' and i.value = '010001'`);
  assert.deepEqual(first, { name: 'Southeast Health Medical Center', city: 'Dothan', timeZone: 'America/Chicago', spending: '1.03' });
});

test('a number that another took the place of finds the same party by either, whichever comes first', async () => {
  const header = ['NPI', 'Entity Type Code', 'Replacement NPI', 'Provider Organization Name (Legal Business Name)', 'Provider Last Name (Legal Name)', 'Provider First Name', 'NPI Deactivation Date', 'NPI Reactivation Date'];
  const [old, now] = [npiOf(1), npiOf(2)];
  const lines = [`${old},,${now},,,,03/01/2026,`, `${now},1,,,Osei,Amara,,`];
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await runImport(db, steward, { format: 'nppes', fileName: 'x.csv', body: chunks(Buffer.from(`${header.join(',')}\n${lines[0]}\n`)) });
  await runImport(db, steward, { format: 'nppes', fileName: 'y.csv', body: chunks(Buffer.from(`${header.join(',')}\n${lines[1]}\n`)) });
  const found = await db.owner.rows(sql`select c.name, c.status, i.value, i.state from customers.customer c join customers.identifier i using (customer_id) order by i.state desc`);
  assert.deepEqual(found, [{ name: 'Amara Osei', status: 'active', value: old, state: 'replaced' }, { name: 'Amara Osei', status: 'active', value: now, state: 'active' }]);
});
