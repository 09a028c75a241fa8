import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import fastify from 'fastify';
import { serveWebApp } from './serve-web-app.ts';

test('an asset goes out as it was compressed to who can read that, as it is to others, and is kept by its name for a year', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-web-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const script = 'export const all = "of it";\n';
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Tutti</title>');
  writeFileSync(join(folder, 'assets/app-1.js'), script);
  writeFileSync(join(folder, 'assets/app-1.js.br'), brotliCompressSync(script));
  const app = fastify();
  t.after(() => app.close());
  await serveWebApp(app, folder);

  const short = await app.inject({ url: '/assets/app-1.js', headers: { 'accept-encoding': 'gzip, br' } });
  assert.equal(short.headers['content-encoding'], 'br');
  assert.equal(brotliDecompressSync(short.rawPayload).toString(), script);
  assert.match(String(short.headers['vary']), /accept-encoding/);
  assert.match(String(short.headers['content-type']), /javascript/);
  assert.equal(short.headers['cache-control'], 'public, max-age=31536000, immutable');

  const plain = await app.inject({ url: '/assets/app-1.js' });
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(plain.body, script);

  const page = await app.inject({ url: '/customers/10001', headers: { accept: 'text/html', 'accept-encoding': 'gzip, br' } });
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /<title>Tutti/);
});
