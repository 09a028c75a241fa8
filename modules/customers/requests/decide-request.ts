import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { addContactPoints } from '../add-contact-points.ts';
import { keepChanges } from '../history/keep-changes.ts';
import { mergeWithin, tellMerges } from '../merge/merge-customers.ts';
import type { Moves } from '../merge/types.ts';
import { getCustomer } from '../reads/customer.ts';
import { correctWithin, type UpdateCustomer } from '../update-customer.ts';
import { checkedFields } from '../checked-fields.ts';
import { contactValues, expectedHours, findAffiliation, getRequest } from './reads.ts';
import type { ChangeRequest, RequestLine, Tell } from './types.ts';
import { closeAffiliation, lockRequest, markVerified, updateLines, updateState } from './writes.ts';

type Word = { readonly lineNo: number; readonly result: 'accepted' | 'rejected' | 'modified'; readonly applied?: string | undefined; readonly reason?: string | undefined };
type Settled = Pick<RequestLine, 'lineNo' | 'result' | 'applied' | 'reason'>;
type Applying = { readonly request: ChangeRequest; readonly moves: readonly Moves[]; readonly reason: string };

const settled = ({ lineNo, result, reason = '' }: Word, applied: string | null): Settled => ({ lineNo, result, applied, reason });
const already = ({ lineNo, reason = '' }: Word, applied: string): Settled => ({ lineNo, result: 'already_applied', applied, reason });
type Chosen = { readonly line: RequestLine; readonly word: Word; readonly value: string };

async function applyFields(tx: Tx, given: readonly Chosen[], { request, reason }: Applying): Promise<Settled[]> {
  const customer = await getCustomer(tx, request.customerId);
  const values = checkedFields(given.map(({ line, value }) => [line.field, value] as const), customer.country);
  const chosen = given.map((one, place) => ({ ...one, value: values[place]?.[1] ?? one.value }));
  const contact = chosen.filter(({ line }) => line.field === 'email' || line.field === 'phone');
  const known = { email: await contactValues(tx, customer.customerId, 'email'), phone: await contactValues(tx, customer.customerId, 'phone') };
  const added = contact.length ? await addContactPoints(tx, contact.map(({ line, value }) => ({ customerId: customer.customerId, kind: line.field as 'email' | 'phone', value, source: 'steward' }))) : 0;
  const golden = chosen.filter(({ line }) => line.field !== 'email' && line.field !== 'phone');
  const differs = golden.filter(({ line, value }) => (customer[line.field as keyof typeof customer] ?? '') !== value);
  if (differs.length) await correctWithin(tx, { customerId: customer.customerId, changes: Object.fromEntries(differs.map(({ line, value }) => [line.field, value])) as UpdateCustomer['changes'], reason });
  return [
    ...golden.map((one) => (differs.includes(one) ? settled(one.word, one.value) : already(one.word, one.value))),
    ...contact.map((one) => (added === 0 || known[one.line.field as 'email' | 'phone'].includes(one.value) ? already(one.word, one.value) : settled(one.word, one.value))),
  ];
}

async function applyClosing(tx: Tx, chosen: readonly Chosen[], { request, reason }: Applying): Promise<Settled[]> {
  const results: Settled[] = [];
  for (const { line, word } of chosen) { // five at most
    const affiliationId = Number(line.field.split(':')[1]);
    const on = /^\d{4}-\d\d-\d\d$/.test(word.applied ?? '') ? word.applied as string : tx.now.slice(0, 10);
    const before = await findAffiliation(tx, request.customerId, affiliationId);
    const closed = before ? await keepChanges(tx, { customerIds: [request.customerId], source: 'steward' }, () => closeAffiliation(tx, { customerId: request.customerId, affiliationId, on })) : 0;
    if (closed) await audit(tx, { action: 'customers.close-affiliation', resource: 'customers.affiliation', customerId: request.customerId, recordId: affiliationId, before, after: { validTo: on }, reason });
    results.push(closed ? settled(word, on) : already(word, before?.validTo ?? ''));
  }
  return results;
}

async function applyMerges(tx: Tx, chosen: readonly Chosen[], { request, moves, reason }: Applying): Promise<Settled[]> {
  const wanted = chosen.map(({ line }) => ({ winnerId: request.customerId, loserId: line.subjectId, reason }));
  const result = await mergeWithin(tx, moves, { wanted });
  await tellMerges(tx, result, new Map(wanted.map(({ loserId }) => [loserId, reason])));
  return chosen.map(({ line, word }) => {
    const no = result.refused.find((one) => one.loserId === line.subjectId);
    if (!no) return settled(word, `C${request.customerId}`);
    return no.reason === 'same_record' ? already(word, `C${request.customerId}`) : { lineNo: line.lineNo, result: 'rejected', applied: null, reason: no.sentence };
  });
}

