/** What became of one try to hand a mail over. */
export type Delivery =
  | { readonly kind: 'sent' }
  /** The other side put it off: later, again. */
  | { readonly kind: 'deferred'; readonly reason: string }
  /** We could not reach the other side; nothing left, and it counts as no try. `begun` false: not even the intent stood. */
  | { readonly kind: 'unreached'; readonly reason: string; readonly begun?: false }
  /** The other side refused it for good, or it could not be composed. */
  | { readonly kind: 'failed'; readonly reason: string; readonly fault: string }
  /** There is no such mailbox. */
  | { readonly kind: 'bounced'; readonly reason: string }
  /** The text left and no answer came: nobody here can know. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type SmtpFailure = {
  readonly message: string;
  /** The SMTP reply, when there was one. */
  readonly responseCode?: number | undefined;
  /** The SMTP command that was answered. */
  readonly command?: string | undefined;
  readonly response?: string | undefined;
};

const ABOUT_THE_MESSAGE = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);
const NO_SUCH_MAILBOX = /^5\d\d[ -](5\.1\.[0136]|5\.2\.1)\b/;
const LONGEST_REASON = 300;

/**
 * Decides from the SMTP error whether a mail can have arrived. Without a reply about the message itself only one thing counts: whether a byte of its
 * text had left.
 */
export function classifyDelivery(failure: SmtpFailure, textLeft: boolean): Delivery {
  const { responseCode = 0, command = '' } = failure;
  const reason = (failure.response || failure.message).replace(/\s+/g, ' ').slice(0, LONGEST_REASON);
  const answered = responseCode >= 400 && ABOUT_THE_MESSAGE.has(command);
  if (!answered) return textLeft ? { kind: 'unknown', reason } : { kind: 'unreached', reason };
  if (responseCode < 500) return { kind: 'deferred', reason };
  const noMailbox = NO_SUCH_MAILBOX.test(failure.response ?? '') || (command === 'RCPT TO' && [550, 551, 553].includes(responseCode));
  return noMailbox ? { kind: 'bounced', reason } : { kind: 'failed', reason, fault: 'channels.server_refused' };
}
