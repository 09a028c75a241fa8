import { auditRead, SIGNATURE_COLUMNS, trailCondition, type Signature, type TrailQuestion } from '#platform/audit';
import { sql, type Actor, type Db, type Tx } from '#platform/db';
import { Problem, problems } from '#platform/problem';
import { listEntries, type Entry } from './list-entries.ts';

problems({ 'audit.copy_too_long': { status: 422, title: 'A readable copy holds at most 5,000 entries. Ask for a shorter period, or take the electronic copy.' } });

const MOST = 5_000; // some 700 printed pages; longer ones go by the electronic copy
const escaped = (text: unknown): string => String(text ?? '').replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
const value = (title: string, of: unknown): string => (of === null || of === undefined ? '' : `<div><b>${title}</b> <code>${escaped(JSON.stringify(of))}</code></div>`);
const who = (entry: Entry): string => entry.actorName ?? (entry.actorKind === 'person' ? 'A visitor' : entry.actorKind === 'customer' ? 'A customer' : 'Tutti');

/** An instant with the offset that the signer's own zone had then (21 CFR 11.50). */
function inZone(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset' });
  return `${parts.format(new Date(instant))} (${timeZone})`;
}

const entryHtml = (entry: Entry): string => `<tr id="e${entry.entryId}"><td>${entry.entryId}</td><td>${escaped(entry.at)}</td><td>${escaped(who(entry))}<br>${escaped(entry.actorRole.replaceAll('_', ' '))}${entry.purpose ? `, for ${escaped(entry.purpose)}` : ''}</td>
<td>${escaped(entry.action)}<br>${entry.kind}</td><td>${escaped(entry.resource)}<br>${escaped([entry.customerId ? `C${entry.customerId}` : '', entry.recordId].filter(Boolean).join(' · '))}${entry.rows === 1 ? '' : `<br>${entry.rows} rows`}</td>
<td>${value('Before', entry.before)}${value('After', entry.after)}${entry.reason || entry.reasonCode ? `<div><b>Why</b> ${escaped([entry.reasonCode, entry.reason].filter(Boolean).join(': '))}</div>` : ''}</td></tr>`;

const signatureHtml = (one: Signature): string => `<tr><td>${one.signatureId}</td><td>${escaped(one.printedName)}</td><td>${escaped(inZone(one.signedAt, one.timeZone))}</td><td>${escaped(one.meaning)}${one.capacity ? `, ${escaped(one.capacity)}` : ''}</td>
<td>${escaped(one.resource)} ${escaped(one.recordId)}</td><td><code>${one.digest}</code></td></tr>`;

const STYLE = `body{font:12px/16px system-ui,sans-serif;color:#191c24;margin:24px}h1{font-size:20px;margin:0 0 4px}h2{font-size:15px;margin:20px 0 6px}p{margin:2px 0}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #cfcbbf;padding:4px 6px;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#efede7}code{font:11px/15px ui-monospace,monospace}td div+div{margin-top:4px}
tr{break-inside:avoid}thead{display:table-header-group}@page{margin:14mm;@bottom-right{content:"Page " counter(page) " of " counter(pages)}}@media(max-width:48em){body{margin:12px}table{display:block;overflow-x:auto}}`;

const asked = (question: TrailQuestion): string => Object.entries(question).filter(([, part]) => part !== undefined).map(([name, part]) => `${name} = ${String(part)}`).join(', ') || 'everything';

const signaturesIn = (tx: Tx, question: TrailQuestion): Promise<Signature[]> => tx.rows(sql`
  select ${SIGNATURE_COLUMNS} from audit.entry e join audit.v_signature s on s.signature_id::text = e.record_id
   where e.action = 'signature.sign' and ${trailCondition(question)} order by s.signature_id limit ${MOST}::integer`);

/** A page with everything in it, for reading and printing: no script, no address but its own. */
export async function readableCopy({ db, actor, by }: { readonly db: Db; readonly actor: Actor; readonly by: string }, question: TrailQuestion): Promise<string> {
  const { rows, signatures } = await db.transaction(actor, async (tx) => {
    const found = await listEntries(tx, { question, after: null, limit: MOST + 1 });
    if (found.length > MOST) throw new Problem('audit.copy_too_long', { limit: MOST });
    const signed = await signaturesIn(tx, question);
    await auditRead(tx, { action: 'audit.print', resource: 'audit.entry', customerId: question.customerId ?? null, rows: found.length, after: question });
    return { rows: found, signatures: signed };
  });
  const as = db.clock().toISOString();
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Audit trail, ${as.slice(0, 10)}</title><style>${STYLE}</style></head><body><main>
<h1>Audit trail</h1><p>Asked: ${escaped(asked(question))}. ${rows.length} entries, newest first, as of ${as}.</p><p>Copied by ${escaped(by)}, ${escaped(actor.role.replaceAll('_', ' '))}. Instants are in UTC unless a zone stands beside them.</p>
<h2>Signatures</h2>${signatures.length ? `<table><thead><tr><th>No.</th><th>Printed name</th><th>Signed</th><th>Meaning</th><th>Record</th><th>SHA-256 of the record</th></tr></thead><tbody>${signatures.map(signatureHtml).join('')}</tbody></table>` : '<p>None among these entries.</p>'}
<h2>Entries</h2><table><thead><tr><th>No.</th><th>When</th><th>Who</th><th>What</th><th>Record</th><th>Values</th></tr></thead><tbody>${rows.map(entryHtml).join('\n')}</tbody></table></main></body></html>`;
}
