import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customersIn } from './customers-in.ts';
import { numberOf } from './number-of.ts';

test('every field that names a customer counts, however deep it stands', () => {
  const answer = { rows: [{ customerId: 7, practiceId: 9, userId: 3 }, { of: { toCustomerId: 7, visits: [{ payerId: 11 }] } }], taskId: 12 };
  assert.deepEqual([...customersIn(answer)], [[7, 2], [9, 1], [11, 1]]);
  assert.equal(customersIn(null).size, 0);
});

test('a customer outside one\'s work is named by our number or the NPI; a patient by nothing', () => {
  const cases = [
    ['C10003', { kind: 'customer', customerId: 10_003 }], [' c 10003 ', { kind: 'customer', customerId: 10_003 }], ['1234567893', { kind: 'npi', npi: '1234567893' }],
    ['C1000000000777', null], ['10003', null], ['Osei', null], ['C0', null], ['', null],
  ] as const;
  for (const [text, expected] of cases) assert.deepEqual(numberOf(text), expected, text);
});
