import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '#platform/config';
import { sql, type Actor } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { getCustomerRecord, npiOf, runImport, undoImport, updateCustomer } from '../index.ts';
import { makeCustomer } from '../makers.ts';
import { listMembers } from '../reads/members.ts';
import { getRecord } from './record-at.ts';
import { listChanges } from './list-changes.ts';

const header = readFileSync(join(ROOT, 'bench/nppes-header.txt'), 'utf8').trim();
const columns = header.split(',').map((name) => name.replaceAll('"', ''));
const NPI = npiOf(4_711);
const lived = { NPI, 'Entity Type Code': '1', 'Provider Last Name (Legal Name)': 'OSEI', 'Provider First Name': 'AMARA', 'Provider Enumeration Date': '05/23/2005' };
const at = (line: string, city: string, zip: string) => ({
  'Provider First Line Business Practice Location Address': line, 'Provider Business Practice Location Address City Name': city, 'Provider Business Practice Location Address State Name': 'NY',
  'Provider Business Practice Location Address Postal Code': zip, 'Provider Business Practice Location Address Country Code (If outside U.S.)': 'US',
});

async function nppes(db: TestDatabase, actor: Actor, cells: Readonly<Record<string, string>>): Promise<number> {
  const line = columns.map((name) => `"${cells[name] ?? ''}"`).join(',');
  const { importId, rejected } = await runImport(db, actor, { format: 'nppes', fileName: 'npidata.csv', body: (async function* bytes() { yield Buffer.from(`${header}\n${line}\n`); })() });
  assert.equal(rejected, 0);
  return importId as number;
}

test('a practice that moves keeps its former address with dates, a spelling put right does not, and an import taken back leaves no trace of the move', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await nppes(db, steward, { ...lived, ...at('12 MAIN ST', 'UTICA', '135010000'), 'Last Update Date': '01/02/2026' });
  const { customerId } = await db.owner.one<{ customerId: number }>(sql`select customer_id from customers.identifier where value = ${NPI}`);
  const addresses = async () => (await db.read(steward, (tx) => getCustomerRecord(tx, customerId))).addresses.map(({ line1, validFrom, validTo, inForce }) => ({ line1, validFrom, validTo, inForce }));
  db.setNow('2026-11-24T09:00:00.000Z');
  await nppes(db, steward, { ...lived, ...at('12 Main St.', 'UTICA', '135010000'), 'Last Update Date': '11/01/2026' });
  assert.deepEqual(await addresses(), [{ line1: '12 Main St.', validFrom: null, validTo: null, inForce: true }], 'the same place in other letters');
  db.setNow('2026-11-30T09:00:00.000Z');
  const moved = await nppes(db, steward, { ...lived, ...at('9 LAKE AVE', 'ALBANY', '122070000'), 'Last Update Date': '11/27/2026' });
  const both = [{ line1: '9 Lake Ave', validFrom: '2026-11-27', validTo: null, inForce: true }, { line1: '12 Main St.', validFrom: null, validTo: '2026-11-27', inForce: false }];
  assert.deepEqual(await addresses(), both, 'the day is the one on which the source changed her record');
  const then = await db.read(steward, (tx) => getRecord(tx, { customerId, asOf: '2026-11-29T00:00:00Z' }));
  assert.deepEqual([then.city, then.addresses.map(({ line1, inForce }) => [line1, inForce])], ['Utica', [['12 Main St.', true]]], 'nobody knew it yet');
  const { rows } = await db.read(steward, (tx) => listChanges(tx, { limit: 10 }));
  assert.deepEqual(rows.map(({ kinds }) => kinds), [['created'], ['changed'], ['address_moved', 'changed']]);
  await undoImport(db, steward, moved);
  assert.deepEqual(await addresses(), [{ line1: '12 Main St.', validFrom: null, validTo: null, inForce: true }]);
});

test('a steward who names another practice ends the address of every source, and a source that only repeats itself does not bring it back', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await nppes(db, steward, { ...lived, ...at('12 MAIN ST', 'UTICA', '135010000'), 'Last Update Date': '01/02/2026' });
  const { customerId } = await db.owner.one<{ customerId: number }>(sql`select customer_id from customers.identifier where value = ${NPI}`);
  db.setNow('2026-11-24T09:00:00.000Z');
  const correct = (changes: object) => updateCustomer(db, steward, { customerId, version: 1, reason: 'She told us', changes });
  await assert.rejects(correct({ line1: '5 Hill Rd', movedOn: '2026-12-24' }), { code: 'customers.not_yet' });
  await correct({ line1: '5 Hill Rd', city: 'Troy', state: 'NY', postalCode: '12180', movedOn: '2026-11-20' });
  db.setNow('2026-11-30T09:00:00.000Z');
  await nppes(db, steward, { ...lived, 'Provider Credential Text': 'MD', ...at('12 MAIN ST', 'UTICA', '135010000'), 'Last Update Date': '11/28/2026' });
  const addresses = async () => (await db.read(steward, (tx) => getCustomerRecord(tx, customerId))).addresses.map(({ line1, validFrom, validTo, source }) => [line1, validFrom, validTo, source]);
  const moved = [['5 Hill Rd', '2026-11-20', null, 'steward'], ['12 Main St', null, '2026-11-20', 'nppes']];
  assert.deepEqual(await addresses(), moved);
  await nppes(db, steward, { ...lived, ...at('9 LAKE AVE', 'ALBANY', '122070000'), 'Last Update Date': '11/29/2026' });
  assert.deepEqual(await addresses(), [['9 Lake Ave', '2026-11-29', null, 'nppes'], ...moved], 'what the source says anew is told beside it');
});

