import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import type { MailIdentity } from '../types.ts';

// What stands in the mail as it leaves and must not be changed on its way. The two of List-Unsubscribe must be signed, or no mailbox offers the one click (RFC 8058, section 4).
const SIGNED = 'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:List-Unsubscribe:List-Unsubscribe-Post';

/** The mail with its DKIM signature before it; as it is where no key is set. */
export async function signMail(text: Buffer, { dkim }: Pick<MailIdentity, 'dkim'>): Promise<Buffer> {
  if (!dkim) return text;
  const signed = await buffer(new DKIM({ domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey, headerFieldNames: SIGNED }).sign(text));
  if (!/^DKIM-Signature:/i.test(signed.toString('latin1', 0, 20))) throw new Error('The mail could not be signed'); // the library would send it without a word
  return signed;
}
