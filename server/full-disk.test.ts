import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDiskFull } from './full-disk.ts';

test('a full disk is known by the system’s word and by PostgreSQL’s, however deep', () => {
  const cases: [unknown, boolean][] = [
    [Object.assign(new Error('write failed'), { code: 'ENOSPC' }), true],
    [new Error('The database could not be prepared', { cause: Object.assign(new Error('could not extend file'), { code: '53100' }) }), true],
    [new Error('PostgreSQL did not start: FATAL: could not write lock file: No space left on device'), true],
    [new Error('permission denied'), false], [null, false],
  ];
  for (const [error, full] of cases) assert.equal(isDiskFull(error), full);
});
