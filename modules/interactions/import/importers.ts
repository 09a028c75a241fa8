import { hash } from 'node:crypto';
import { findSourceParties, fits, formatOf, hangsOn, mastersOf, openRecords, saidOf, type Connects, type Importer, type RecordRow, type Said, type WrittenRows } from '#customers';
import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import { ACTIVITIES, CALLS, DETAILS, MAILS } from './definitions.ts';
import { findCalls, findDoers, findImported, findSourceProducts, type Doing, type Imported } from './reads.ts';
import { callTouches, detailTouch, mailTouches, type Circumstances, type Touch } from './touches.ts';
import { takeBackRun } from './undo.ts';
import { writeImported, type Row } from './write-imported.ts';

// Calls, e-mails and activities of another CRM on our one timeline: each row once, whoever loads it how often; the words of medical people stay where they are.

type Record = { readonly values: Readonly<globalThis.Record<string, string>>; readonly rest: Readonly<globalThis.Record<string, string>> };
type Line = { readonly row: RecordRow; readonly said: Said };
type Batch = Parameters<Importer['write']>[1];
type Fault = { readonly reason: string; readonly remedy: string };
type Refused = WrittenRows['rejects'] & {};

const firstColumn = ({ mapping }: Connects, name: string): string => mapping.fields.find(({ field }) => field === name)?.from[0] ?? name;

/** Our own touches that came back from where they were exported to. */
const isOurs = ({ get }: Said): boolean => get('own').startsWith('tutti:');

function faultOf({ get }: Said, object: string): Fault | null {
  if (get('deleted')) return { reason: 'was deleted in the other system', remedy: 'Leave the line out; undo the import that brought it, if it was loaded.' };
  if (/^(call2_(detail|key_message)|Call2_(Detail|Key_Message))/.test(object)) return null;
  if (get('at') === '') return { reason: 'says no day', remedy: 'A touch that took place needs its day.' };
  if (/sent_email/i.test(object) && get('state') === '') return { reason: 'was not sent', remedy: 'Drafts, scheduled and discarded e-mails are not touches: leave the line out.' };
  return null;
}

type Sorted = { readonly loaded: readonly Row[]; readonly refused: Refused; readonly leftOut: number; readonly kept: number };
const refuse = ({ row }: Line, field: string, fault: Fault): Refused[number] => ({ line: row.line, field, ...fault, raw: row.raw ?? '' });

/** Whose each line is, and whether it may be taken. */
async function sortLines(tx: Tx, connects: Connects, { lines, market, touchesOf }: { lines: readonly Line[]; market: string | null; touchesOf: (said: Said, doing: Doing) => Touch[] }): Promise<Sorted> {
  const { system, object } = connects;
  const parties = await findSourceParties(tx, system, lines.flatMap(({ said: { get } }) => [get('customer'), get('account')]));
  const [doing, masterOf] = [{ doers: await findDoers(tx, system, lines.map(({ said: { get } }) => get('owner'))), products: await findSourceProducts(tx, system) }, await mastersOf(tx, 'interaction')];
  const [loaded, refused]: [Row[], Refused[number][]] = [[], []];
  let [leftOut, kept] = [0, 0];
  lines.forEach((line, place) => {
    const { said, row } = line;
    const [who, account] = [parties[place * 2], parties[place * 2 + 1]];
    const hangs = hangsOn(who?.customerId || who?.leftOut ? who : account, { key: said.get('customer') || said.get('account'), market, parent: firstColumn(connects, 'customer') });
    const fault = faultOf(said, object);
    if (hangs.is === 'left_out') leftOut += 1;
    else if (isOurs(said)) kept += 1;
    else if (hangs.is === 'refused') refused.push(refuse(line, firstColumn(connects, 'customer'), hangs));
    else if (fault) refused.push(refuse(line, 'row', fault));
    else if (masterOf(hangs.country) === 'tutti') refused.push(refuse(line, 'row', { reason: `what happens with customers of ${hangs.country} is recorded in Tutti`, remedy: 'Leave the line out, or say on the import page that the other system has the last word.' }));
    else loaded.push({ customerId: hangs.customerId, key: `${object}:${row.key}`, touches: touchesOf(said, doing) });
  });
  return { loaded, refused, leftOut, kept };
}

const about = ({ system, object }: Connects, said: Said, doing: Doing & { readonly now: string }): Circumstances => ({
  object, system, now: doing.now, doer: doing.doers.get(said.get('owner')) ?? { personId: null, function: null },
  product: doing.products.find(({ key }) => key === said.get('product')) ?? (said.get('products') ? doing.products.find(({ name }) => said.get('products').toLowerCase().includes(name.toLowerCase())) : undefined) ?? null,
});

