import { audit, sign, type Proof } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { asPrivacy } from './as-privacy.ts';
import { personOf } from './find-person.ts';
import { held, tell } from './handle-request.ts';
import { readRows } from './statements.ts';
import { personalData } from '../personal-data/index.ts';
import { updateRequest } from './writes.ts';

type Section = { readonly table: string; readonly purpose: string; readonly basis: string; readonly retention: string; readonly rows: readonly Record<string, unknown>[] };
export type PersonCopy = { readonly format: 'tutti-personal-data/1'; readonly requestId: number; readonly madeAt: string; readonly sections: readonly Section[] };

// What only runs the machinery and tells nothing of the person.
const LEFT_OUT = new Set(['password_hash', 'token_hash', 'key_hash', 'code_hash', 'secret', 'digest', 'merge']);

/** Everything we hold of a person, with what for, by what right and how long (GDPR 15, 20). Whoever takes it out proves again who he is, and signs for it. */
export const exportPerson = (db: Db, actor: Actor, { requestId, proof }: { requestId: number; proof: Proof }): Promise<PersonCopy> => db.transaction(actor, async (tx) => {
  const request = await held(tx, requestId, 'export');
  const rows = await asPrivacy(tx, async () => readRows(tx, await personOf(tx, request)));
  const sections = [...Map.groupBy(rows, (one) => one.table)].map(([table, all]): Section => ({
    table, purpose: personalData[table]?.purpose ?? '', basis: personalData[table]?.basis ?? '', retention: personalData[table]?.retention ?? '',
    rows: all.map(({ row }) => Object.fromEntries(Object.entries(row).filter(([column]) => !LEFT_OUT.has(column)))),
  }));
  await updateRequest(tx, requestId, { exported: true });
  const counts = Object.fromEntries(sections.map((section) => [section.table, section.rows.length]));
  await sign(tx, proof, { customerId: request.customerId, resource: 'privacy.request', recordId: requestId, record: { requestId, madeAt: tx.now, counts }, meaning: 'responsibility', capacity: 'copy' });
  await audit(tx, { action: 'privacy.export', resource: 'privacy.request', customerId: request.customerId || null, recordId: requestId, rows: rows.length, after: counts });
  await tell(tx);
  return { format: 'tutti-personal-data/1', requestId, madeAt: tx.now, sections };
});

const escaped = (text: unknown): string => String(text ?? '').replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
const shown = (value: unknown): string => escaped(typeof value === 'object' && value !== null ? JSON.stringify(value) : value);
const rowHtml = (row: Record<string, unknown>): string => `<dl>${Object.entries(row).filter(([, value]) => value !== null && value !== '').map(([column, value]) => `<dt>${escaped(column.replaceAll('_', ' '))}</dt><dd>${shown(value)}</dd>`).join('')}</dl>`;
const STYLE = 'body{font:13px/18px system-ui,sans-serif;color:#191c24;margin:24px;max-width:60em}h1{font-size:20px}h2{font-size:15px;margin:24px 0 2px}p{margin:2px 0}dl{display:grid;grid-template-columns:12em 1fr;gap:2px 12px;border-top:1px solid #cfcbbf;padding:6px 0;margin:6px 0;break-inside:avoid}dt{color:#474c59}dd{margin:0;overflow-wrap:anywhere}@page{margin:14mm;@bottom-right{content:"Page " counter(page) " of " counter(pages)}}@media(max-width:40em){dl{grid-template-columns:1fr}}';

/** The same to be read and printed. */
export const personCopyHtml = ({ requestId, madeAt, sections }: PersonCopy, company: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your data, request ${requestId}</title><style>${STYLE}</style></head><body><main>
<h1>What ${escaped(company)} holds about you</h1><p>Request ${requestId}, made ${escaped(madeAt)} (UTC).</p>
${sections.map((one) => `<section><h2>${escaped(one.purpose)}</h2><p>By what right: ${escaped(one.basis)}. How long: ${escaped(one.retention)}. Kept as ${escaped(one.table)}, ${one.rows.length} ${one.rows.length === 1 ? 'entry' : 'entries'}.</p>${one.rows.map(rowHtml).join('')}</section>`).join('\n')}</main></body></html>`;
