import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import nodemailer from 'nodemailer';
import pino from 'pino';
import { ROOT } from '#platform/config';
import { sql } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { answerMail } from '../answer-mail.ts';
import { IDENTITY, makeQueuedMessages, makeReaders, makeSentMessage, messageStates, until } from '../makers.ts';
import { openChannels } from '../open-channels.ts';
import { getPost } from '../post.ts';
import { listInbound, listMailbox } from '../reads.ts';
import { openTokens } from '../tokens.ts';
import { openInbound } from './open-inbound.ts';
import { parseMail } from './parse-mail.ts';
import { receiveMail } from './receive-mail.ts';

const log = pino({ level: 'silent' });
const tokens = openTokens(IDENTITY.secret);
const replyTo = (db: TestDatabase, messageId: number) => `reply+${tokens.make('reply', { messageId, detail: '' }, db.clock())}@abc.example`;
const receive = async (db: TestDatabase, raw: string, to: string) => receiveMail(db, tokens, await parseMail(Buffer.from(raw.replaceAll('\n', '\r\n')), { from: 'doctor1@practice.example', recipients: [to] }));
const mailOf = (id: string, body: string, headers = '') => `From: Dr Test <doctor1@practice.example>\nTo: x\nSubject: Re: GLIDIM\nMessage-ID: <${id}@practice.example>\n${headers}\n${body}`;

test('a reply becomes a touch without words and a case with them, once; a stranger’s mail is kept and told', async () => {
  await using db = await testDatabase();
  const [customerId] = await makeReaders(db) as [number];
  const messageId = await makeSentMessage(db, customerId);
  await makePerson(db, { role: 'contact_centre' });
  const raw = mailOf('1', 'Is it covered for HMO?\n\nOn Mon, 23 Nov 2026, ABC <hello@abc.example> wrote:\n> GLIDIM is covered\n');
  assert.deepEqual(await receive(db, raw, replyTo(db, messageId)), { kind: 'reply', customerId, again: false });
  assert.equal((await receive(db, raw, replyTo(db, messageId))).again, true);
  assert.equal((await receive(db, raw.replaceAll('doctor1', 'nobody').replace('<1@', '<2@'), 'hello@abc.example')).kind, 'unknown');
  const cases = await db.owner.rows(sql`select c.customer_id, c.kind, c.function, c.headline, d.question, d.callback from work."case" c join work.case_detail d using (customer_id, case_id)`);
  assert.deepEqual(cases, [{ customerId, kind: 'reply', function: 'contact_centre', headline: 'Replied by mail: GLIDIM is now covered', question: 'Is it covered for HMO?', callback: 'doctor1@practice.example' }]);
  assert.equal((await db.owner.rows(sql`select 1 from interactions.content`)).length, 0);
  assert.deepEqual(await db.owner.rows(sql`select type, data->'messageId' as message_id from events.event where type like 'message.%'`), [{ type: 'message.replied', messageId }]);
  assert.equal((await db.owner.rows(sql`select 1 from work.notification where kind = 'mail.unknown'`)).length, 1);
});

test('only the contact centre, medical and safety read what was written', async () => {
  await using db = await testDatabase();
  const [customerId] = await makeReaders(db) as [number];
  await receive(db, mailOf('1', 'My patient had a rash.'), replyTo(db, await makeSentMessage(db, customerId)));
  const read = (role: 'contact_centre' | 'marketing' | 'engine') => db.read({ kind: 'system', role, userId: null }, (tx) => listInbound(tx, { limit: 10 }));
  assert.equal((await read('contact_centre')).rows[0]?.words, 'My patient had a rash.');
  await assert.rejects(read('marketing'), /permission denied/);
  await assert.rejects(read('engine'), /permission denied/);
  const everywhere = await db.owner.rows<{ text: string }>(sql`select data::text as text from events.event union all select concat(before, after, reason) from audit.entry union all select headline from interactions.interaction union all select headline from work."case"`);
  assert.deepEqual(everywhere.filter(({ text }) => text.includes('rash')), []);
});

