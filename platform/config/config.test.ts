import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from './index.ts';

const SECRET = 'x'.repeat(32);

test('proxies are trusted by address or range, and none unless named', () => {
  assert.deepEqual(readConfig({ TUTTI_SECRET: SECRET }).trustProxy, []);
  assert.deepEqual(readConfig({ TUTTI_SECRET: SECRET, TUTTI_TRUST_PROXY: '10.0.0.3, 10.1.0.0/16,fc00::/7' }).trustProxy, ['10.0.0.3', '10.1.0.0/16', 'fc00::/7']);
  for (const wrong of ['everybody', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.0/', '10.0.0.0/8/8', '::1/129', 'true']) assert.throws(() => readConfig({ TUTTI_SECRET: SECRET, TUTTI_TRUST_PROXY: wrong }), /TUTTI_TRUST_PROXY/, wrong);
});
