import { audit } from '#platform/audit';
import { setMembership } from '#platform/auth';
import { hash } from 'node:crypto';
import { sql, type Actor, type Db, type Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { checkedFields } from '../checked-fields.ts';
import { holdPlace } from '../history/horizon.ts';
import { deriveGolden } from '../import/golden.ts';
import { asSystem } from '../merge/as-merger.ts';
import { getCustomer } from '../reads/customer.ts';
import { sortNameOf } from '../rules/names.ts';
import { timeZoneOf } from '../rules/time-zone.ts';
import type { Customer } from '../types.ts';
import { insertNewCustomer, upsertSourceRecord } from '../writes.ts';
import { contactValues, expectedHours, findAffiliation, getRequest } from './reads.ts';
import type { RequestField, RequestLine, Tell } from './types.ts';
import { insertRequest, lockRequest, nextRequestId, updateState } from './writes.ts';

type NewPerson = { readonly givenName: string; readonly familyName: string; readonly credential?: string | undefined; readonly specialtyName?: string | undefined; readonly city?: string | undefined; readonly state?: string | undefined };
export type NewRequest = { readonly note: string; readonly submit: boolean } & (
  | { readonly kind: 'correct'; readonly customerId: number; readonly fields: Readonly<Partial<Record<RequestField, string | undefined>>> }
  | { readonly kind: 'close_affiliation'; readonly customerId: number; readonly affiliationIds: readonly number[] }
  | { readonly kind: 'merge'; readonly customerId: number; readonly otherIds: readonly number[] }
  | { readonly kind: 'new_person'; readonly person: NewPerson });
type Line = Omit<RequestLine, 'result' | 'applied' | 'reason'>;

async function statedOf(tx: Tx, customer: Customer, field: RequestField): Promise<string> {
  if (field === 'email' || field === 'phone') return (await contactValues(tx, customer.customerId, field)).join(', ');
  return customer[field] ?? '';
}

async function correctionLines(tx: Tx, { customerId, fields }: Extract<NewRequest, { kind: 'correct' }>): Promise<{ customerId: number; lines: Line[] }> {
  const customer = await getCustomer(tx, customerId);
  const asked = checkedFields(Object.entries(fields).filter((entry): entry is [RequestField, string] => entry[1] !== undefined), customer.country);
  const lines: Line[] = [];
  for (const [field, wanted] of asked) lines.push({ lineNo: lines.length + 1, subjectId: customer.customerId, field, stated: await statedOf(tx, customer, field), wanted }); // ten fields at most
  return { customerId: customer.customerId, lines: lines.filter(({ stated, wanted }) => stated !== wanted).map((line, index) => ({ ...line, lineNo: index + 1 })) };
}

async function closingLines(tx: Tx, { customerId, affiliationIds }: Extract<NewRequest, { kind: 'close_affiliation' }>): Promise<{ customerId: number; lines: Line[] }> {
  const customer = await getCustomer(tx, customerId);
  const lines: Line[] = [];
  for (const affiliationId of affiliationIds) { // five at most
    const found = await findAffiliation(tx, customer.customerId, affiliationId);
    if (!found) throw new Problem('request.not_found');
    lines.push({ lineNo: lines.length + 1, subjectId: customer.customerId, field: `affiliation:${affiliationId}`, stated: found.organisation, wanted: '' });
  }
  return { customerId: customer.customerId, lines };
}

async function mergeLines(tx: Tx, { customerId, otherIds }: Extract<NewRequest, { kind: 'merge' }>): Promise<{ customerId: number; lines: Line[] }> {
  const customer = await getCustomer(tx, customerId);
  const lines: Line[] = [];
  for (const otherId of otherIds) { // five at most
    const other = await getCustomer(tx, otherId);
    if (other.customerId === customer.customerId) throw new Problem('customers.request_empty');
    lines.push({ lineNo: lines.length + 1, subjectId: other.customerId, field: 'merge', stated: `${other.name}, C${other.customerId}`, wanted: `C${customer.customerId}` });
  }
  return { customerId: customer.customerId, lines };
}

/** A person whom nobody has checked yet, on file and usable at once, under the source `request`; who asked sees her. */
async function addUnverified(tx: Tx, requestId: number, person: NewPerson): Promise<{ customerId: number; lines: Line[] }> {
  const name = `${person.givenName} ${person.familyName}`.trim();
  const state = person.state && checkedFields([['state', person.state]], 'US')[0]?.[1];
  const payload = {
    kind: 'hcp', name, given_name: person.givenName, family_name: person.familyName, sort_name: sortNameOf({ given: person.givenName, family: person.familyName, name }),
    ...(person.credential ? { credential: person.credential } : {}), ...(person.specialtyName ? { specialty_name: person.specialtyName } : {}),
    ...(person.city ? { city: person.city, state } : {}), ...(state ? { time_zone: timeZoneOf(state) ?? 'America/New_York' } : {}),
  };
  const customerId = await asSystem(tx, 'engine', async () => {
    await holdPlace(tx);
    const id = await insertNewCustomer(tx, { name, sortName: payload.sort_name, source: 'request' });
    await upsertSourceRecord(tx, { customerId: id, source: 'request', key: `R${requestId}`, digest: hash('sha1', JSON.stringify(payload)), payload });
    await deriveGolden(tx, sql`select ${id}::bigint as customer_id`);
    if (tx.actor.role === 'field' && tx.actor.userId !== null) await setMembership(tx, tx.actor.userId, { add: [id] });
    return id;
  });
  return { customerId, lines: [{ lineNo: 1, subjectId: customerId, field: 'record', stated: '', wanted: name }] };
}

function linesOf(tx: Tx, requestId: number, input: NewRequest): Promise<{ customerId: number; lines: Line[] }> {
  if (input.kind === 'correct') return correctionLines(tx, input);
  if (input.kind === 'close_affiliation') return closingLines(tx, input);
  return input.kind === 'merge' ? mergeLines(tx, input) : addUnverified(tx, requestId, input.person);
}

const HEADLINES = { correct: 'A correction is asked for', new_person: 'A new person is to be checked', close_affiliation: 'An affiliation is to be closed', merge: 'Records are to be merged' } as const;

async function handIn(tx: Tx, requestId: number, { kind, customerId, tell }: { kind: NewRequest['kind']; customerId: number; tell: Tell }): Promise<void> {
  await updateState(tx, requestId, { state: 'submitted' });
  await tell(tx, [{ role: 'steward', customerId, kind: 'change_request', headline: HEADLINES[kind], link: `/customers/requests?request=${requestId}`, key: `request:${requestId}` }]);
}

/** Asks the steward for one change, however many records it touches. Returns the request with the time that such requests took of late. */
export const requestChange = (db: Db, actor: Actor, { input, tell }: { readonly input: NewRequest; readonly tell: Tell }) => db.transaction(actor, async (tx) => {
  const requestId = await nextRequestId(tx);
  const { customerId, lines } = await linesOf(tx, requestId, input);
  if (lines.length === 0) throw new Problem('customers.request_empty');
  await insertRequest(tx, { requestId, customerId, kind: input.kind, note: input.note, lines });
  if (input.submit) await handIn(tx, requestId, { kind: input.kind, customerId, tell });
  await audit(tx, { action: 'customers.request-change', resource: 'customers.request', customerId, recordId: requestId, after: { kind: input.kind, lines: lines.map(({ field, subjectId }) => ({ field, subjectId })) }, reason: input.note });
  await announce(tx, { topic: 'customers.request', permission: 'customers:request' });
  return { ...await getRequest(tx, requestId), expected: await expectedHours(tx, input.kind) };
});

/** Hands a request in that was kept back, or takes one back that is not decided yet. Only who asked may. */
export const moveRequest = (db: Db, actor: Actor, { requestId, to, tell }: { readonly requestId: number; readonly to: 'submitted' | 'cancelled'; readonly tell: Tell }) => db.transaction(actor, async (tx) => {
  const standing = await lockRequest(tx, requestId);
  if (!standing || standing.requestedBy !== actor.userId) throw new Problem('request.not_found');
  const may = to === 'submitted' ? standing.state === 'new' : ['new', 'submitted', 'pending'].includes(standing.state);
  if (!may) throw new Problem('customers.request_state', { detail: `The request is ${standing.state}.` });
  if (to === 'submitted') await handIn(tx, requestId, { ...standing, tell });
  else await updateState(tx, requestId, { state: 'cancelled' });
  await audit(tx, { action: to === 'submitted' ? 'customers.submit-request' : 'customers.cancel-request', resource: 'customers.request', customerId: standing.customerId, recordId: requestId, before: { state: standing.state }, after: { state: to } });
  await announce(tx, { topic: 'customers.request', permission: 'customers:request' });
  return { ...await getRequest(tx, requestId), expected: await expectedHours(tx, standing.kind) };
});
