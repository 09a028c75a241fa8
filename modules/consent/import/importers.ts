import { hash } from 'node:crypto';
import { findSourceParties, fits, formatOf, hangsOn, mastersOf, openRecords, saidOf, type Connects, type Importer, type RecordRow, type Said, type WrittenRows } from '#customers';
import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { emitNew } from '#platform/events';
import { announce } from '#platform/http';
import type { NewDecision } from '../types.ts';
import { insertDecisions, nextIds } from '../writes.ts';
import { decideConsent, decideRefusals, type Told } from './decide-row.ts';
import { CONSENTS, REFUSALS } from './definitions.ts';
import { allowedBefore, findImported, findSourceProducts, keepBooks, takeBackRun } from './books.ts';

// What another CRM recorded of consent. Decisions are only added and carry the instant of their capture, so an older yes never beats a newer no, in whichever
// order they are loaded. Where Tutti has the last word a no of the other system still counts.

type Batch = Parameters<Importer['write']>[1];
type Values = { readonly values: Readonly<Record<string, string>> };
type Line = { readonly row: RecordRow; readonly said: Said };
type Row = { readonly customerId: number; readonly country: string; readonly key: string; readonly digest: string; readonly told: readonly Told[] };
type Refused = NonNullable<WrittenRows['rejects']>[number];
type Sorted = { readonly rows: readonly Row[]; readonly refused: readonly Refused[]; readonly leftOut: number; readonly nothing: number };

const columnOf = ({ mapping }: Connects, name: string): string => mapping.fields.find(({ field }) => field === name)?.from[0] ?? name;
const digestOf = (told: readonly Told[]): string => hash('sha1', JSON.stringify(told.map(({ evidence: { file: _file, row: _row, ...evidence }, ...rest }) => ({ ...rest, evidence })))); // another file that says the same says the same

async function sortLines(tx: Tx, connects: Connects, { lines, batch }: { lines: readonly Line[]; batch: Batch }): Promise<Sorted> {
  const isRefusals = connects.part !== undefined;
  const customerField = isRefusals ? 'key' : 'customer';
  const parties = await findSourceParties(tx, connects.system, lines.map(({ said }) => said.get(customerField)));
  const [products, masterOf] = [await findSourceProducts(tx, connects.system), await mastersOf(tx, 'consent')];
  const [rows, refused]: [Row[], Refused[]] = [[], []];
  let [leftOut, nothing] = [0, 0];
  lines.forEach(({ said, row }, place) => {
    const refuse = (field: string, { reason, remedy }: { reason: string; remedy: string }) => { refused.push({ line: row.line, field, reason, remedy, raw: row.raw ?? '' }); };
    const hangs = hangsOn(parties[place], { key: said.get(customerField), market: batch.market, parent: columnOf(connects, customerField) });
    if (hangs.is === 'left_out') { leftOut += 1; return; }
    if (said.get('own').startsWith('tutti:')) { nothing += 1; return; } // our own, come back
    const about = { object: connects.object, now: tx.now, fileName: batch.fileName, line: row.line, product: said.get('product') ? products.get(said.get('product')) ?? ('unknown' as const) : null };
    const decided = isRefusals ? decideRefusals(said, about) : decideConsent(said, about);
    if (decided.is === 'nothing') { nothing += 1; return; } // nobody is looked for who forbids nothing
    if (hangs.is === 'refused') { refuse(columnOf(connects, customerField), hangs); return; }
    if (decided.is === 'refused') { refuse(decided.field, decided); return; }
    if (masterOf(hangs.country) === 'tutti' && decided.told.every(({ granted }) => granted)) { refuse('row', { reason: `consents of ${hangs.country} are recorded in Tutti`, remedy: 'A permission is taken here from the customer alone; a refusal of the other system would count.' }); return; }
    rows.push({ customerId: hangs.customerId, country: hangs.country, key: `${formatOf({ ...connects, system: connects.system }).slice(connects.system.length + 1)}:${row.key}`, digest: digestOf(decided.told), told: decided.told });
  });
  return { rows, refused, leftOut, nothing };
}

