import { simpleParser, type AddressObject } from 'mailparser';
import type { Logger } from 'pino';
import { audit } from '#platform/audit';
import { ENGINE, type Db } from '#platform/db';
import { announce } from '#platform/http';
import { listenSmtp, type SmtpListener } from './inbound/listen-smtp.ts';
import { insertMailbox, type MailboxMail } from './writes.ts';

const LARGEST = 5 * 1024 * 1024;
const KEPT_HEADERS = ['from', 'to', 'reply-to', 'date', 'message-id', 'subject', 'list-unsubscribe', 'list-unsubscribe-post'];
const FIELDS = 200_000;

async function readMail(raw: Buffer, to: string, receivedAt: string): Promise<MailboxMail> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  const headers = Object.fromEntries(mail.headerLines.filter(({ key }) => KEPT_HEADERS.includes(key.toLowerCase()))
    .map(({ key, line }) => [key.toLowerCase(), line.slice(line.indexOf(':') + 1).replace(/\s+/g, ' ').trim()]));
  const clean = (text: string) => text.replaceAll('\0', '').slice(0, FIELDS);
  return {
    toAddress: to, fromAddress: (mail.from as AddressObject | undefined)?.value[0]?.address ?? '', subject: clean(mail.subject ?? ''), html: clean(typeof mail.html === 'string' ? mail.html : ''),
    body: clean(mail.text ?? ''), headers, internetId: mail.messageId ?? `<${crypto.randomUUID()}@none.invalid>`, receivedAt, // a mail without an id gets one, as any mail server would give it
  };
}

type Waiting = { readonly mail: MailboxMail; readonly done: () => void; readonly failed: (error: unknown) => void };

/**
 * The built-in mailbox for trying out: a mail server on this machine whose mails land in a table, so that one can read what a doctor got. A mail is
 * acknowledged when it is kept; mails that arrive together are kept together.
 */
export async function openSink({ db, log, port = 0 }: { db: Db; log: Logger; port?: number }): Promise<SmtpListener> {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (waiting.length) { // what came while the last ones were kept
      const batch = waiting;
      waiting = [];
      await db.transaction(ENGINE, async (tx) => {
        const rows = await insertMailbox(tx, batch.map(({ mail }) => mail));
        await audit(tx, { action: 'channels.keep_in_mailbox', resource: 'channels.mailbox', rows });
        await announce(tx, { topic: 'channels.mailbox', permission: 'channels:mailbox' });
      }).then(() => batch.forEach(({ done }) => done()), (error: unknown) => batch.forEach(({ failed }) => failed(error)));
    }
    writing = undefined;
  }

  return listenSmtp({
    log, host: '127.0.0.1', port, largest: LARGEST,
    refuse: () => null,
    async take(raw, envelope) {
      const mail = await readMail(raw, envelope.recipients[0] ?? '', db.clock().toISOString());
      await new Promise<void>((done, failed) => {
        waiting.push({ mail, done, failed });
        writing ??= write();
      });
    },
  });
}
