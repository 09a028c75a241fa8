import type { Logger } from 'pino';
import type { Db } from '#platform/db';
import { openTokens } from '../tokens.ts';
import type { MailIdentity } from '../types.ts';
import { listenSmtp, type SmtpListener } from './listen-smtp.ts';
import { parseMail } from './parse-mail.ts';
import { receiveMail } from './receive-mail.ts';

export type InboundOptions = {
  readonly db: Db;
  readonly log: Logger;
  readonly identity: MailIdentity;
  /** 0 takes any free port; the one taken is in the answer. */
  readonly port: number;
  readonly host?: string;
};

const LARGEST = 10 * 1024 * 1024; // what people attach to a reply; the attachments themselves are not kept

/** Takes mail for our domain, from whoever sends it, until it is closed. Nothing is relayed. */
export async function openInbound({ db, log, identity, port, host = '127.0.0.1' }: InboundOptions): Promise<SmtpListener> {
  const tokens = openTokens(identity.secret);
  const domain = `@${identity.mailDomain.toLowerCase()}`;
  return listenSmtp({
    log, host, port, largest: LARGEST,
    refuse: (address) => (address.toLowerCase().endsWith(domain) ? null : 'We do not relay mail'),
    async take(raw, envelope) {
      const received = await receiveMail(db, tokens, await parseMail(raw, envelope));
      log.debug({ kind: received.kind, again: received.again }, 'mail came in');
    },
  });
}
