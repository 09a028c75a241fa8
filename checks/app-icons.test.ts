import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '#platform/config';

const PUBLIC = join(ROOT, 'web', 'public');
const sideOf = (file: string): readonly number[] => { const png = readFileSync(join(PUBLIC, file)); return [png.readUInt32BE(16), png.readUInt32BE(20)]; };

test('every icon that the manifest and the page name is there in its size, and one fits any mask', () => {
  const { icons } = JSON.parse(readFileSync(join(PUBLIC, 'manifest.webmanifest'), 'utf8')) as { icons: { src: string; sizes: string; type: string; purpose: string }[] };
  const drawn = icons.filter(({ type }) => type === 'image/png');
  for (const { src, sizes } of drawn) assert.equal(sideOf(src).join('x'), sizes, src);
  assert.deepEqual(drawn.map(({ sizes, purpose }) => `${sizes} ${purpose}`), ['192x192 any', '512x512 any', '512x512 maskable']);
  const [, touch = ''] = /rel="apple-touch-icon" href="([^"]+)"/.exec(readFileSync(join(ROOT, 'web', 'index.html'), 'utf8')) ?? [];
  assert.deepEqual(sideOf(touch), [180, 180]);
});
