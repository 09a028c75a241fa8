import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#platform/config';
import { openChromium } from '../platform/testing/chromium.ts';
import { smallPng } from './small-png.ts';

// The icons of the installed app, drawn from web/public/favicon.svg: run it when the mark changes.

const PUBLIC = join(ROOT, 'web', 'public');
const PAPER = '#F6F5F1'; // the mark's own ground, so that the margin of a maskable icon shows no edge
const SAFE = 0.72; // of a maskable icon: within the circle of 80 % that every mask leaves

const ICONS = [
  { file: 'icon-192.png', size: 192, part: 1, ground: 'transparent' },
  { file: 'icon-512.png', size: 512, part: 1, ground: 'transparent' },
  { file: 'icon-maskable-512.png', size: 512, part: SAFE, ground: PAPER },
  { file: 'apple-touch-icon.png', size: 180, part: 0.86, ground: PAPER }, // the device rounds the corners itself
] as const;

const mark = readFileSync(join(PUBLIC, 'favicon.svg'), 'utf8');
const browser = await openChromium();
try {
  const page = await browser.newPage();
  for (const { file, size, part, ground } of ICONS) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>html,body{margin:0;height:100%;background:${ground}}body{display:grid;place-items:center}svg{width:${part * 100}%;height:${part * 100}%}</style>${mark}`);
    const png = await page.screenshot({ omitBackground: ground === 'transparent' });
    writeFileSync(join(PUBLIC, file), ground === 'transparent' ? png : smallPng(png));
  }
} finally {
  await browser.close();
}