/** Of an account that still forbids the same, the day on which the record was changed says nothing new. */
const sameRefusals = (row: Row): string => hash('sha1', JSON.stringify(row.told.map(({ channel }) => channel)));

const decisionsOf = ({ customerId, country, told }: Row, source: string): NewDecision[] => told.map((one) => ({ ...one, customerId, market: country || 'US', basis: 'consent' as const, source: 'import', evidence: { ...one.evidence, system: source } }));

/** Whoever was reachable and is not any longer is told of by an event each, so that what is queued is stopped. */
async function tellWithdrawn(tx: Tx, decisions: readonly NewDecision[], ids: readonly number[]): Promise<void> {
  const withdrawn = decisions.flatMap((one, place) => (one.granted ? [] : [{ ...one, decisionId: ids[place] as number }]));
  const reachable = new Set(await allowedBefore(tx, withdrawn.map(({ customerId }) => customerId), withdrawn.map(({ decisionId }) => decisionId)));
  await emitNew(tx, withdrawn.filter(({ customerId }) => reachable.has(customerId)).map((one) => ({
    type: 'consent.withdrawn', customerId: one.customerId, key: `consent.decision:${one.decisionId}`, data: { decisionId: one.decisionId, channel: one.channel, purpose: one.purpose, productId: one.productId ?? null, source: one.source },
  })));
}

async function write(tx: Tx, connects: Connects, batch: Batch): Promise<WrittenRows> {
  const lines = batch.rows.map((row): Line => ({ row, said: saidOf((row.record as Values).values) }));
  const sorted = await sortLines(tx, connects, { lines, batch });
  const rows = connects.part ? sorted.rows.map((row) => ({ ...row, digest: sameRefusals(row) })) : sorted.rows;
  const before = new Map((await findImported(tx, connects.system, rows.map(({ key }) => key))).map((one) => [one.sourceKey, one.digest]));
  const [fresh, changed] = [rows.filter(({ key }) => !before.has(key)), rows.filter(({ key, digest }) => before.has(key) && before.get(key) !== digest)];
  const added = [...fresh, ...changed];
  if (added.length) {
    const decisions = added.flatMap((row) => decisionsOf(row, connects.system));
    const ids = await nextIds(tx, decisions.length);
    await insertDecisions(tx, ids, decisions);
    let next = 0;
    await keepBooks(tx, { source: connects.system, importId: batch.importId, rows: added.map(({ customerId, key, digest, told }) => ({ customerId, key, digest, decisionIds: told.map(() => ids[next++] as number) })) });
    await tellWithdrawn(tx, decisions, ids);
    await audit(tx, { action: 'consent.import', resource: 'consent.decision', recordId: batch.importId, rows: decisions.length, after: { object: connects.object, granted: decisions.filter(({ granted }) => granted).length, withdrawn: decisions.filter(({ granted }) => !granted).length } });
    await announce(tx, { topic: 'consent.decision', permission: 'consent:read' });
  }
  return { loaded: fresh.length, changed: changed.length, unchanged: rows.length - added.length + sorted.nothing, leftOut: sorted.leftOut, rejects: sorted.refused };
}

const importerOf = (connects: Connects): Importer => ({
  format: formatOf(connects), connects, undo: takeBackRun,
  recognises: ({ header }) => fits(connects.mapping, header),
  open: (file) => openRecords(connects, { header: file.header, ...(connects.part ? {} : { mapping: file.mapping }) }, ({ values }): Values => ({ values })),
  write: (tx, batch) => write(tx, connects, batch),
});

/** Consents, and what accounts and contacts forbid, of other CRMs. */
export const importers: readonly Importer[] = [...CONSENTS, ...REFUSALS].map(importerOf);