/** Details and key messages hang on a call that is here. */
async function sortDetails(tx: Tx, connects: Connects, { lines, market, now }: { lines: readonly Line[]; market: string | null; now: string }): Promise<Sorted> {
  const callObject = connects.system === 'vault' ? 'call2__v' : 'Call2_vod__c';
  const calls = await findCalls(tx, connects.system, lines.map(({ said }) => `${callObject}:${said.get('call')}`));
  const products = await findSourceProducts(tx, connects.system);
  const [loaded, refused]: [Row[], Refused[number][]] = [[], []];
  let leftOut = 0;
  lines.forEach((line, place) => {
    const { said, row } = line;
    const call = calls[place];
    const circumstances = about(connects, said, { doers: new Map(), products, now });
    const fault = faultOf(said, connects.object);
    if (call && market && call.country !== market) leftOut += 1;
    else if (fault) refused.push(refuse(line, 'row', fault));
    else if (!call) refused.push(refuse(line, firstColumn(connects, 'call'), { reason: `the call “${said.get('call')}” is not here`, remedy: 'Load the calls first, then this file again. Calls of another market are not here on purpose.' }));
    else if (call.function === 'medical' || !call.hasWords) refused.push(refuse(line, firstColumn(connects, 'call'), { reason: 'belongs to a call of medical people, or of somebody whose work is not known', remedy: 'What was discussed medically stays in the other system. If it was a sales call, load its user first.' }));
    else if (!said.get('message') && !circumstances.product) refused.push(refuse(line, firstColumn(connects, 'product'), { reason: `the product “${said.get('product')}” is none of ours`, remedy: 'Load the products first; each needs the name of a product here.' }));
    else loaded.push({ customerId: call.customerId, key: `${connects.object}:${row.key}`, causedBy: call.interactionId, touches: [detailTouch(said, circumstances, call)] });
  });
  return { loaded, refused, leftOut, kept: 0 };
}

const digestOf = (row: Row): string => hash('sha1', JSON.stringify([row.touches, row.causedBy ?? null]));

async function write(tx: Tx, connects: Connects, batch: Batch): Promise<WrittenRows> {
  const lines = batch.rows.map((row) => ({ row, said: saidOf((row.record as Record).values, (row.record as Record).rest) }));
  const isDetail = DETAILS.some(({ object }) => object === connects.object);
  const isMail = MAILS.some(({ object }) => object === connects.object);
  const touchesOf = (said: Said, doing: Doing) => (isMail ? mailTouches : callTouches)(said, about(connects, said, { ...doing, now: tx.now }));
  const { loaded, refused, leftOut, kept } = isDetail ? await sortDetails(tx, connects, { lines, market: batch.market, now: tx.now }) : await sortLines(tx, connects, { lines, market: batch.market, touchesOf });
  const before = new Map((await findImported(tx, connects.system, loaded.map(({ key }) => key))).map((one) => [one.sourceKey, one] as const));
  const told = loaded.map((row): { row: Row; digest: string; was: Imported | undefined } => ({ row, digest: digestOf(row), was: before.get(row.key) }));
  const [fresh, changed] = [told.filter(({ was }) => !was), told.filter(({ was, digest }) => was && was.digest !== digest)];
  await writeImported(tx, { system: connects.system, importId: batch.importId, fresh, changed });
  if (fresh.length + changed.length) {
    await audit(tx, { action: 'interactions.import', resource: 'interactions.interaction', recordId: batch.importId, rows: fresh.length + changed.length, after: { object: connects.object, loaded: fresh.length, changed: changed.length } });
    await announce(tx, { topic: 'interactions.interaction', permission: 'interactions:read' });
  }
  return { loaded: fresh.length, changed: changed.length, unchanged: told.length - fresh.length - changed.length + kept, leftOut, rejects: refused };
}

const importerOf = (connects: Connects): Importer => ({
  format: formatOf(connects), connects, undo: takeBackRun,
  recognises: ({ header }) => fits(connects.mapping, header),
  open: (file) => openRecords(connects, file, ({ values, rest }): Record => ({ values, rest })),
  write: (tx, batch) => write(tx, connects, batch),
});

/** Calls, e-mails, details, key messages and activities of other CRMs. */
export const importers: readonly Importer[] = [...CALLS, ...MAILS, ...DETAILS, ...ACTIVITIES].map(importerOf);

