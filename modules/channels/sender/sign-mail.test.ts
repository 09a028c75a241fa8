import assert from 'node:assert/strict';
import { createHash, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { openTokens } from '../tokens.ts';
import type { ClaimedMessage } from '../types.ts';
import { composeMail } from './compose-mail.ts';
import { signMail } from './sign-mail.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const dkim = { domain: 'abc.example', selector: 'tutti', privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
const IDENTITY = { secret: 'k'.repeat(32), mailFrom: 'ABC <hello@abc.example>', mailDomain: 'abc.example', ownUrl: 'https://tutti.example', company: { name: 'ABC', address: '1 Example Plaza' }, dkim };

const relaxed = (line: string): string => { const colon = line.indexOf(':'); return `${line.slice(0, colon).trim().toLowerCase()}:${line.slice(colon + 1).replace(/\r\n/g, '').replace(/[ \t]+/g, ' ').trim()}`; };
const relaxedBody = (body: string): string => { const text = body.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n)/g, '').replace(/(\r\n)*$/, ''); return text === '' ? '' : `${text}\r\n`; };

/** A verifier of our own (RFC 6376, relaxed/relaxed): what a mailbox does with the public key. */
function isGenuine(mail: string, key: KeyObject): boolean {
  const end = mail.indexOf('\r\n\r\n');
  const lines = mail.slice(0, end).split(/\r\n(?![ \t])/);
  const signature = lines.find((line) => /^dkim-signature:/i.test(line)) ?? '';
  const tags = new Map(relaxed(signature).slice('dkim-signature:'.length).split(';').map((tag) => { const at = tag.indexOf('='); return [tag.slice(0, at).trim(), tag.slice(at + 1).replace(/\s/g, '')] as const; }));
  if (tags.get('a') !== 'rsa-sha256' || tags.get('c') !== 'relaxed/relaxed') return false;
  if (createHash('sha256').update(relaxedBody(mail.slice(end + 4)), 'latin1').digest('base64') !== tags.get('bh')) return false;
  const rest = lines.toReversed();
  const named = (tags.get('h') ?? '').split(':').flatMap((name) => { const at = rest.findIndex((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)); return at < 0 ? [] : rest.splice(at, 1); });
  const unsigned = relaxed(signature).replace(/(;\s*b=)[^;]*/, '$1');
  return createVerify('RSA-SHA256').update([...named.map(relaxed), unsigned].join('\r\n'), 'latin1').verify(key, tags.get('b') ?? '', 'base64');
}

async function compose(): Promise<string> {
  const message = { messageId: 7, customerId: 3, address: 'amara.osei@clinic.example', customerName: 'Amara Oséi' } as ClaimedMessage;
  const now = new Date('2026-11-23T14:00:00Z');
  const { text } = await composeMail(message, { subject: 'GLIDIM  is covered – from 1 December', html: '<p>It is  covered.</p>', text: 'It is  covered.\n\n' }, { tokens: openTokens(IDENTITY.secret), identity: IDENTITY, now });
  return text.toString('latin1').replace(/\r?\n/g, '\r\n'); // as SMTP carries it
}

test('a mail carries a signature that the public key confirms, and any change of it is seen', async () => {
  const mail = await compose();
  assert.match(mail, /^DKIM-Signature: v=1; a=rsa-sha256; c=relaxed\/relaxed; d=abc\.example;[\s]+q=dns\/txt; s=tutti;/);
  assert.ok(isGenuine(mail, publicKey));
  for (const [from, to] of [['Subject: ', 'Subject: not '], ['=One-Click', '=Two-Clicks'], ['It is', 'It was'], ['<hello@abc.example>', '<someone@else.example>']] as const) {
    assert.ok(mail.includes(from), from);
    assert.equal(isGenuine(mail.replace(from, to), publicKey), false, `${from} changed`);
  }
  assert.equal(isGenuine(mail, generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey), false);
});

test('without a key a mail leaves as it is, and with one that does not sign it does not leave', async () => {
  const text = Buffer.from('Subject: x\r\n\r\nx');
  assert.equal(await signMail(text, {}), text);
  await assert.rejects(signMail(text, { dkim: { ...dkim, privateKey: 'no key' } }), /could not be signed/);
});
