import { audit, auditRead } from '#platform/audit';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { findQuestion, getMe, listNotes, type CaseNote } from './reads/index.ts';
import { getCase } from './take-case.ts';
import type { AnswerRead, CaseQuestion } from './types.ts';
import { appendAnswerRead, insertNotes, setHarmFlag, setProduct, updateQuestion } from './writes.ts';

export type RecordQuestion = { readonly caseId: number; readonly question?: string; readonly topics?: readonly string[]; readonly callback?: string; readonly bestTime?: string; readonly productId?: number };

const openCase = async (tx: Tx, caseId: number) => {
  const found = await getCase(tx, caseId);
  if (found.state === 'closed') throw new Problem('work.case_closed', { caseId });
  return found;
};

/** What a case asks, word for word, for those who may know it; the read is on the trail. */
export async function getCaseQuestion(tx: Tx, caseId: number): Promise<CaseQuestion> {
  const found = await findQuestion(tx, caseId);
  if (!found) throw new Problem('request.not_found');
  await auditRead(tx, { action: 'work.read_question', resource: 'work.case_detail', customerId: found.customerId, recordId: caseId });
  return found;
}

/** The notes of the reader's own desk about a case. */
export async function getCaseNotes(tx: Tx, caseId: number): Promise<CaseNote[]> {
  return listNotes(tx, await getCase(tx, caseId));
}

/** Keeps what she asks as it is typed; only what is given changes. */
export async function recordQuestion(tx: Tx, input: RecordQuestion): Promise<void> {
  const found = await openCase(tx, input.caseId);
  await updateQuestion(tx, found, input);
  if (input.productId) await setProduct(tx, found, input.productId);
  const { caseId, ...given } = input;
  await audit(tx, { action: 'work.record_question', resource: 'work.case_detail', customerId: found.customerId, recordId: caseId, after: { fields: Object.keys(given) } }); // the trail never holds her words
}

/** Adds an approved answer that was read out to her, with its version. Whoever calls has checked that it may be read. */
export async function recordAnswerRead(tx: Tx, caseId: number, answer: Omit<AnswerRead, 'readAt' | 'userId'>): Promise<void> {
  const found = await openCase(tx, caseId);
  await appendAnswerRead(tx, found, { ...answer, readAt: tx.now, userId: tx.actor.userId });
  await audit(tx, { action: 'work.read_answer_out', resource: 'work.case_detail', customerId: found.customerId, recordId: caseId, after: { versionId: answer.versionId } });
  await announce(tx, { topic: 'work.case', permission: 'work:case' });
}

/** A note of the desk for itself; it never crosses to another function. */
export async function noteCase(tx: Tx, { caseId, body }: { caseId: number; body: string }): Promise<void> {
  const found = await getCase(tx, caseId);
  const me = await getMe(tx);
  await insertNotes(tx, [{ customerId: found.customerId, caseId, function: me.function, body }]);
  await audit(tx, { action: 'work.note_case', resource: 'work.case_note', customerId: found.customerId, recordId: caseId });
  await announce(tx, { topic: 'work.case', permission: 'work:case' });
}

/** Marks that her words may mention harm, for the desk, medical and safety alone. A help, never the report itself. */
export async function flagHarm(tx: Tx, caseId: number): Promise<boolean> {
  const found = await findQuestion(tx, caseId);
  if (!found || found.mayMentionHarm) return false;
  await setHarmFlag(tx, found);
  await audit(tx, { action: 'work.flag_harm', resource: 'work.case_detail', customerId: found.customerId, recordId: caseId });
  await announce(tx, { topic: 'work.case', permission: 'work:question' });
  return true;
}
