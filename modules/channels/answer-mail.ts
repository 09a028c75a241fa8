import nodemailer from 'nodemailer';
import { audit } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Post } from './post.ts';
import { findMailboxMail } from './reads.ts';

const quoted = (text: string) => text.split('\n').map((line) => `> ${line}`).join('\n');

/**
 * Answers a mail of the built-in mailbox in the doctor's place, over SMTP and through the same server that takes everybody's mail. For trying out:
 * refused where mail leaves for the real world.
 */
export async function answerMail(db: Db, actor: Actor, { mailboxId, text, post }: { mailboxId: number; text: string; post: Post }): Promise<{ sentTo: string }> {
  if (!post.builtIn) throw new Problem('channels.mailbox_elsewhere');
  if (post.inboundPort === null) throw new Problem('channels.inbound_closed');
  const mail = await db.read(actor, (tx) => findMailboxMail(tx, mailboxId));
  if (!mail) throw new Problem('request.not_found');
  const to = mail.headers['reply-to'] ?? mail.fromAddress;
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: post.inboundPort, ignoreTLS: true, connectionTimeout: 5_000, socketTimeout: 20_000 });
  try {
    await transport.sendMail({
      from: mail.toAddress, to, subject: `Re: ${mail.subject}`, inReplyTo: mail.internetId, references: mail.internetId, date: db.clock(),
      text: `${text}\n\nOn ${db.clock().toUTCString()}, ${mail.fromAddress} wrote:\n${quoted(mail.body.slice(0, 5_000))}\n`, disableFileAccess: true, disableUrlAccess: true,
    });
  } catch (cause) {
    throw new Problem('channels.inbound_closed', {}, { cause });
  } finally {
    transport.close();
  }
  await db.transaction(actor, (tx) => audit(tx, { action: 'channels.answer_in_mailbox', resource: 'channels.mailbox', customerId: mail.customerId, recordId: mailboxId }));
  return { sentTo: to };
}
