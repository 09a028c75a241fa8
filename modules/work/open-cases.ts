import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { findCasesOfInteractions, findZones } from './reads/index.ts';
import { caseDueAt } from './rules/case-clock.ts';
import type { NewCase } from './types.ts';
import { insertCaseDetails, insertCases, insertNotes, takeNumbers } from './writes.ts';

const FALLBACK_ZONE = 'America/New_York'; // where our desks sit, when the writer may not see where she is

/** Opens cases at their desks, each with its clock; ids in order. An interaction opens one case, however often its fact arrives. */
export async function openCases(tx: Tx, cases: readonly NewCase[]): Promise<number[]> {
  if (cases.length === 0) return [];
  const zones = new Map((await findZones(tx, cases.map((one) => one.customerId))).map((row) => [row.customerId, row.timeZone]));
  const known = new Map((await findCasesOfInteractions(tx, cases)).map((row) => [`${row.customerId} ${row.interactionId}`, row.caseId]));
  const knownId = (one: NewCase) => (one.interactionId ? known.get(`${one.customerId} ${one.interactionId}`) : undefined);
  const numbers = await takeNumbers(tx, cases.length);
  const numbered = cases.map((one, index) => ({
    ...one, caseId: knownId(one) ?? numbers[index] as number,
    dueAt: one.dueAt ?? caseDueAt(one.kind, tx.now, zones.get(one.customerId) ?? FALLBACK_ZONE),
  }));
  const fresh = numbered.filter((one) => knownId(one) === undefined);
  if (fresh.length === 0) return numbered.map((one) => one.caseId);
  await insertCases(tx, fresh);
  await insertCaseDetails(tx, fresh);
  const notes = fresh.flatMap((one) => (one.detail?.notes ? [{ customerId: one.customerId, caseId: one.caseId, function: one.function, body: one.detail.notes }] : []));
  if (notes.length) await insertNotes(tx, notes);
  await audit(tx, ...fresh.map((one) => ({
    action: 'work.open_case', resource: 'work.case', customerId: one.customerId, recordId: one.caseId, after: { kind: one.kind, function: one.function, channel: one.channel, dueAt: one.dueAt },
  })));
  for (const one of fresh) { // each is a fact of its own; cases come by ones and twos
    await emit(tx, { type: 'case.opened', customerId: one.customerId, key: `case.opened:${one.caseId}`, data: { caseId: one.caseId, kind: one.kind } });
    await announce(tx, { topic: 'work.case', permission: 'work:read' });
  }
  return numbered.map((one) => one.caseId);
}
