import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callerOf } from './answer-sign-in.ts';

test('nobody gets another limit by naming an address of his own choice', () => {
  const cases: readonly (readonly [string, string | null, string])[] = [
    ['203.0.113.9', null, '203.0.113.9'],
    ['203.0.113.9', '198.51.100.1', '203.0.113.9'], // no proxy of ours stood between
    ['127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['127.0.0.1', '6.6.6.6, 198.51.100.1', '198.51.100.1'], // the caller wrote the first
    ['10.0.0.2', '6.6.6.6, 198.51.100.1, 10.0.0.3', '198.51.100.1'], // two proxies of ours
    ['::ffff:127.0.0.1', '192.168.1.20', '192.168.1.20'],
    ['::1', '', '::1'],
    ['127.0.0.1', 'no address, 198.51.100.1, 10.0.0.3', '198.51.100.1'],
    ['127.0.0.1', 'no address', 'no address'],
  ];
  for (const [peer, forwarded, caller] of cases) assert.equal(callerOf(peer, forwarded), caller, `${peer} ${forwarded}`);
});