test('an NPI that was deactivated and came back says from when to when it did not hold', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await nppes(db, steward, { ...lived, ...at('12 MAIN ST', 'UTICA', '135010000') });
  const { customerId } = await db.owner.one<{ customerId: number }>(sql`select customer_id from customers.identifier where value = ${NPI}`);
  const read = async (asOf?: string) => {
    const { status, identifiers: [npi] } = await db.read(steward, (tx) => getRecord(tx, { customerId, asOf }));
    return [status, npi?.state, npi?.validTo, npi?.lapsedFrom, npi?.lapsedTo, npi?.inForce];
  };
  db.setNow('2026-12-01T09:00:00.000Z');
  await nppes(db, steward, { NPI, 'NPI Deactivation Date': '11/28/2026' });
  const deactivated = ['deactivated', 'deactivated', '2026-11-28', null, null, false];
  assert.deepEqual(await read(), deactivated);
  db.setNow('2027-01-10T09:00:00.000Z');
  await nppes(db, steward, { ...lived, ...at('12 MAIN ST', 'UTICA', '135010000'), 'NPI Deactivation Date': '11/28/2026', 'NPI Reactivation Date': '01/05/2027' });
  assert.deepEqual(await read(), ['active', 'active', null, '2026-11-28', '2027-01-05', true]);
  assert.deepEqual(await read('2026-12-15T00:00:00Z'), deactivated);
  assert.deepEqual(await read('2026-11-25T00:00:00Z'), ['active', 'active', null, null, null, true]);
  const { rows } = await db.read(steward, (tx) => listChanges(tx, { limit: 10 }));
  assert.deepEqual(rows.map(({ kinds }) => kinds.filter((kind) => kind !== 'changed')), [['created'], ['closed'], ['reopened']]);
  await assert.rejects(read('2027-02-01T00:00:00Z'), { code: 'customers.not_yet' });
  await assert.rejects(read('2026-11-01T00:00:00Z'), { code: 'customers.not_on_file_then' });
});

test('sources that agree on an affiliation are its witnesses; it ends when the last one takes its word back, and the organisation reads as it was', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  const [{ customerId }, practice] = [await makeCustomer(db, { npi: NPI }), await makeCustomer(db, { kind: 'hco', name: 'Lake Practice' })];
  await db.owner.run(sql`insert into customers.identifier (system, value, customer_id, source) values ('ccn', '330101', ${practice.customerId}, 'made')`);
  const say = (name: string, where: string) => {
    const source = { format: name, recognises: () => false, oneNumber: false, open: () => () => ({ ok: true as const, row: { key: 'a', idSystem: 'npi', idValue: NPI, facts: { affiliations: where ? [{ system: 'ccn', value: where, role: 'practises_at' }] : [] } } }) } as const;
    return runImport(db, steward, { format: name, fileName: 'a.csv', formats: { sources: [source], importers: [] }, body: (async function* bytes() { yield Buffer.from('a\nb\n'); })() });
  };
  const edge = async () => (await db.read(steward, (tx) => getCustomerRecord(tx, customerId))).belongsTo.map(({ confidence, evidence, validTo, inForce }) => ({ confidence, said: evidence.map(({ source }) => source), validTo, inForce }));
  await say('partd', '330101');
  assert.deepEqual(await edge(), [{ confidence: 0.8, said: ['partd'], validTo: null, inForce: true }]);
  db.setNow('2026-11-25T09:00:00.000Z');
  await say('hospitals', '330101');
  assert.deepEqual(await edge(), [{ confidence: 0.98, said: ['hospitals', 'partd'], validTo: null, inForce: true }]);
  await say('hospitals', '330101');
  db.setNow('2026-12-05T09:00:00.000Z');
  await say('partd', '');
  assert.deepEqual(await edge(), [{ confidence: 0.89, said: ['hospitals'], validTo: null, inForce: true }], 'ten days old');
  db.setNow('2026-12-06T09:00:00.000Z');
  await say('hospitals', '');
  assert.deepEqual(await edge(), [{ confidence: 0.89, said: ['hospitals'], validTo: '2026-12-06', inForce: false }]);
  db.setNow('2027-02-01T09:00:00.000Z');
  await say('hospitals', '330101');
  db.setNow('2027-04-01T09:00:00.000Z');
  await say('hospitals', '330101');
  assert.deepEqual((await edge()).filter((one) => one.inForce).map(({ confidence }) => confidence), [0.9], 'said again after a month, it is as fresh as on its first day');
  await say('hospitals', '');
  const members = async (asOf?: string) => (await db.read(steward, (tx) => listMembers(tx, { customerId: practice.customerId, limit: 10, ...(asOf ? { asOf } : {}) }))).rows.map((row) => [row.customerId, row.evidence.length]);
  assert.deepEqual([await members(), await members('2026-12-01T00:00:00Z'), await members('2026-11-24T00:00:00Z')], [[], [[customerId, 2]], [[customerId, 1]]]);
});
