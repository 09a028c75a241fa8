// What she wrote, without the mail she answers and without her signature. The shapes are those that Gmail, Outlook, Apple Mail, Yahoo, Hotmail, AOL,
// Thunderbird and their translations write; where a line could be either, it stays: too much is read in a second, a lost word is lost.

const QUOTE_HEADS = [
  /^-{2,}\s*(original message|reply message|ursprüngliche nachricht|original-nachricht|message d['’]origine|mensaje original|messaggio originale|forwarded message|oprindelig meddelelse|исходное сообщение)\s*-{2,}\s*$/i,
  /^_{20,}\s*$/, // Outlook's rule over the header of the quoted mail
  /^-{0,3}\s*begin forwarded message:?\s*-{0,3}$/i,
];
/** "On …, … wrote:" and its translations, on one line or folded over several. */
const WROTE = /^[>\s]*(?:(?:on|le|am|il|el|op|den|em|w dniu|på)\b[^\n]{0,200}?[\s\S]{0,160}?\b(?:wrote|a écrit|schrieb|ha scritto|escribió|schreef|skrev|escreveu|napisał(?:\(a\))?)\b[^\n]{0,80}:)\s*$/i;
/** "02.04.2012 14:20 пользователь … написал:", "26.06.2014, 14:41, "Alexander" <a@b>:", "2012/4/3 Bob <b@c>" */
const DATED = /^[>\s]*(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})[^\n]{0,120}(?:<\s*[^\s<>@]+@[^\s<>]+\s*>|\([^\s()@]+@[^\s()]+\)|написал[а]?)[\s\S]{0,60}?:?\s*$/i;
const HEADER_LINE = /^[>*_\s]*(from|sent|date|to|subject|cc|von|gesendet|an|betreff|datum|de|envoyé|à|objet|enviado|para|asunto|da|inviato|oggetto)\s*\*?\s*:\*?\s+\S/i;
const SENT_FROM = /^\s*(sent (from|via|with) (my )?[\w\s.'’-]{2,40}|get outlook for \w+.*|von meinem \w+ gesendet|gesendet von .{2,40}|envoyé de mon .{2,40}|enviado desde mi .{2,40}|отправлено с .{2,40})\.?\s*$/i;
const CLOSING = /^\s*(many thanks|thank you( very much)?|thanks( a lot| again| so much)?|thx|cheers|(kind|best|warm|warmest|many)\s+(regards|wishes)|regards|best|sincerely|yours( sincerely| truly| faithfully)?|mit freundlichen grüßen|viele grüße|cordialement|saludos|cordiali saluti)\s*[,.!]?\s*$/i;
const RULE = /^\s*([-_=*~#]{2,}\s*|-- ?|—+\s*)$/;
const CONTACT = /(^|\s)((?:t|f|m|tel|phone|fax|mobile|cell|office|skype)\s*[.:]\s*\+?[\w(][\w\s().+-]{5,}|https?:\/\/\S+|www\.\S+|[^\s<>@]+@[^\s<>]+\.\w{2,})\s*$/i;
const LONGEST_SIGNATURE = 14; // lines; longer blocks under a closing are text
const LONGEST_LINE = 70;

/** Joins what mail programs fold ("On …, bob <bob@x> wr\note:") so that a head of quotation is seen as one line. */
function headLength(lines: readonly string[], at: number): number {
  for (const span of [1, 2, 3]) {
    const joined = lines.slice(at, at + span).join('\n');
    if (span > 1 && lines.slice(at, at + span).some((line) => line.trim() === '')) return 0;
    if (joined.length < 420 && (WROTE.test(joined) || DATED.test(joined))) return span;
  }
  return 0;
}

const isHeaderBlock = (lines: readonly string[], at: number): boolean => {
  const block = lines.slice(at, at + 7).filter((line) => line.trim() !== '').slice(0, 4);
  return HEADER_LINE.test(block[0] ?? '') && block.filter((line) => HEADER_LINE.test(line)).length >= 3;
};

const startsQuotation = (lines: readonly string[], at: number): boolean =>
  QUOTE_HEADS.some((pattern) => pattern.test((lines[at] ?? '').trim())) || headLength(lines, at) > 0 || isHeaderBlock(lines, at);

/** Takes off the quoted mail: everything after its head, and every line that begins with ">". */
export function stripQuotation(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\u00a0/g, ' ').split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    if (startsQuotation(lines, at)) {
      const rest = lines.slice(at + Math.max(1, headLength(lines, at)));
      const answersBelow = rest.some((after) => /^\s*>/.test(after)) && rest.some((after) => after.trim() !== '' && !/^\s*>/.test(after) && !SENT_FROM.test(after));
      if (!answersBelow || isHeaderBlock(lines, at)) break;
      at += Math.max(1, headLength(lines, at)) - 1; // she answers between or under the quoted lines
      continue;
    }
    if (!/^\s*>/.test(line)) kept.push(line);
  }
  return tidy(kept);
}

const tidy = (lines: readonly string[]): string => lines.map((line) => line.trimEnd()).join('\n').replace(/\n{3,}/g, '\n\n').trim();

const looksSigned = (block: readonly string[]): boolean => {
  const lines = block.filter((line) => line.trim() !== '');
  return lines.length <= LONGEST_SIGNATURE && lines.every((line) => line.trim().length <= LONGEST_LINE && !/[?]\s*$/.test(line));
};

/** Where the signature begins, counted from the end; the number of lines when there is none. */
function signatureAt(lines: readonly string[]): number {
  const from = Math.max(1, lines.length - LONGEST_SIGNATURE - 8);
  for (let at = from; at < lines.length; at += 1) {
    const below = lines.slice(at + 1);
    if (RULE.test(lines[at] ?? '') && looksSigned(below) && (/^-- ?$/.test(lines[at] ?? '') || below.some((line) => line.trim() !== ''))) return at;
  }
  for (let at = from; at < lines.length; at += 1) {
    const below = lines.slice(at + 1).filter((line) => line.trim() !== '');
    if (CLOSING.test(lines[at] ?? '') && below.length <= 8 && looksSigned(below)) return at;
  }
  const lastGap = lines.findLastIndex((line) => line.trim() === '');
  const block = lines.slice(lastGap + 1);
  if (lastGap > 0 && block.length >= 2 && looksSigned(block) && block.filter((line) => CONTACT.test(line)).length >= 1) return lastGap;
  return lines.length;
}

/** Takes off the signature and what a telephone adds ("Sent from my iPhone"). */
export function stripSignature(text: string): string {
  let lines = text.replace(/\r\n?/g, '\n').split('\n');
  while (lines.length > 1 && (lines.at(-1)?.trim() === '' || SENT_FROM.test(lines.at(-1) ?? ''))) lines = lines.slice(0, -1);
  if (lines.length === 1 && SENT_FROM.test(lines[0] ?? '')) return '';
  const cut = tidy(lines.slice(0, signatureAt(lines)));
  return cut === '' ? tidy(lines) : cut; // never nothing: then it was no signature
}

/** Her own words in a reply. */
export const wordsOfReply = (text: string): string => stripSignature(stripQuotation(text));

const BREAKS = /<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6]|hr)\b[^<>]*>/gi;
// Every repetition inside a tag is bounded: a hostile mail must not make the search quadratic.
const QUOTING_ELEMENTS = [
  /<blockquote\b[\s\S]*$/i, /<div[^>]{1,300}class=["']?[^"'>]{0,200}(gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote)[\s\S]*$/i,
  /<div[^>]{1,300}id=["']?(divRplyFwdMsg|appendonsend|AOLMsgPart|mail-editor-reference-message-container)[\s\S]*$/i,
  /<hr[^>]{1,300}id=["']?(stopSpelling|zwchr)[\s\S]*$/i, /<div[^>]{1,300}style=["'][^"']{0,300}border:\s*none;\s*border-top:\s*solid[\s\S]*$/i,
  /<div[^>]{1,300}style=["'][^"']{0,300}border-top-(color|width)[\s\S]*$/i,
];
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const HIDDEN = [['<!--', '-->'], ['<style', '</style>'], ['<script', '</script>'], ['<head>', '</head>'], ['<title', '</title>'], ['<xml', '</xml>']] as const;
const LONGEST_HTML = 200_000;

/** Leaves out everything from an opening to its closing mark, in one pass. */
function without(text: string, open: string, close: string): string {
  const lower = text.toLowerCase();
  let kept = '';
  let at = 0;
  for (let from = lower.indexOf(open); from >= 0; from = lower.indexOf(open, at)) {
    kept += `${text.slice(at, from)} `;
    const to = lower.indexOf(close, from);
    at = to < 0 ? text.length : to + close.length;
    if (to < 0) break;
  }
  return kept + text.slice(at);
}

/** Text of an HTML reply for those programs that send no plain part; the quoted elements go first. */
export function textOfHtml(html: string): string {
  let body = html.slice(0, LONGEST_HTML);
  for (const [open, close] of HIDDEN) body = without(body, open, close);
  body = body.replace(/\s+/g, ' ');
  for (const pattern of QUOTING_ELEMENTS) {
    const cut = body.replace(pattern, '');
    if (cut.replace(/<[^<>]*>/g, '').trim() !== '') body = cut;
  }
  return tidy(body.replace(BREAKS, '\n').replace(/<[^<>]*>/g, '')
    .replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => entity(name) ?? whole)
    .split('\n').map((line) => line.trim()));
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()];
  const code = name[1]?.toLowerCase() === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
