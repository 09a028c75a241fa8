import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '#platform/testing';
import { readCatalogue } from '../schema/catalogue.ts';
import { MODULES } from '../schema/modules.ts';
import { findNameFaults, namesOf } from './names.ts';
import { prepareAll } from './prepare.ts';
import { findStatements } from './statements.ts';
import { asPiece, BOUND, choiceOf, concatenate, numbered, sqlOf, unknown } from './value.ts';

test('a module names its own tables and the views of modules below, and writes nothing else', async () => {
  await using db = await testDatabase();
  const names = namesOf(await readCatalogue(db.owner), MODULES);
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['modules/consent/reads.ts', 'select 1 from consent.decision d join customers.v_customer c using (customer_id)', []],
    ['modules/consent/reads.ts', 'select 1 from customers.customer c', ['reads customers.customer: of other modules only the published views']],
    ['modules/consent/reads.ts', 'select 1 from orchestration.v_action', ['reads orchestration.v_action: orchestration does not lie below consent']],
    ['modules/consent/reads.ts', 'select 1 from content.v_version', ['reads content.v_version: content does not lie below consent']],
    ['modules/consent/writes.ts', 'update customers.customer set name = ', ['writes customers.customer: a module writes its own schema alone']],
    ['modules/consent/reads.ts', 'select 1 from customers.ids_by_number(', ['uses customers.ids_by_number: of other modules only the published views']],
    ['modules/consent/writes.ts', 'insert into consent.decision (customer_id) select customer_id from customers.v_customer', []],
    ['modules/market-access/writes.ts', 'delete from market_access.position where customer_id = ', []],
    ['modules/work/writes.ts', 'delete from only work."case" where customer_id = ', []],
    ['modules/consent/reads.ts', "select 'see customers.customer' as said -- as in customers.customer", []],
    ['platform/audit/record.ts', 'select 1 from customers.v_customer', ['names customers.v_customer: the platform knows no module']],
  ];
  for (const [file, words, faults] of cases) assert.deepEqual(findNameFaults({ file, words }, names), faults, words);
});

test('the names in text that is trusted are read as well', () => {
  const { plain } = findStatements(['modules/channels/sender/sender-sql.ts']);
  assert.ok(plain.some(({ words }) => words.includes('consent.v_decision')));
});

test('a statement that the schema does not bear is found, with its place', async () => {
  await using db = await testDatabase();
  const at = { file: 'modules/consent/reads.ts', line: 3, places: new Set<string>() };
  const faults = await prepareAll(db.owner, [
    { ...at, group: 'a', text: 'select channel from consent.decision where customer_id = $1::bigint' },
    { ...at, group: 'a', text: 'select chanel from consent.decision' },
    { ...at, group: 'b', text: 'create temp table chosen on commit drop as select customer_id from consent.decision where customer_id > $1::bigint' },
    { ...at, group: 'c', text: 'delete from consent.decision d using chosen c where c.customer_id = d.customer_id' },
    { ...at, group: 'c', text: 'select sum(granted) from consent.decision' },
  ]);
  assert.deepEqual(faults.map(({ file, line, fault }) => `${file}:${line} ${fault}`), [
    'modules/consent/reads.ts:3 column "chanel" does not exist near "chanel from consent.decision"',
    'modules/consent/reads.ts:3 function sum(boolean) does not exist near "sum(granted) from consent.decision"',
  ]);
});

test('pieces come together in each of their forms, and one that nobody knows makes the whole unknown', () => {
  const either = choiceOf([sqlOf('and a = '), sqlOf('')]);
  const whole = asPiece(concatenate([sqlOf('select b where c = '), BOUND, sqlOf(' '), either, sqlOf(' limit '), BOUND]));
  assert.deepEqual(whole.kind === 'sql' ? whole.variants.map(numbered) : [], ['select b where c = $1 and a =  limit $2', 'select b where c = $1  limit $2']);
  assert.equal(concatenate([sqlOf('select '), unknown('a list')]).kind, 'unknown');
});
