import MailComposer from 'nodemailer/lib/mail-composer';
import type { RenderedMail } from '#content';
import { Problem } from '#platform/problem';
import { isHeaderValue, isMailAddress } from '../rules/header-value.ts';
import type { Tokens } from '../tokens.ts';
import type { ClaimedMessage, MailIdentity } from '../types.ts';
import { signMail } from './sign-mail.ts';
import type { Envelope } from './smtp-lane.ts';

export type ComposedMail = { readonly envelope: Envelope; readonly internetId: string; readonly text: Buffer };

const NAMED = /^\s*(?:"?([^"<>]*?)"?\s*)?<([^<>\s]+)>\s*$/;

/** The links of one message: our own address and a signed token, nothing that names her. */
export function linksOf(message: { readonly messageId: number }, { tokens, identity, now }: { tokens: Tokens; identity: MailIdentity; now: Date }) {
  const { messageId } = message;
  const link = (path: string, token: string) => `${identity.ownUrl}/api/channels/${path}/${token}`;
  return {
    open: link('o', tokens.make('open', { messageId, detail: '' }, now)),
    unsubscribe: link('unsubscribe', tokens.make('unsubscribe', { messageId, detail: '' }, now)),
    click: (index: number) => link('c', tokens.make('click', { messageId, detail: String(index) }, now)),
    choice: (number: number) => link('choice', tokens.make('choice', { messageId, detail: String(number) }, now)),
    replyTo: `reply+${tokens.make('reply', { messageId, detail: '' }, now)}@${identity.mailDomain}`,
  };
}
export type MailLinks = ReturnType<typeof linksOf>;

/** Throws when a value would break out of its header: such a mail does not leave. */
function asHeader(name: string, value: string): string {
  if (!isHeaderValue(value)) throw new Problem('channels.header_invalid', { detail: `The ${name} holds a line break or a control character`, field: name });
  return value;
}

function addressed(value: string): { name: string; address: string } {
  const [, name = '', address = value.trim()] = NAMED.exec(value) ?? [];
  if (!isMailAddress(address)) throw new Problem('channels.header_invalid', { detail: 'An address is not a plain mail address', field: 'address' });
  return { name: asHeader('name', name.trim()), address };
}

/** One mail as it goes over the wire: replies and bounces come back to an address that is hers for this mail, leaving the list takes one click. */
export async function composeMail(message: ClaimedMessage, rendered: RenderedMail, { tokens, identity, now }: { tokens: Tokens; identity: MailIdentity; now: Date }): Promise<ComposedMail> {
  const links = linksOf(message, { tokens, identity, now });
  const internetId = tokens.internetId(message.messageId, identity.mailDomain);
  const to = addressed(message.address).address;
  const text = await new MailComposer({
    from: addressed(identity.mailFrom),
    to: { name: isHeaderValue(message.customerName) ? message.customerName : '', address: to },
    replyTo: links.replyTo,
    subject: asHeader('subject', rendered.subject),
    messageId: internetId,
    date: now,
    html: rendered.html,
    text: rendered.text,
    headers: {
      'List-Unsubscribe': { prepared: true, value: `<${links.unsubscribe}>, <mailto:${links.replyTo}?subject=unsubscribe>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', // RFC 8058
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile().build();
  return { envelope: { from: links.replyTo, to }, internetId, text: await signMail(text, identity) };
}
