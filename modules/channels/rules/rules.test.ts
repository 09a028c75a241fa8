import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyDelivery } from './classify-delivery.ts';
import { isHeaderValue, isMailAddress } from './header-value.ts';
import { asksToStop, isAutomatic, isPermanent, readDeliveryStatus } from './recognise-mail.ts';
import { MOST_TRIES, waitAfter } from './retry.ts';

test('only a mail whose text had left without an answer is unknown', () => {
  const kind = (responseCode: number | undefined, command: string, left: boolean, response = '') => classifyDelivery({ message: 'm', responseCode, command, response }, left).kind;
  assert.equal(kind(undefined, 'CONN', false), 'unreached');
  assert.equal(kind(undefined, 'CONN', true), 'unknown');
  assert.equal(kind(535, 'AUTH PLAIN', false), 'unreached');
  assert.equal(kind(421, 'CONN', true), 'unknown');
  assert.equal(kind(451, 'DATA', true), 'deferred');
  assert.equal(kind(450, 'RCPT TO', false), 'deferred');
  assert.equal(kind(550, 'RCPT TO', false, '550 5.1.1 no such user'), 'bounced');
  assert.equal(kind(554, 'DATA', true, '554 5.7.1 refused as spam'), 'failed');
  assert.equal(kind(552, 'MAIL FROM', false, '552 too large'), 'failed');
});

test('no value with a line break of any kind gets into a header', () => {
  for (const bad of ['a\r\nBcc: x@y.example', 'a\nb', 'a\0b', 'a\u2028b', 'a\u2029b', 'a\u0085b', 'a\tb', 'a\u007fb', 'x'.repeat(2_000)]) assert.equal(isHeaderValue(bad), false, JSON.stringify(bad));
  assert.equal(isHeaderValue('GLIDIM — now covered by “Select PPO”'), true);
  for (const bad of ['a b@c.example', 'a@b.example\r\nRCPT TO:<x@y.example>', '<a@b.example>', 'a@b.example, c@d.example', 'a@', '@b.example', 'a@-b', '"a b"@c.example', 'a@b.example>']) assert.equal(isMailAddress(bad), false, JSON.stringify(bad));
  assert.equal(isMailAddress("o'neill+x@mail-1.example.org"), true);
});

test('waits grow to four hours and end', () => {
  assert.equal(waitAfter(1), 60_000);
  assert.ok((waitAfter(5) ?? 0) > (waitAfter(4) ?? 0));
  assert.equal(waitAfter(9), 4 * 3_600_000);
  assert.equal(waitAfter(MOST_TRIES), null);
});

test('an answering machine is told from a person', () => {
  assert.equal(isAutomatic({ 'auto-submitted': 'auto-replied' }, 'Re: GLIDIM'), true);
  assert.equal(isAutomatic({ 'x-autoreply': 'yes' }, 'Re: GLIDIM'), true);
  assert.equal(isAutomatic({ precedence: 'auto_reply' }, 'Re: GLIDIM'), true);
  assert.equal(isAutomatic({}, 'Out of office: back on Monday'), true);
  assert.equal(isAutomatic({}, 'Automatic reply: GLIDIM'), true);
  assert.equal(isAutomatic({ 'auto-submitted': 'no' }, 'Re: GLIDIM'), false);
  assert.equal(isAutomatic({ 'x-auto-response-suppress': 'All' }, 'Re: GLIDIM'), false); // Exchange sets it on mail of people too
});

test('a delivery report names the recipients that failed for good', () => {
  const part = 'Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; Nobody@Example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n no such user\r\n\r\nFinal-Recipient: rfc822; late@example.org\r\nAction: delayed\r\nStatus: 4.4.1\r\n';
  const found = readDeliveryStatus(part);
  assert.deepEqual(found.map((one) => [one.recipient, isPermanent(one)]), [['nobody@example.org', true], ['late@example.org', false]]);
  assert.equal(found[0]?.diagnostic, 'smtp; 550 5.1.1 no such user');
});

test('words that ask us to stop are heard, and others are not', () => {
  for (const words of ['STOP', 'Unsubscribe', 'Please unsubscribe me from this list.', 'No more e-mail, please.', 'please send no further emails', 'Do not email me again', "Don't contact me.", 'Take me off your mailing list', 'I would like to opt out', 'Stop sending me these messages', 'Thanks.\nremove me from the distribution list', 'stop!', 'Abmelden']) assert.equal(asksToStop(words), true, words);
  for (const words of ['', 'Thank you, no more questions.', 'I stopped prescribing it in May.', 'Please call me on Friday.', 'When do I stop the old therapy?', 'How do I unsubscribe?', 'Do not send samples yet.', 'She opted for surgery.']) assert.equal(asksToStop(words), false, words);
});
