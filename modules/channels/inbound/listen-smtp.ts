import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Logger } from 'pino';

type IncomingEnvelope = { readonly from: string; readonly recipients: readonly string[] };
export type SmtpListener = { readonly port: number; close(): Promise<void> };
export type SmtpOptions = {
  readonly log: Logger;
  readonly host: string;
  readonly port: number;
  readonly largest: number;
  /** Says no to a recipient, in one sentence, or null. */
  readonly refuse: (address: string) => string | null;
  /** Keeps a mail for good; when it fails, the other side is told to try again. */
  readonly take: (raw: Buffer, envelope: IncomingEnvelope) => Promise<void>;
};

const MOST_CLIENTS = 60;
const MOST_RECIPIENTS = 20;
const SILENCE_MS = 60_000;

const failed = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

function collect(stream: SMTPServerDataStream, largest: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largest) chunks.push(chunk);
    });
    stream.on('error', reject);
    stream.on('end', () => (size > largest ? reject(failed(552, 'The message is too large')) : resolve(Buffer.concat(chunks))));
  });
}

/** An SMTP server that answers 250 only after the mail is kept. */
export async function listenSmtp({ log, host, port, largest, refuse, take }: SmtpOptions): Promise<SmtpListener> {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, hideSTARTTLS: true, logger: false, size: largest, maxClients: MOST_CLIENTS,
    socketTimeout: SILENCE_MS, closeTimeout: 2_000,
    onRcptTo(address: SMTPServerAddress, session: SMTPServerSession, done) {
      const no = session.envelope.rcptTo.length >= MOST_RECIPIENTS ? 'Too many recipients' : refuse(address.address);
      done(no === null ? null : failed(550, no));
    },
    onData(stream, session, done) {
      const envelope = { from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '', recipients: session.envelope.rcptTo.map((one) => one.address) };
      collect(stream, largest).then((raw) => take(raw, envelope)).then(() => done(), (error: unknown) => {
        const known = (error as { responseCode?: number }).responseCode !== undefined;
        if (!known) log.error({ err: error }, 'a mail that came in could not be kept');
        done(known ? error as Error : failed(451, 'Try again later'));
      });
    },
  });
  server.on('error', (error) => log.debug({ err: error }, 'an SMTP client went away'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => { server.server.off('error', reject); resolve(); });
  });
  return {
    port: (server.server.address() as { port: number }).port,
    close: () => new Promise((resolve) => { server.close(() => resolve()); }),
  };
}
