import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import type { CaseOutcome } from './rules/task-life.ts';
import { getCase } from './take-case.ts';
import type { Case } from './types.ts';
import { updateCase } from './writes.ts';

/** Settles a case with an outcome of the list. Closing a closed case is refused. */
export async function closeCase(tx: Tx, { caseId, outcome }: { caseId: number; outcome: CaseOutcome }): Promise<Case> {
  const before = await getCase(tx, caseId);
  const closed = await updateCase(tx, before, { state: 'closed', outcome, ownerId: tx.actor.userId ?? undefined, closed: true });
  if (!closed) throw new Problem('work.case_closed', { caseId });
  await audit(tx, { action: 'work.close_case', resource: 'work.case', customerId: before.customerId, recordId: caseId, before: { state: before.state }, after: { state: 'closed', outcome } });
  await emit(tx, { type: 'case.closed', customerId: before.customerId, key: `case.closed:${caseId}`, data: { caseId, kind: before.kind, outcome } });
  await announce(tx, { topic: 'work.case', permission: 'work:read' });
  return getCase(tx, caseId);
}