test('words that ask us to stop withdraw consent at once, stop queued mail, and come before a person', async () => {
  await using db = await testDatabase();
  const [customerId] = await makeReaders(db) as [number];
  const messageId = await makeSentMessage(db, customerId);
  await makeQueuedMessages(db, [customerId]);
  await receive(db, mailOf('1', 'Please, no more e-mail.'), replyTo(db, messageId));
  assert.deepEqual(await messageStates(db), { sent: 1, withdrawn: 1 });
  assert.deepEqual(await db.owner.rows(sql`select granted, source from consent.decision where source <> 'form'`), [{ granted: false, source: 'reply' }]);
  assert.deepEqual(await db.owner.rows(sql`select kind from work."case"`), [{ kind: 'unsubscribe' }]);
});

test('an answering machine opens no case; a delivery report marks the mail as bounced', async () => {
  await using db = await testDatabase();
  const [customerId] = await makeReaders(db) as [number];
  const messageId = await makeSentMessage(db, customerId);
  assert.equal((await receive(db, mailOf('1', 'Please stop by on Monday.', 'Auto-Submitted: auto-replied\n'), replyTo(db, messageId))).kind, 'vacation');
  const report = `From: mailer-daemon@practice.example\nSubject: failed\nMessage-ID: <r1@practice.example>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; doctor1@practice.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n`;
  assert.equal((await receive(db, report, replyTo(db, messageId))).kind, 'bounce');
  assert.deepEqual(await messageStates(db), { bounced: 1 });
  assert.equal((await db.owner.rows(sql`select 1 from work."case"`)).length, 0);
  assert.deepEqual(await db.owner.rows(sql`select type from events.event where type like 'message.%'`), [{ type: 'message.bounced' }]);
});

const MAILS = join(ROOT, '..', 'shared', 'data', 'email');

test('no mail of the torture sets breaks the parser, and the reports among them are told as such', { skip: existsSync(MAILS) ? false : `no mails at ${MAILS}` }, async () => {
  const files = ['mail_fixtures', 'python_email_fixtures', 'reply_fixtures'].flatMap((folder) =>
    readdirSync(join(MAILS, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)));
  assert.ok(files.length > 100);
  const reports = new Map<string, string>();
  for (const file of files) {
    const mail = await parseMail(readFileSync(file), { from: 'a@b.example', recipients: [] });
    assert.ok(mail.internetId && !mail.words.includes('\0') && !mail.fromAddress.includes('\n'), file);
    if (file.includes('multipart_report')) reports.set(file.split('/').at(-1) as string, mail.kind);
  }
  assert.deepEqual(Object.fromEntries(reports), { 'multi_address_bounce1.eml': 'bounce', 'multipart_report_multiple_status.eml': 'bounce', 'report_422.eml': 'automatic', 'report_530.eml': 'bounce' });
});

test('the server takes mail for our domain alone and says no to what is too large', async () => {
  await using db = await testDatabase();
  const inbound = await openInbound({ db, log, identity: IDENTITY, port: 0 });
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: inbound.port, ignoreTLS: true });
  await assert.rejects(transport.sendMail({ from: 'a@b.example', to: 'someone@else.example', text: 'x' }), /do not relay/);
  await assert.rejects(transport.sendMail({ from: 'a@b.example', to: 'reply@abc.example', text: 'x'.repeat(11 * 1024 * 1024) }));
  await transport.sendMail({ from: 'a@b.example', to: 'hello@abc.example', text: 'x' });
  transport.close();
  await inbound.close();
  assert.equal((await db.owner.rows(sql`select 1 from channels.inbound where kind = 'unknown'`)).length, 1);
});

test('out and back over SMTP: a doctor’s mail is in the built-in mailbox, and the answer given there reaches the desk', async () => {
  await using db = await testDatabase({ max: 8 });
  const ids = await makeReaders(db, { count: 3 });
  await makeQueuedMessages(db, ids);
  const channels = await openChannels({ db, log, identity: IDENTITY, smtpInPort: 0, works: true });
  await until(async () => (await messageStates(db))['sent'] === 3);
  const marketing = await makePerson(db, { role: 'marketing' });
  const { rows } = await db.read(marketing, (tx) => listMailbox(tx, { address: 'doctor2', limit: 10 }));
  assert.deepEqual(rows.map(({ toAddress, customerId }) => [toAddress, customerId]), [['doctor2@practice.example', 2]]);
  await answerMail(db, marketing, { mailboxId: rows[0]?.mailboxId as number, text: 'Yes, please call me.', post: getPost() });
  await channels.close();
  assert.deepEqual(await db.owner.rows(sql`select customer_id, words, kind from channels.inbound`), [{ customerId: 2, words: 'Yes, please call me.', kind: 'reply' }]);
});
