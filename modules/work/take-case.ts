import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { findCase, getMe } from './reads/index.ts';
import type { Case } from './types.ts';
import { takeCaseRow } from './writes.ts';

export async function getCase(tx: Tx, caseId: number): Promise<Case> {
  const found = await findCase(tx, caseId);
  if (!found) throw new Problem('request.not_found');
  return found;
}

/** Takes a case that nobody has. Of two who try at once one has it, and the other is told who. */
export async function takeCase(tx: Tx, { caseId, version }: { caseId: number; version: number }): Promise<Case> {
  const before = await getCase(tx, caseId);
  if (before.ownerId === tx.actor.userId && before.state !== 'closed') return before;
  const me = await getMe(tx);
  if (before.function !== me.function) throw new Problem('work.not_your_desk', { caseId, function: before.function });
  const taken = await takeCaseRow(tx, { customerId: before.customerId, caseId, version });
  if (!taken) throw await refusal(tx, caseId);
  await audit(tx, { action: 'work.take_case', resource: 'work.case', customerId: before.customerId, recordId: caseId, before: { ownerId: null }, after: { ownerId: tx.actor.userId } });
  await announce(tx, { topic: 'work.case', permission: 'work:read' });
  return getCase(tx, caseId);
}

/** The case, if it is mine to end or to note; else who has it. */
export async function getMyCase(tx: Tx, caseId: number): Promise<Case> {
  const found = await getCase(tx, caseId);
  if (found.ownerId === tx.actor.userId) return found;
  throw found.ownerId === null ? new Problem('work.not_your_case', { caseId }) : await refusal(tx, caseId);
}

async function refusal(tx: Tx, caseId: number): Promise<Problem> {
  const now = await getCase(tx, caseId);
  if (now.state === 'closed') return new Problem('work.case_closed', { caseId });
  if (now.ownerId !== null) return new Problem('work.case_taken', { caseId, ownerId: now.ownerId, detail: `${now.ownerName ?? 'A colleague'} has this case.` });
  return new Problem('work.case_changed', { caseId, version: now.version });
}
