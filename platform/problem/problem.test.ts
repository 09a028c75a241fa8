import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem, problems } from './index.ts';

test('a problem carries its declared status, its code and the fields at fault', () => {
  problems({ 'sample.too_many': { status: 422, title: 'Too many samples.' } });
  const problem = new Problem('sample.too_many', { limit: 3, fields: [{ field: 'quantity', message: 'at most 3' }] });
  assert.equal(problem.status, 422);
  assert.deepEqual(problem.toJSON(), {
    type: 'https://tutti.invalid/problems/sample.too_many', title: 'Too many samples.', status: 422, code: 'sample.too_many',
    limit: 3, fields: [{ field: 'quantity', message: 'at most 3' }],
  });
});