/** A new person is hers to use already: accepted, the steward stands for what is on file; rejected, she is no longer active. */
async function settlePerson(tx: Tx, { line, word }: Omit<Chosen, 'value'>, { request, reason }: Applying): Promise<Settled> {
  const { givenName, familyName, credential, city, state } = await getCustomer(tx, request.customerId);
  const said = Object.fromEntries(Object.entries({ givenName, familyName, credential, city, state }).filter(([, value]) => value !== null));
  await correctWithin(tx, { customerId: request.customerId, changes: word.result === 'rejected' ? { status: 'inactive' } : said as UpdateCustomer['changes'], reason });
  if (word.result !== 'rejected') await keepChanges(tx, { customerIds: [request.customerId], source: 'steward' }, () => markVerified(tx, request.customerId));
  return settled({ ...word, lineNo: line.lineNo }, word.result === 'rejected' ? null : line.wanted);
}

async function applyAll(tx: Tx, words: readonly Word[], applying: Applying): Promise<Settled[]> {
  const { request } = applying;
  const all = request.lines.map((line) => ({ line, word: words.find((one) => one.lineNo === line.lineNo) }));
  const missing = all.find(({ word }) => !word);
  if (missing || words.some((word) => !request.lines.some((line) => line.lineNo === word.lineNo))) throw new Problem('customers.request_lines');
  const chosen = all.map(({ line, word }) => ({ line, word: word as Word, value: (word?.result === 'modified' ? word.applied ?? '' : line.wanted).trim() }));
  const [only] = chosen;
  if (request.kind === 'new_person' && only) return [await settlePerson(tx, only, applying)];
  if (request.kind === 'new_person') return [];
  const rejected = chosen.filter(({ word }) => word.result === 'rejected').map(({ word }) => settled(word, null));
  const wanted = chosen.filter(({ word }) => word.result !== 'rejected');
  if (wanted.length === 0) return rejected;
  const apply = { correct: applyFields, close_affiliation: applyClosing, merge: applyMerges }[request.kind];
  return [...rejected, ...await apply(tx, wanted, applying)];
}

/** A steward takes a request up, so that nobody else works on it and who asked sees it. */
export const takeRequest = (db: Db, actor: Actor, requestId: number) => db.transaction(actor, async (tx) => {
  const standing = await lockRequest(tx, requestId);
  if (!standing) throw new Problem('request.not_found');
  if (standing.state !== 'submitted') throw new Problem('customers.request_state', { detail: `The request is ${standing.state}.` });
  await updateState(tx, requestId, { state: 'pending' });
  await audit(tx, { action: 'customers.take-request', resource: 'customers.request', customerId: standing.customerId, recordId: requestId, before: { state: standing.state }, after: { state: 'pending' } });
  await announce(tx, { topic: 'customers.request', permission: 'customers:request' });
  return { ...await getRequest(tx, requestId), expected: await expectedHours(tx, standing.kind) };
});

/** Decides a request line by line and applies what is accepted, all of it or nothing, and tells who asked with the reason. */
export const decideRequest = (db: Db, actor: Actor, { requestId, answer, lines, moves, tell }: { readonly requestId: number; readonly answer: string; readonly lines: readonly Word[]; readonly moves: readonly Moves[]; readonly tell: Tell }) =>
  db.transaction(actor, async (tx) => {
    const standing = await lockRequest(tx, requestId);
    if (!standing) throw new Problem('request.not_found');
    if (standing.state !== 'submitted' && standing.state !== 'pending') throw new Problem('customers.request_state', { detail: `The request is ${standing.state}.` });
    const request = await getRequest(tx, requestId);
    const results = await applyAll(tx, lines, { request, moves, reason: `Request ${requestId}: ${answer || request.note}` });
    await updateLines(tx, requestId, results);
    await updateState(tx, requestId, { state: 'processed', answer });
    await audit(tx, { action: 'customers.decide-request', resource: 'customers.request', customerId: request.customerId, recordId: requestId, before: { state: standing.state }, after: { state: 'processed', results: results.map(({ lineNo, result }) => ({ lineNo, result })) }, reason: answer || null });
    const refused = results.filter(({ result }) => result === 'rejected').length;
    await tell(tx, [{
      userIds: [request.requestedBy], customerId: request.customerId, kind: 'change_request', headline: refused === results.length ? 'Your request was rejected' : refused ? 'Your request was accepted in part' : 'Your request was accepted',
      detail: answer, link: `/customers/requests?request=${requestId}`, key: `request:${requestId}:decided`,
    }]);
    await announce(tx, { topic: 'customers.request', permission: 'customers:request' });
    return { ...await getRequest(tx, requestId), expected: await expectedHours(tx, request.kind) };
  });
