export type MailHeaders = Readonly<Record<string, string>>; // names in lower case

/** A machine wrote it: RFC 3834, and what came before it. */
export function isAutomatic(headers: MailHeaders, subject: string): boolean {
  const submitted = (headers['auto-submitted'] ?? '').trim().toLowerCase();
  if (submitted !== '' && !submitted.startsWith('no')) return true;
  if (headers['x-autoreply'] !== undefined || headers['x-autorespond'] !== undefined || headers['x-auto-response-suppress']?.match(/\b(all|oof)\b/i) && isOutOfOffice(subject)) return true;
  if (/^(bulk|auto[-_]reply|junk)$/i.test((headers['precedence'] ?? '').trim())) return true;
  return isOutOfOffice(subject);
}

const OUT_OF_OFFICE = /^\s*(re:\s*)?(automatic reply|auto[- ]?reply|autoreply|out of (the )?office|abwesenheitsnotiz|automatische antwort|réponse automatique|respuesta automática|risposta automatica)\b/i;
const isOutOfOffice = (subject: string): boolean => OUT_OF_OFFICE.test(subject);

/** One recipient of a delivery report (RFC 3464). */
export type DeliveryStatus = { readonly recipient: string; readonly action: string; readonly status: string; readonly diagnostic: string };

const unfold = (text: string) => text.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ');

/** Reads the message/delivery-status part: one entry a recipient, the report's own fields left out. */
export function readDeliveryStatus(part: string): DeliveryStatus[] {
  return unfold(part).split(/\n\s*\n/).flatMap((block) => {
    const fields = new Map(block.split('\n').flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const] : [];
    }));
    const recipient = (fields.get('final-recipient') ?? fields.get('original-recipient') ?? '').replace(/^[^;]*;\s*/, '').replace(/^<|>$/g, '');
    if (!recipient) return [];
    return [{ recipient: recipient.toLowerCase(), action: (fields.get('action') ?? '').toLowerCase(), status: fields.get('status') ?? '', diagnostic: (fields.get('diagnostic-code') ?? '').slice(0, 300) }];
  });
}

/** A report that mail could not be delivered for good; delays and successes are none. */
export const isPermanent = (status: DeliveryStatus): boolean =>
  status.action === 'failed' && !status.status.startsWith('4') && !status.status.startsWith('2');

const MAIL = String.raw`(e-?mails?|mails?|messages?|newsletters?|mailings?)`;
const ONE_WORD = /^\W*(stop|stopp|unsubscribe|unsubscribe me|remove me|remove|opt[- ]?out|abmelden|abbestellen|désabonner|désinscrire|baja)\W*$/i;
const SENTENCES = [
  /\bunsubscribe\b/i,
  new RegExp(String.raw`\bno (more|further) (\w+ ){0,3}${MAIL}\b`, 'i'),
  /\bstop (e-?mailing|mailing|writing|contacting|messaging)\b/i,
  new RegExp(String.raw`\b(stop|do not|don['’]t|quit) send(ing)? (\w+ ){0,4}(${MAIL}|this|these)\b`, 'i'),
  /\b(do not|don['’]t|never) (e-?mail|mail|write|contact)( to)? (me|us)\b/i,
  new RegExp(String.raw`\b(take|remove|delete|strike) (me|us|my name|my (e-?mail )?address) (off|from)( \w+){0,4} (list|lists|distribution|database|${MAIL})\b`, 'i'),
  /\bopt(ing)? (me |us )?out\b/i,
];
const ONLY_ASKS = /\b(how|why|can|does|do|did|should|may|when|if) (\w+ ){0,6}unsubscribe/i;

/**
 * Whether her words ask us to write no more. Withdrawing too often costs a mail, withdrawing too seldom breaks the law: in doubt it is yes, and a
 * person confirms it with her.
 */
export function asksToStop(words: string): boolean {
  const lines = words.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  if (ONE_WORD.test(lines[0] ?? '')) return true;
  return lines.some((line) => !ONLY_ASKS.test(line) && SENTENCES.some((pattern) => pattern.test(line)));
}
