import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inWords, type Policy } from '#platform/auth';
import { policy } from '../server/policy.ts';
import { accessText } from './access.ts';

test('each predicate has words of its own', () => {
  const cases: readonly (readonly [Parameters<typeof inWords>[0], string])[] = [
    ['all', 'every row'],
    ['professionals', 'of all customers but patients'],
    [{ own: ['owner_id', 'created_by'] }, 'rows that name them (owner id or created by)'],
    [{ either: [{ own: ['user_id'] }, { function: 'function' }] }, 'rows that name them (user id), or rows of their own function'],
  ];
  for (const [predicate, words] of cases) assert.equal(inWords(predicate), words);
});

test('the document names every record and permission, and a right that is given shows', () => {
  const text = accessText(policy, new Map());
  for (const name of [...Object.keys(policy.tables), ...Object.keys(policy.permissions)]) assert.ok(text.includes(`\`${name}\``), name);
  const wider: Policy = { ...policy, tables: { ...policy.tables, 'medical.inquiry': { ...policy.tables['medical.inquiry'], delete: [{ to: ['visitor'], rows: ['open', 'professionals'] }] } } };
  assert.ok(accessText(wider, new Map()).includes('| Visitor (not signed in) | – | – | – | open content; of all customers but patients |'));
});
