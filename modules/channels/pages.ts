import { createHash } from 'node:crypto';
import type { Raw } from '#platform/http';

const STYLE = `:root{color-scheme:light dark;--ink:#191c24;--page:#f6f5f1;--sheet:#fff;--line:#e2dfd6}
@media (prefers-color-scheme:dark){:root{--ink:#ecebe6;--page:#121419;--sheet:#1b1d24;--line:#2b2e38}}
body{margin:0;background:var(--page);color:var(--ink);font:17px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:12vh auto 2rem;padding:2rem;background:var(--sheet);border:1px solid var(--line);border-radius:10px}
h1{font:500 1.6rem/1.25 Georgia,serif;margin:0 0 .75rem}p{margin:0 0 1rem}form{margin:1.25rem 0 0}
button{font:600 1rem/1 system-ui,sans-serif;min-height:46px;padding:0 1.25rem;border-radius:8px;border:1px solid var(--ink);background:var(--ink);color:var(--sheet);cursor:pointer}
button.second{background:none;color:var(--ink)}button:focus-visible{outline:2px solid #0a66ff;outline-offset:2px}
footer{max-width:34rem;margin:0 auto;padding:0 2rem;font-size:.85rem}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const HEADERS = {
  // Everything that runs or loads is forbidden; the one style sheet is named by its digest.
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

type Button = { readonly label: string; readonly second?: boolean; readonly query?: string };
export type PublicPage = { readonly title: string; readonly lines?: readonly string[]; readonly buttons?: readonly Button[]; readonly status?: number };

/** A page for somebody who followed a link in a mail: one question or one answer, no script, no picture, no cookie. */
export function publicPage({ title, lines = [], buttons = [], status = 200 }: PublicPage, company: { readonly name: string; readonly address: string }): Raw {
  const forms = buttons.map(({ label, second, query = '' }) => `<form method="post" action="${escaped(query)}"><button${second ? ' class="second"' : ''}>${escaped(label)}</button></form>`);
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)} · ${escaped(company.name)}</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}${forms.join('')}</main>
<footer>${escaped([company.name, company.address].filter(Boolean).join(', '))}</footer></body></html>`;
  return { raw: true, status, type: 'text/html; charset=utf-8', body, headers: HEADERS };
}

/** One transparent point. */
export const PIXEL: Raw = {
  raw: true, type: 'image/gif', body: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  headers: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'cross-origin' }, // a web mailer shows it on its own site
};

export const redirectTo = (target: string): Raw => ({
  raw: true, status: 302, type: 'text/plain; charset=utf-8', body: '', headers: { location: target, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
});

// In the head, so that a document type in front of it keeps the page out of quirks mode.
const inNewTab = (html: string): string => {
  const head = /<head[^>]{0,200}>/i.exec(html);
  const at = head ? head.index + head[0].length : 0;
  return `${html.slice(0, at)}<base target="_blank">${html.slice(at)}`;
};

/** A mail of the built-in mailbox as a document of its own, for a frame: it may show pictures and open links, and nothing else. */
export const mailDocument = (html: string): Raw => ({
  raw: true, type: 'text/html; charset=utf-8', body: inNewTab(html),
  headers: {
    'content-security-policy': "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data: https: http:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'self'; frame-ancestors 'self'",
    'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer',
  },
});
