import type { Logger } from 'pino';
import type { Db } from '#platform/db';
import { openInbound } from './inbound/open-inbound.ts';
import { openSink } from './open-sink.ts';
import { setPost } from './post.ts';
import { openSender } from './sender/open-sender.ts';
import type { MailIdentity } from './types.ts';

export type ChannelsOptions = {
  readonly db: Db;
  readonly log: Logger;
  readonly identity: MailIdentity;
  /** The mail server that takes our mail; left out, the built-in mailbox does. */
  readonly smtpUrl?: string | undefined;
  readonly smtpInPort: number;
  readonly smtpInHost?: string;
  /** Whether this process sends and receives, or only answers requests about mail. */
  readonly works: boolean;
};
export type Channels = { readonly inboundPort: number | null; close(): Promise<void> };

/** Opens all that mail needs in this process, in order: the mailbox when mail goes nowhere else, the server for incoming mail, the sender. */
export async function openChannels({ db, log, identity, smtpUrl, smtpInPort, smtpInHost, works }: ChannelsOptions): Promise<Channels> {
  const builtIn = smtpUrl === undefined;
  if (!works) {
    const inboundPort = smtpInPort || null;
    setPost({ identity, builtIn, inboundPort });
    return { inboundPort, close: async () => undefined };
  }
  const sink = builtIn ? await openSink({ db, log }) : undefined;
  const inbound = await openInbound({ db, log, identity, port: smtpInPort, ...(smtpInHost === undefined ? {} : { host: smtpInHost }) });
  setPost({ identity, builtIn, inboundPort: inbound.port });
  const sender = await openSender({ db, log, identity, transport: { url: smtpUrl ?? `smtp://127.0.0.1:${sink?.port}?ignoreTLS=true`, builtIn } });
  return {
    inboundPort: inbound.port,
    async close() {
      await inbound.close();
      await sender.close();
      await sink?.close();
    },
  };
}
