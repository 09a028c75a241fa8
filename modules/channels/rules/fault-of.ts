type Failure = { readonly code?: unknown; readonly details?: { readonly field?: unknown } };

const DATABASE_OR_NETWORK = /^([0-9A-Z]{5}|E[A-Z]{3,})$/; // SQLSTATE, ECONNRESET …

/**
 * The code of what kept a mail from being composed, e.g. content.field_missing:payer.name. The same cause has the same code, so that all mails of one cause can be sent again together: content.… for what the text lacks, channels.header_invalid
 * and channels.not_composed here, channels.server_refused and channels.gave_up from the other side. Null when nothing is wrong with the mail, and a later
 * try may do.
 */
export function faultOf(error: unknown): string | null {
  const { code, details } = error as Failure;
  if (typeof code !== 'string') return 'channels.not_composed';
  if (DATABASE_OR_NETWORK.test(code)) return null;
  return code.includes('.') ? [code, ...(typeof details?.field === 'string' ? [details.field] : [])].join(':') : 'channels.not_composed';
}
