import { createTransport } from 'nodemailer';
import type { Invited } from '#platform/auth';
import type { Config } from '#platform/config';
import { Problem } from '#platform/problem';

export type SendInvitation = (invited: Invited) => Promise<void>;

const TIMEOUT_MS = 10_000;

const WORDS = {
  welcome: { subject: 'Your way into Tutti', lead: 'you have been given an account in Tutti. Choose your password here:' },
  reset: { subject: 'A new password for Tutti', lead: 'an administrator lets you choose a new password for Tutti:' },
} as const;

const bodyOf = ({ name, kind, link, expiresAt }: Invited, company: string): string => [
  `${name},`, '', WORDS[kind].lead, '', link, '',
  `The link works once, until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC. If you did not expect it, tell your administrator and do not open it.`, '', company,
].join('\n');

/**
 * Sends invitations over the mail server that is set. Without one there is none: the built-in mailbox is open to every colleague, and whoever reads an
 * invitation there could take the account.
 */
export function openInvitationMail({ smtpUrl, mailFrom, company }: Pick<Config, 'smtpUrl' | 'mailFrom' | 'company'>): SendInvitation | null {
  if (!smtpUrl) return null;
  const transport = createTransport(smtpUrl, { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS, disableFileAccess: true, disableUrlAccess: true } as object);
  return async (invited) => {
    if (/[\p{Cc}\p{Zl}\p{Zp}<>,;]/u.test(invited.email)) throw new Problem('sign_in.mail_failed'); // nothing of an address gets into a header or a command
    await transport.sendMail({ from: mailFrom, to: { name: '', address: invited.email }, subject: WORDS[invited.kind].subject, text: bodyOf(invited, company.name), headers: { 'auto-submitted': 'auto-generated' } })
      .catch((cause: Error) => { throw new Problem('sign_in.mail_failed', {}, { cause: new Error(`The mail server did not take it: ${cause.name}`) }); }); // its own words may carry the mail
  };
}
