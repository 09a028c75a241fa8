import { audit, auditRead } from '#platform/audit';
import type { Actor, Db, Instant, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { recordRestriction } from '#consent';
import { asPrivacy } from './as-privacy.ts';
import { personOf } from './find-person.ts';
import { getRequest, listFilesOf, type RequestRow } from './reads.ts';
import { mayDo, monthsAfter, type Deed, type RequestKind } from './rules.ts';
import { countRows, deedOf, type TableReport } from './statements.ts';
import { personalData } from '../personal-data/index.ts';
import { insertRequest, lockRequest, nextNumber, updateRequest } from './writes.ts';

const isSomebody = ({ customerId, userId }: Pick<RequestRow, 'customerId' | 'userId'>): boolean => customerId !== 0 || userId !== null;
export const tell = (tx: Tx): Promise<void> => announce(tx, { topic: 'privacy.request', permission: 'privacy:handle' });

type NewRequest = { readonly customerId?: number | undefined; readonly userId?: number | undefined; readonly kind: RequestKind; readonly channel: string; readonly words: string; readonly receivedAt?: Instant | undefined };

/** Takes a request down; its month runs from when it came in, not from now (GDPR 12(3)). */
export const recordRequest = (db: Db, actor: Actor, input: NewRequest): Promise<{ requestId: number; dueAt: Instant }> => db.transaction(actor, async (tx) => {
  if (input.customerId && input.userId) throw new Problem('privacy.one_subject', { fields: [{ field: 'userId', message: 'leave it out for a customer' }] });
  const receivedAt = input.receivedAt ?? tx.now;
  if (Date.parse(receivedAt) > Date.parse(tx.now)) throw new Problem('privacy.in_the_future', { fields: [{ field: 'receivedAt', message: 'lies in the future' }] });
  const subject = { customerId: input.customerId ?? 0, userId: input.userId ?? null };
  const [requestId, dueAt] = [await nextNumber(tx), monthsAfter(receivedAt, 1)];
  await insertRequest(tx, requestId, { ...subject, kind: input.kind, channel: input.channel, words: input.words, receivedAt, dueAt })
    .catch((cause: { code?: string }) => { throw cause.code === '42501' ? new Problem('request.not_found', {}, { cause }) : cause; }); // a patient reads to a steward like nobody
  if (isSomebody(subject)) await asPrivacy(tx, () => personOf(tx, subject)); // there is such a person
  await audit(tx, { action: 'privacy.receive', resource: 'privacy.request', customerId: subject.customerId || null, recordId: requestId, after: { kind: input.kind, receivedAt, dueAt } });
  await tell(tx);
  return { requestId, dueAt };
});

/** The request, held until the transaction ends, if this may follow; else why not. */
export async function held(tx: Tx, requestId: number, deed: Deed): Promise<RequestRow> {
  if (!await lockRequest(tx, requestId)) throw new Problem('request.not_found');
  const request = await getRequest(tx, requestId);
  const decision = mayDo(deed, { ...request, isSomebody: isSomebody(request), isExtended: request.extendedAt !== null });
  if (!decision.ok) throw new Problem(`privacy.${decision.reason}`, { state: request.state });
  return request;
}

type Step = { readonly requestId: number } & ({ readonly deed: 'verify'; readonly identity: string } | { readonly deed: 'start' } | { readonly deed: 'extend'; readonly words: string } | { readonly deed: 'refuse'; readonly refusal: string; readonly words: string });

const changesOf = (step: Step, request: RequestRow) => {
  if (step.deed === 'verify') return { state: 'verified', identity: step.identity };
  if (step.deed === 'start') return { state: 'in_progress' };
  if (step.deed === 'extend') return { extension: step.words, dueAt: monthsAfter(request.receivedAt, 3) }; // GDPR 12(3): two further months
  return { state: 'refused', refusal: step.refusal, outcome: step.words, closes: true };
};

/** The next step of a request: identity proved, work begun, time extended, or refused with a reason. */
export const takeStep = (db: Db, actor: Actor, step: Step): Promise<{ state: string }> => db.transaction(actor, async (tx) => {
  const request = await held(tx, step.requestId, step.deed);
  const changes = changesOf(step, request);
  await updateRequest(tx, step.requestId, changes);
  await audit(tx, {
    action: `privacy.${step.deed}`, resource: 'privacy.request', customerId: request.customerId || null, recordId: step.requestId, before: { state: request.state, dueAt: request.dueAt },
    after: { state: changes.state ?? request.state, ...('dueAt' in changes ? { dueAt: changes.dueAt } : {}), ...('refusal' in step ? { refusal: step.refusal } : {}) }, reason: 'words' in step ? step.words : null,
  });
  await tell(tx);
  return { state: changes.state ?? request.state };
});

/** Closes what was done elsewhere; an objection binds every function from this moment. */
export const fulfilRequest = (db: Db, actor: Actor, { requestId, words }: { requestId: number; words: string }): Promise<{ state: string }> => db.transaction(actor, async (tx) => {
  const request = await held(tx, requestId, 'fulfil');
  if (request.kind === 'objection' && request.customerId !== 0) await recordRestriction(tx, { customerId: request.customerId, kind: 'do_not_contact', reason: `Objection, request ${requestId}`, source: 'privacy' });
  await updateRequest(tx, requestId, { state: 'fulfilled', outcome: words, closes: true });
  await audit(tx, { action: 'privacy.fulfil', resource: 'privacy.request', customerId: request.customerId || null, recordId: requestId, before: { state: request.state }, after: { state: 'fulfilled' }, reason: words });
  await tell(tx);
  return { state: 'fulfilled' };
});

export type Preview = { readonly tables: readonly (TableReport & { readonly retention: string; readonly basis: string })[]; readonly records: readonly number[]; readonly files: readonly { readonly fileId: number; readonly name: string }[] };

/** What is held of the person, table by table, and what erasing would do with it. Counts alone: what stands in the rows is not shown. */
export const previewRequest = (db: Db, actor: Actor, requestId: number): Promise<Preview> => db.transaction(actor, async (tx) => {
  const request = await getRequest(tx, requestId);
  if (!isSomebody(request)) return { tables: [], records: [], files: [] };
  const { person, rows } = await asPrivacy(tx, async () => {
    const found = await personOf(tx, request);
    return { person: found, rows: await countRows(tx, found) };
  });
  await auditRead(tx, { action: 'privacy.preview', resource: 'privacy.request', customerId: request.customerId || null, recordId: requestId });
  const tables = rows.filter((row) => row.rows > 0).flatMap(({ table, rows: count }) => {
    const data = personalData[table];
    return data ? [{ table, rows: count, did: deedOf(data), purpose: data.purpose, because: data.because ?? null, retention: data.retention ?? '', basis: data.basis ?? '' }] : [];
  });
  return { tables, records: person.ids, files: person.subject === 'customer' ? await listFilesOf(tx, person.ids) : [] };
});
