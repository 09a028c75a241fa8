import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findHabitFaults } from './habits.ts';

const faultsOf = (text: string, file = 'modules/consent/withdraw-consent.ts') => findHabitFaults([{ file, text, imports: [] }]).map(({ line, fault }) => `${line} ${fault.split(':')[0]}`);

const FAULTS: readonly (readonly [name: string, text: string, found: string])[] = [
  ['the clock of the machine', 'export const at = () => Date.now();', '1 Date.now()'],
  ['a date of now', 'export const at = () => new Date();', '1 new Date()'],
  ['an id by chance', 'export const id = () => crypto.randomUUID();', '1 crypto.randomUUID()'],
  ['a statement for each of a set', 'for (const id of ids) {\n  await insertMessage(tx, id);\n}', '2 awaits the database in a loop'],
  ['a transaction for each of a set', 'while (await db.transaction(actor, step));', '1 awaits the database in a loop'],
  ['a statement for each, side by side', 'await Promise.all(ids.map((id) => insertMessage(tx, id)));', '1 awaits the database in a loop'],
  ['a rule switched off in silence', 'call(); // eslint-disable-line no-console', '1 a rule is switched off without a reason'],
];
for (const [name, text, found] of FAULTS) test(`${name} is a fault`, () => assert.deepEqual(faultsOf(text), [found]));

test('a reason on the line, or on the line above, excuses', () => {
  assert.deepEqual(faultsOf('for (const id of ids) { // two or three\n  await insertMessage(tx, id);\n}'), []);
  assert.deepEqual(faultsOf('// a mail without an id gets one\nexport const id = () => crypto.randomUUID();'), []);
  assert.deepEqual(faultsOf('call(); // eslint-disable-line no-console -- the command line speaks'), []);
});

test('what a loop runs over is asked once; tests and a date that is given are free', () => {
  assert.deepEqual(faultsOf('for (const id of await listIds(tx)) mark(id);\nexport const at = (tx) => new Date(tx.now);'), []);
  assert.deepEqual(faultsOf('for (const id of ids) await insertMessage(tx, id);', 'modules/consent/consent.test.ts'), []);
});
