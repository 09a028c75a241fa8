import type { Tx } from '#platform/db';
import { closeCase, noteCase, type Case, type CaseOutcome } from '#work';
import { getMyCase } from './read-console.ts';

/** Ends a case: its outcome, and what the desk wants to remember. */
export async function wrapUpCase(tx: Tx, { caseId, outcome, note }: { caseId: number; outcome: CaseOutcome; note?: string }): Promise<Case> {
  await getMyCase(tx, caseId);
  if (note?.trim()) await noteCase(tx, { caseId, body: note.trim() });
  return closeCase(tx, { caseId, outcome });
}
