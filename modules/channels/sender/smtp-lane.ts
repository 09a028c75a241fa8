import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import { classifyDelivery, type Delivery, type SmtpFailure } from '../rules/classify-delivery.ts';

export type Envelope = { readonly from: string; readonly to: string };
export type Lane = {
  /** Hands one mail over; never throws. `mayLeave` is asked at the last instant before the text leaves. */
  send(envelope: Envelope, text: Buffer, mayLeave: () => boolean): Promise<Delivery>;
  close(): void;
};

const CONNECT_MS = 10_000;
const SILENCE_MS = 60_000;
const MAILS_A_CONNECTION = 500; // some servers close after a thousand
const CHUNK = 64 * 1024;

/** The text of one mail as a stream that knows whether any of it was taken: SMTP asks for it only after the server's 354. */
function textOf(buffer: Buffer, mayLeave: () => boolean): { stream: Readable; left: () => boolean } {
  let at = 0;
  let left = false;
  const stream = new Readable({
    read() {
      if (!left && !mayLeave()) {
        this.destroy(new Error('The sender lost its claim before the text left'));
        return;
      }
      left = true;
      this.push(at < buffer.length ? buffer.subarray(at, at += CHUNK) : null);
    },
  });
  return { stream, left: () => left };
}

/**
 * One SMTP connection with at most one mail in flight. Not nodemailer's pool: that sends a mail again by itself when a connection closes in the
 * middle of it, which is how mails are doubled.
 */
export function openLane(url: string): Lane {
  const { auth, ...where } = parseConnectionUrl(url);
  let connection: SMTPConnection | undefined;
  let onEnd: ((error: Error) => void) | undefined; // a connection can end without a word to the mail in flight
  let used = 0;

  async function connect(): Promise<SMTPConnection> {
    const fresh = new SMTPConnection({ ...where, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS });
    const ended = (error: Error) => {
      if (connection === fresh) connection = undefined;
      onEnd?.(error);
    };
    fresh.on('error', ended);
    fresh.on('end', () => ended(new Error('The server closed the connection')));
    await answered((done) => fresh.connect(done));
    if (auth?.user) await answered((done) => fresh.login(auth as never, done));
    used = 0;
    return fresh;
  }

  const answered = (ask: (done: (error?: Error | null) => void) => void) => new Promise<void>((resolve, reject) => {
    onEnd = reject;
    ask((error) => (error ? reject(error) : resolve()));
  }).finally(() => { onEnd = undefined; });

  function drop(): void {
    connection?.close();
    connection = undefined;
  }

  return {
    async send(envelope, text, mayLeave) {
      const body = textOf(text, mayLeave);
      try {
        if (used >= MAILS_A_CONNECTION) drop();
        const current = connection ??= await connect();
        used += 1;
        await answered((done) => current.send({ from: envelope.from, to: [envelope.to] }, body.stream, done));
        return { kind: 'sent' };
      } catch (error) {
        const delivery = classifyDelivery(error as SmtpFailure, body.left());
        drop(); // after a failure the session's state is not worth guessing
        return delivery;
      }
    },
    close() {
      connection?.quit();
      connection = undefined;
    },
  };
}
