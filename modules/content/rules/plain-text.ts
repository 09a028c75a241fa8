const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', bull: '•', reg: '®', trade: '™', copy: '©', hellip: '…', rsquo: '’', lsquo: '‘', rdquo: '”', ldquo: '“' };

const decoded = (text: string): string => text
  .replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
  .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)))
  .replace(/&([a-z]+);/gi, (whole, name: string) => NAMED[name.toLowerCase()] ?? whole);

function wordsOf(html: string): string {
  const marked = html
    .replace(/<a\b[^>]*\bhref\s*=\s*["']([^"']*)["'][^>]*>([\s\S]*?)<\/a>/gi, (_, href: string, label: string) => `${label} (${href})`)
    .replace(/\s+/g, ' ')
    .replace(/<br\s*\/?>/gi, '\n').replace(/<li\b[^>]*>/gi, '\n- ').replace(/<\/(p|div|tr|ul|ol|h[1-6])>/gi, '\n');
  return decoded(marked.replace(/<[^>]*>/g, '')).replace(/[ \t]*\n[ \t]*/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

const BLOCK = /<mj-(text|button|table)\b([^>]*)>([\s\S]*?)<\/mj-\1>/gi;

/** What a mail says without its layout, from the MJML it is written in: paragraphs in order, links with their addresses. */
export function plainTextOf(mjml: string): string {
  const blocks = [...mjml.replace(/<!--[\s\S]*?-->/g, '').matchAll(BLOCK)].map(([, kind, attributes = '', inner = '']) => {
    const href = /\bhref\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1];
    return kind?.toLowerCase() === 'button' && href ? `${wordsOf(inner)}: ${href}` : wordsOf(inner);
  });
  return blocks.filter(Boolean).join('\n\n');
}
