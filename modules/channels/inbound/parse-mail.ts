import { createHash } from 'node:crypto';
import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';
import { isAutomatic, isPermanent, readDeliveryStatus, type MailHeaders } from '../rules/recognise-mail.ts';
import { stripQuotation, stripSignature, textOfHtml } from '../rules/strip-reply.ts';
import type { IncomingMail } from '../types.ts';

export type Envelope = { readonly from: string; readonly recipients: readonly string[] };

const LONGEST_WORDS = 20_000;
const MESSAGE_ID = /<[^<>\s]{3,250}>/g;

const plain = (text: string, longest: number): string => text.replaceAll('\0', '').slice(0, longest);

function headersOf(mail: ParsedMail): MailHeaders {
  return Object.fromEntries(mail.headerLines.map(({ key, line }) => [key.toLowerCase(), line.slice(line.indexOf(':') + 1).replace(/\s+/g, ' ').trim()]));
}

const contentOf = (attachment: Attachment): string => (Buffer.isBuffer(attachment.content) ? attachment.content.toString('utf8') : '');

function textOf(mail: ParsedMail): string {
  if (mail.text?.trim()) return mail.text;
  return typeof mail.html === 'string' ? textOfHtml(mail.html) : '';
}

/** Message-IDs that the mail names: what it answers, and in a report the mail that is reported on. */
function referencesOf(mail: ParsedMail, headers: MailHeaders): string[] {
  const returned = mail.attachments.filter(({ contentType }) => contentType === 'message/rfc822' || contentType === 'text/rfc822-headers')
    .flatMap((attachment) => /^message-id:\s*(<[^<>\s]{3,250}>)/im.exec(contentOf(attachment).slice(0, 50_000))?.[1] ?? []);
  return [...new Set([...returned, ...(headers['in-reply-to']?.match(MESSAGE_ID) ?? []), ...(headers['references']?.match(MESSAGE_ID) ?? [])])].slice(0, 50);
}

const partOf = (mail: ParsedMail, type: string): string | undefined => {
  const part = mail.attachments.find(({ contentType }) => contentType === type);
  return part && contentOf(part);
};

function kindOf(mail: ParsedMail, headers: MailHeaders): { kind: IncomingMail['kind']; diagnostic: string } {
  if (/report-type\s*=\s*"?feedback-report/i.test(headers['content-type'] ?? '') || partOf(mail, 'message/feedback-report') !== undefined) return { kind: 'complaint', diagnostic: '' };
  const status = partOf(mail, 'message/delivery-status');
  if (status !== undefined || /report-type\s*=\s*"?delivery-status/i.test(headers['content-type'] ?? '')) {
    const failed = readDeliveryStatus(status ?? textOf(mail)).find(isPermanent);
    return failed ? { kind: 'bounce', diagnostic: failed.diagnostic || failed.status } : { kind: 'automatic', diagnostic: '' };
  }
  return { kind: isAutomatic(headers, mail.subject ?? '') ? 'automatic' : 'human', diagnostic: '' };
}

/** Reduces a mail to what we act on. Whatever comes in, something comes out: a mail that cannot be parsed is kept as it is. */
export async function parseMail(raw: Buffer, envelope: Envelope): Promise<IncomingMail> {
  const digest = `<${createHash('sha256').update(raw).digest('hex').slice(0, 40)}@digest.invalid>`; // stands for a Message-ID that is missing
  const base = { internetId: digest, fromAddress: envelope.from.toLowerCase(), recipients: envelope.recipients.map((one) => one.toLowerCase()) };
  try {
    const mail = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true, skipHtmlToText: true, maxHtmlLengthToParse: 500_000 });
    const headers = headersOf(mail);
    const text = textOf(mail);
    return {
      ...base, internetId: mail.messageId?.match(MESSAGE_ID)?.[0] ?? digest, fromAddress: plain(mail.from?.value[0]?.address?.toLowerCase() || base.fromAddress, 320),
      subject: plain(mail.subject ?? '', 500), ...kindOf(mail, headers), words: plain(stripSignature(stripQuotation(text)), LONGEST_WORDS), references: referencesOf(mail, headers),
    };
  } catch {
    return { ...base, subject: '', kind: 'human', words: plain(raw.toString('latin1'), LONGEST_WORDS), references: [], diagnostic: '' };
  }
}
