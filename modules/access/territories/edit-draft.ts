import { audit } from '#platform/audit';
import type { Actor, Db, LocalDate, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { numberOf } from '../rules/number-of.ts';
import { namedPeople } from '../reads/teams.ts';
import { findCodes, findNumbers, getAlignment, type AlignmentRow } from './reads/alignments.ts';
import { getForce } from './reads/forces.ts';
import type { Criteria, ExceptionKind, RoleThere } from './types.ts';
import { dropDraft, endExceptions, endHolders, endPerson, endRule, insertAlignment, insertExceptions, insertPerson, insertRule, keepOn, lockAlignment, lockTerritory, reverseInto, touchAlignment, updateAlignment, updateAlignmentState, type AlignmentLocked } from './writes.ts';
import '../problems.ts';

const told = (tx: Tx) => announce(tx, { topic: 'access.territory', permission: 'access:territories' });
const soonest = (tx: Tx, effectiveOn: LocalDate): void => {
  if (effectiveOn < tx.now.slice(0, 10)) throw new Problem('request.invalid', { fields: [{ field: 'effectiveOn', message: 'is today or a day to come' }] });
};

export type NewDraft = { readonly salesForceId: number; readonly name: string; readonly reason: string; readonly effectiveOn: LocalDate };

/** Begins a change of territories. Nothing follows from it before it is committed. */
export async function beginDraft(tx: Tx, input: NewDraft): Promise<number> {
  await getForce(tx, input.salesForceId);
  soonest(tx, input.effectiveOn);
  const alignmentId = await insertAlignment(tx, input);
  await audit(tx, { action: 'access.draft_alignment', resource: 'access.alignment', recordId: alignmentId, after: input, reason: input.reason });
  await told(tx);
  return alignmentId;
}

export const addDraft = (db: Db, actor: Actor, input: NewDraft): Promise<AlignmentRow> => db.transaction(actor, async (tx) => getAlignment(tx, await beginDraft(tx, input)));

/** The draft, held until the transaction ends; whatever is no draft any more is refused. */
async function open(tx: Tx, alignmentId: number): Promise<AlignmentLocked> {
  const draft = await lockAlignment(tx, alignmentId);
  if (!draft) throw new Problem('request.not_found');
  if (draft.state !== 'draft') throw new Problem('access.alignment_closed', { state: draft.state });
  return draft;
}

async function noted(tx: Tx, alignmentId: number, change: { readonly action: string; readonly after: object; readonly rows?: number }): Promise<AlignmentRow> {
  await touchAlignment(tx, alignmentId);
  await audit(tx, { action: change.action, resource: 'access.alignment', recordId: alignmentId, after: change.after, ...(change.rows === undefined ? {} : { rows: change.rows }) });
  await told(tx);
  return getAlignment(tx, alignmentId);
}

async function inForce(tx: Tx, draft: AlignmentLocked, territoryId: number): Promise<void> {
  const territory = await lockTerritory(tx, territoryId);
  if (!territory || territory.state === 'ended') throw new Problem('access.no_territory', { territoryId });
  if (territory.salesForceId !== draft.salesForceId) throw new Problem('access.other_force', { territoryId });
}

const ended = (rows: number): void => { if (rows === 0) throw new Problem('access.ends_elsewhere'); };

export type ChangeDraft = { readonly alignmentId: number; readonly version: number; readonly name: string; readonly reason: string; readonly effectiveOn: LocalDate };

/** Changes the name, the reason and the day of a draft. */
export const changeDraft = (db: Db, actor: Actor, input: ChangeDraft): Promise<AlignmentRow> => db.transaction(actor, async (tx) => {
  const draft = await open(tx, input.alignmentId);
  if (draft.version !== input.version) throw new Problem('request.conflict', { version: draft.version });
  soonest(tx, input.effectiveOn);
  await updateAlignment(tx, input.alignmentId, input);
  await audit(tx, { action: 'access.change_alignment', resource: 'access.alignment', recordId: input.alignmentId, before: { name: draft.name, reason: draft.reason, effectiveOn: draft.effectiveOn }, after: { name: input.name, reason: input.reason, effectiveOn: input.effectiveOn } });
  await told(tx);
  return getAlignment(tx, input.alignmentId);
});

export type DraftRule = Criteria & { readonly alignmentId: number; readonly territoryId: number; readonly replaces?: number | undefined };

/** Adds a rule to a draft; one that it replaces ends in it. */
export const addRule = (db: Db, actor: Actor, input: DraftRule): Promise<AlignmentRow> => db.transaction(actor, async (tx) => {
  const draft = await open(tx, input.alignmentId);
  await inForce(tx, draft, input.territoryId);
  if (input.replaces !== undefined) ended(await endRule(tx, input.replaces, input.alignmentId));
  const ruleId = await insertRule(tx, input);
  return noted(tx, input.alignmentId, { action: 'access.draft_rule', after: { ...input, ruleId } });
});

export type DraftPerson = { readonly alignmentId: number; readonly territoryId: number; readonly userId: number; readonly role: RoleThere };

/** Gives a territory a person in a draft; whoever held it leaves it there. */
export const addTerritoryPerson = (db: Db, actor: Actor, input: DraftPerson): Promise<AlignmentRow> => db.transaction(actor, async (tx) => {
  const draft = await open(tx, input.alignmentId);
  await inForce(tx, draft, input.territoryId);
  if (!(await namedPeople(tx, [input.userId])).has(input.userId)) throw new Problem('access.no_person', { fields: [{ field: 'userId', message: 'names nobody who is active' }] });
  if (input.role === 'holder') await endHolders(tx, input.territoryId, input.alignmentId);
  const territoryPersonId = await insertPerson(tx, input);
  return noted(tx, input.alignmentId, { action: 'access.draft_territory_person', after: { ...input, territoryPersonId } });
});

export type DraftEnd = { readonly alignmentId: number; readonly ruleId?: number | undefined; readonly territoryPersonId?: number | undefined; readonly exceptionId?: number | undefined };

/** Ends a rule, a person's part or an exception in a draft; what the draft itself brought is gone. */
export const endInDraft = (db: Db, actor: Actor, input: DraftEnd): Promise<AlignmentRow> => db.transaction(actor, async (tx) => {
  await open(tx, input.alignmentId);
  ended((input.ruleId === undefined ? 0 : await endRule(tx, input.ruleId, input.alignmentId))
    + (input.territoryPersonId === undefined ? 0 : await endPerson(tx, input.territoryPersonId, input.alignmentId))
    + (input.exceptionId === undefined ? 0 : await endExceptions(tx, [input.exceptionId], input.alignmentId)));
  return noted(tx, input.alignmentId, { action: 'access.draft_end', after: input });
});

/** Lets go on what a draft would have ended. */
export const keepInDraft = (db: Db, actor: Actor, input: DraftEnd): Promise<AlignmentRow> => db.transaction(actor, async (tx) => {
  await open(tx, input.alignmentId);
  ended(await keepOn(tx, input, input.alignmentId));
  return noted(tx, input.alignmentId, { action: 'access.draft_keep', after: input });
});

export type DraftException = { readonly kind: ExceptionKind; readonly territoryId: number | null; readonly customerIds: readonly number[]; readonly reason: string };

/** Names customers one by one in a draft that is held: in a territory, out of it, or out of all of the sales force. */
export async function exceptIn(tx: Tx, draft: Pick<AlignmentLocked, 'alignmentId' | 'salesForceId'>, { kind, territoryId, customerIds, reason }: DraftException): Promise<number> {
  const lines = { territoryIds: customerIds.map(() => territoryId), customerIds, reasons: customerIds.map(() => reason) };
  return insertExceptions(tx, { alignmentId: draft.alignmentId, salesForceId: draft.salesForceId, kind, ...lines });
}

/** Names customers by number or NPI; a number that is nobody's is refused with all the others. */
async function customersOf(tx: Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const read = numbers.map((text) => ({ text, number: numberOf(text) }));
  const found = await findNumbers(tx, {
    customerIds: read.flatMap(({ number }) => (number?.kind === 'customer' ? [number.customerId] : [])), npis: read.flatMap(({ number }) => (number?.kind === 'npi' ? [number.npi] : [])),
  });
  const known = new Map(found.map(({ customerId, npi }) => [npi ?? `C${customerId}`, customerId]));
  return new Map(read.flatMap(({ text, number }) => {
    const id = number && known.get(number.kind === 'npi' ? number.npi : `C${number.customerId}`);
    return id === undefined || id === null ? [] : [[text, id] as const];
  }));
}

export type AddExceptions = { readonly alignmentId: number; readonly kind: ExceptionKind; readonly territoryId: number | null; readonly numbers: readonly string[]; readonly reason: string };

export const addExceptions = (db: Db, actor: Actor, input: AddExceptions): Promise<AlignmentRow> => db.transaction(actor, async (tx) => {
  const draft = await open(tx, input.alignmentId);
  if (input.territoryId !== null) await inForce(tx, draft, input.territoryId);
  const found = await customersOf(tx, input.numbers);
  const unknown = input.numbers.filter((number) => !found.has(number));
  if (unknown.length > 0) throw new Problem('request.invalid', { fields: [{ field: 'numbers', message: `no customer has the number ${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ` and ${unknown.length - 5} others` : ''}` }] });
  const rows = await exceptIn(tx, draft, { kind: input.kind, territoryId: input.territoryId, customerIds: [...new Set(found.values())], reason: input.reason });
  return noted(tx, input.alignmentId, { action: 'access.draft_exceptions', rows, after: { kind: input.kind, territoryId: input.territoryId, customers: rows, reason: input.reason } });
});

export type Line = { readonly number: string; readonly territory: string; readonly kind: ExceptionKind; readonly reason: string };
export type Rejected = { readonly line: number; readonly field: string; readonly message: string };

/** Takes a file of single customers into a draft: good lines load, bad ones are told with their number and what would be right. */
export const importLines = (db: Db, actor: Actor, { alignmentId, lines }: { readonly alignmentId: number; readonly lines: readonly Line[] }): Promise<{ loaded: number; rejected: Rejected[] }> => db.transaction(actor, async (tx) => {
  const draft = await open(tx, alignmentId);
  const numbers = await customersOf(tx, [...new Set(lines.map(({ number }) => number))]);
  const codes = new Map((await findCodes(tx, draft.salesForceId, [...new Set(lines.map(({ territory }) => territory).filter(Boolean))])).map(({ code, territoryId }) => [code, territoryId]));
  const read = lines.map((line, index) => ({ ...line, at: index + 1, customerId: numbers.get(line.number), territoryId: codes.get(line.territory.toUpperCase()) }));
  const rejected = read.flatMap(({ at, number, territory, kind, customerId, territoryId }): Rejected[] => [
    ...(customerId === undefined ? [{ line: at, field: 'number', message: `${number || 'an empty number'} is no customer: C and our number, or an NPI` }] : []),
    ...(territoryId === undefined && (territory !== '' || kind === 'include') ? [{ line: at, field: 'territory', message: `${territory || 'an empty code'} is no territory of this sales force` }] : []),
  ]);
  const good = read.filter(({ at }) => !rejected.some((one) => one.line === at));
  const take = (kind: ExceptionKind) => {
    const some = good.filter((line) => line.kind === kind);
    return some.length === 0 ? 0 : insertExceptions(tx, { alignmentId, salesForceId: draft.salesForceId, kind, customerIds: some.map((line) => line.customerId as number), territoryIds: some.map((line) => line.territoryId ?? null), reasons: some.map((line) => line.reason) });
  };
  const loaded = await take('include') + await take('exclude');
  await noted(tx, alignmentId, { action: 'access.draft_import', rows: loaded, after: { lines: lines.length, loaded, rejected: rejected.length } });
  return { loaded, rejected };
});

/** Throws a draft away, or withdraws a change whose day has not come: all is as though it had never been prepared. */
export const withdrawAlignment = (db: Db, actor: Actor, { alignmentId, reason }: { readonly alignmentId: number; readonly reason: string }): Promise<AlignmentRow> => db.transaction(actor, async (tx) => {
  const found = await lockAlignment(tx, alignmentId);
  if (!found) throw new Problem('request.not_found');
  if (found.state === 'applied' || found.state === 'discarded' || (found.state === 'scheduled' && found.effectiveOn <= tx.now.slice(0, 10))) throw new Problem('access.not_scheduled', { state: found.state });
  await dropDraft(tx, alignmentId);
  await updateAlignmentState(tx, alignmentId, { state: 'discarded' });
  await audit(tx, { action: 'access.withdraw_alignment', resource: 'access.alignment', recordId: alignmentId, before: { state: found.state }, after: { state: 'discarded' }, reason });
  await told(tx);
  return getAlignment(tx, alignmentId);
});

/** Makes a draft that holds the opposite of an applied change; it is previewed and committed like any other. */
export const undoAlignment = (db: Db, actor: Actor, { alignmentId, reason }: { readonly alignmentId: number; readonly reason: string }): Promise<AlignmentRow> => db.transaction(actor, async (tx) => {
  const found = await lockAlignment(tx, alignmentId);
  if (!found) throw new Problem('request.not_found');
  if (found.state !== 'applied' || (await getAlignment(tx, alignmentId)).undoneById !== null) throw new Problem('access.not_applied', { state: found.state });
  const draftId = await insertAlignment(tx, { salesForceId: found.salesForceId, name: `Undo: ${found.name}`.slice(0, 120), reason, effectiveOn: tx.now.slice(0, 10), undoesId: alignmentId });
  await reverseInto(tx, draftId, alignmentId);
  await audit(tx, { action: 'access.undo_alignment', resource: 'access.alignment', recordId: draftId, after: { undoesId: alignmentId }, reason });
  await told(tx);
  return getAlignment(tx, draftId);
});
