import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { checkImport, runImport, type ImportInput } from '#customers';
import { sql } from '#platform/db';
import { makePerson, testDatabase } from '#platform/testing';
import { listImports, listRejects } from './reads.ts';
import { previewImport } from './run-import.ts';

const MAPPING = { NPI: 'npi', Name: 'name', Phone: 'phone' };
const bytes = (...parts: readonly (string | Buffer)[]) => (async function* given() { for (const part of parts) yield Buffer.from(part); })();
const file = (...parts: readonly (string | Buffer)[]): ImportInput => ({ format: 'csv', fileName: 'list.csv', mapping: MAPPING, body: bytes(...parts) });

const LINES = 'NPI,Name,Phone\n1780042317,Amara Osei,212-555-0100\n1780042318,Wrong Digit,\n1780042317,Amara Osei,212-555-0100\n1780042317,Someone Else,\n1003000126,"Two\nLines",12\n1003000126,Fine,,extra\n';

test('good lines load, bad ones are told with line, field, reason and remedy, beforehand too, and a second run rejects the same', async () => {
  const before = await previewImport(file(LINES, Buffer.from('1003000134,Andr\xe9 Ames é,\n', 'latin1'), '1003000142,José,\n'), 20);
  assert.deepEqual(before.rows.filter(({ faults }) => faults.length).map(({ line, faults }) => [line, faults[0]?.reason]), [[3, '“1780042318” is no NPI: ten digits whose check digit fits are needed'], [6, '“12” is no phone number'], [8, 'has 4 columns, the first line has 3'], [9, 'holds letters that are not UTF-8']]);
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  const checked = await checkImport(db, steward, file(LINES));
  assert.equal((await db.owner.rows(sql`select from customers.import_run`)).length, 0, 'a check leaves nothing');
  const first = await runImport(db, steward, file(gzipSync(LINES)));
  assert.deepEqual([first.total, first.loaded, first.unchanged, first.changed, first.rejected], [6, 1, 1, 0, 4]);
  assert.deepEqual([checked.total, checked.loaded, checked.unchanged, checked.rejected], [6, 1, 1, 4]);
  const { rows } = await db.read(steward, (tx) => listRejects(tx, { importId: first.importId as number, limit: 10 }));
  assert.deepEqual(rows.map(({ line, field }) => [line, field]), [[3, 'npi'], [5, 'npi'], [6, 'phone'], [8, '']]);
  assert.match(rows[1]?.reason ?? '', /stands in line 2 already/);
  const again = await runImport(db, steward, file(LINES));
  assert.deepEqual([again.loaded, again.unchanged, again.changed, again.rejected], [0, 2, 0, 4]);
});

test('a column that is not in the file, and a field that does not exist, are named with what would be right', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  const run = (mapping: unknown) => runImport(db, steward, { ...file(LINES), mapping });
  await assert.rejects(run({ Npi_: 'npi', Name: 'name' }), (error: { code: string; fields: { field: string; message: string }[] }) => error.code === 'customers.import_mapping' && /did you mean “NPI”/.test(error.fields[0]?.message ?? ''));
  await assert.rejects(run({ NPI: 'npi', Name: 'nam' }), /“nam” is no field/);
  await assert.rejects(run({ Name: 'name' }), /npi, ccn or id/);
  await assert.rejects(runImport(db, steward, { format: 'nppes', fileName: 'x.csv', body: bytes('Prscrbr_NPI,Tot_Clms\n1,2\n') }), /lacks “NPI”/);
  assert.equal((await db.owner.rows(sql`select from customers.import_run`)).length, 0);
});

test('an upload that breaks off keeps what was loaded, says so, and the whole file loads the rest', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  const many = Array.from({ length: 6_000 }, (_, n) => `K${n},Person Number${n}\n`);
  const mapping = { Id: 'id', Name: 'name' };
  const broken = (async function* parts() {
    yield Buffer.from(`Id,Name\n${many.slice(0, 4_000).join('')}`);
    throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  })();
  await assert.rejects(runImport(db, steward, { format: 'csv', fileName: 'a.csv', mapping, body: broken }), { code: 'customers.import_broken_off' });
  const [run] = (await db.read(steward, (tx) => listImports(tx, { limit: 1 }))).rows;
  assert.equal(run?.state, 'failed');
  assert.equal((await db.owner.one<{ count: number }>(sql`select count(*) as count from customers.customer`)).count, run?.loaded);
  const rest = await runImport(db, steward, { format: 'csv', fileName: 'a.csv', mapping, body: bytes(`Id,Name\n${many.join('')}`) });
  assert.deepEqual([rest.loaded + rest.unchanged, rest.unchanged], [6_000, run?.loaded]);
});

test('a run whose process is gone is closed when the next begins, one that runs is left alone', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await db.owner.run(sql`insert into customers.import_run (import_id, format, file_name, started_at) values (900, 'csv', 'dead.csv', now()), (901, 'csv', 'alive.csv', now())`);
  const held = await db.hold();
  await held.run(sql`select pg_advisory_lock(7461, 901)`);
  await runImport(db, steward, file('NPI,Name,Phone\n'));
  held.release();
  const states = await db.owner.rows(sql`select import_id, state from customers.import_run where import_id >= 900 order by 1`);
  assert.deepEqual(states, [{ importId: 900, state: 'failed' }, { importId: 901, state: 'running' }]);
});
