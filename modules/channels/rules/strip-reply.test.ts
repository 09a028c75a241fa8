import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { simpleParser } from 'mailparser';
import { ROOT } from '#platform/config';
import { stripQuotation, stripSignature, textOfHtml, wordsOfReply } from './strip-reply.ts';

const FIXTURES = join(ROOT, '..', 'shared', 'data', 'email', 'reply_fixtures');
const absent = existsSync(FIXTURES) ? false : `no fixtures at ${FIXTURES}`;
const read = (...path: string[]) => readFileSync(join(FIXTURES, ...path), 'utf8');

test('what she wrote is left of a reply from every common mail program', { skip: absent }, async () => {
  for (const file of readdirSync(join(FIXTURES, 'standard_replies')).filter((name) => name.endsWith('.eml'))) {
    const mail = await simpleParser(read('standard_replies', file));
    assert.equal(wordsOfReply(mail.text ?? ''), 'Hello', file);
  }
});

test('an HTML reply without a plain part loses the mail it quotes', { skip: absent }, () => {
  for (const file of readdirSync(join(FIXTURES, 'html_replies'))) {
    const words = stripQuotation(textOfHtml(read('html_replies', file)));
    assert.match(words, /^Hi\. I am fine\.\s+Thanks,\s+Alex$/, file);
  }
});

test('a signature goes and the text above it stays', { skip: absent }, () => {
  const folder = join('signature', 'emails', 'stripped');
  for (const name of ['johndoeexamplecom', 'long', 'sparse']) {
    const signature = read(folder, `${name}_signature`).replaceAll('#sig#', '').split('\n').map((line) => line.trim()).filter(Boolean);
    const body = read(folder, `${name}_body`).replaceAll('#sig#', '');
    const words = stripSignature(body);
    const left = signature.filter((line) => words.split('\n').some((kept) => kept.trim() === line));
    assert.deepEqual(left, [], name);
    assert.ok(words.startsWith(body.split('\n')[0] as string), name);
  }
  const plain = read(folder, 'camel_case_body').trim();
  assert.equal(stripSignature(plain), plain.replace(/\r/g, ''));
});

const cases: readonly (readonly [string, string])[] = [
  ['Please call me.\n\nOn Mon, Nov 23, 2026 at 9:00 AM ABC <hello@abc.example>\nwrote:\n> GLIDIM is covered\n', 'Please call me.'],
  ['> Would you like a visit?\nYes, on Friday.\n> And material?\nNo.', 'Yes, on Friday.\nNo.'],
  ['On Mon, 23 Nov 2026, ABC <a@b.example> wrote:\n> Would you like a visit?\n\nYes, please.\n', 'Yes, please.'],
  ['Danke, gern.\n\nAm 23.11.2026 um 09:00 schrieb ABC <a@b.example>:\n> Guten Tag', 'Danke, gern.'],
  ['Is it covered for HMO?\nFrom: is not a header here', 'Is it covered for HMO?\nFrom: is not a header here'],
  ['I agree.\n________________________________\nFrom: ABC <a@b.example>\nSent: Monday\nTo: Dr O\nSubject: GLIDIM\n\nText', 'I agree.'],
  ['Thanks', 'Thanks'],
  ['Sent from my iPhone', ''],
  ['', ''],
];

test('words stay, quotations and signatures go', () => {
  for (const [mail, words] of cases) assert.equal(wordsOfReply(mail), words, JSON.stringify(mail));
});

test('a hostile mail of 200 kB is stripped in a moment', () => {
  const started = performance.now();
  for (const piece of ['<div', '<!--', '<style', 'On a wrote\n', '> ', 'From: a\n', '<', '&#', '1/1/2020 <a@b\n', '-- \n']) {
    const mail = piece.repeat(200_000 / piece.length);
    wordsOfReply(mail);
    textOfHtml(mail);
  }
  assert.ok(performance.now() - started < 8_000, `${performance.now() - started} ms`);
});
