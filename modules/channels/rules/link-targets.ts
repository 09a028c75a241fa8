const HREF = /\bhref\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})')/gi;

const decoded = (text: string) => text.replaceAll('&amp;', '&');

/** The addresses that a template links to, each once, in the order in which they stand: a link in a mail says only the how-manieth of these it is. */
export function linkTargets(body: string): string[] {
  const targets = new Set<string>();
  for (const [, double, single] of body.matchAll(HREF)) {
    const target = decoded(double ?? single ?? '');
    if (/^https?:\/\/[^\s/]/i.test(target) && !target.includes('{{') && URL.canParse(target)) targets.add(target);
  }
  return [...targets];
}

/** Puts other links in the place of a rendered mail's own. */
export const withLinks = (html: string, targets: readonly string[], linkOf: (index: number) => string): string =>
  html.replace(HREF, (whole, double?: string, single?: string) => {
    const index = targets.indexOf(decoded(double ?? single ?? ''));
    return index < 0 ? whole : `href="${linkOf(index)}"`;
  });
