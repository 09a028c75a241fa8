import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from './index.ts';

const SECRET = 'x'.repeat(32);

test('proxies are trusted by address or range, and none unless named', () => {
  assert.deepEqual(readConfig({ TUTTI_SECRET: SECRET }).trustProxy, []);
  assert.deepEqual(readConfig({ TUTTI_SECRET: SECRET, TUTTI_TRUST_PROXY: '10.0.0.3, 10.1.0.0/16,fc00::/7' }).trustProxy, ['10.0.0.3', '10.1.0.0/16', 'fc00::/7']);
  for (const wrong of ['everybody', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.0/', '10.0.0.0/8/8', '::1/129', 'true']) assert.throws(() => readConfig({ TUTTI_SECRET: SECRET, TUTTI_TRUST_PROXY: wrong }), /TUTTI_TRUST_PROXY/, wrong);
});

test('mail is signed when domain, selector and key are all named; what is wrong with them is told together', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-dkim-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const pem = join(folder, 'dkim.pem');
  const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(pem, privateKey);
  assert.equal(readConfig({ TUTTI_SECRET: SECRET }).dkim, undefined);
  assert.deepEqual(readConfig({ TUTTI_SECRET: SECRET, TUTTI_DKIM_DOMAIN: 'abc.example', TUTTI_DKIM_SELECTOR: 'tutti', TUTTI_DKIM_KEY_FILE: pem }).dkim, { domain: 'abc.example', selector: 'tutti', privateKey });
  assert.throws(() => readConfig({ TUTTI_SECRET: SECRET, PORT: 'x', TUTTI_DKIM_DOMAIN: 'no domain', TUTTI_DKIM_KEY_FILE: join(folder, 'none.pem') }), (error: Error) =>
    ['PORT', 'TUTTI_DKIM_DOMAIN: is a domain', 'TUTTI_DKIM_SELECTOR: is needed', 'TUTTI_DKIM_KEY_FILE: is no private key that can be read (ENOENT)'].every((part) => error.message.includes(part)));
});
