import type { Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { countDesk, findOldestWaiting, getCase, getCaseNotes, getCaseQuestion, listCases, startOfDay, type Case, type DeskCounts } from '#work';
import { findCaller, findZone } from './reads.ts';
import { whatCrosses } from './rules/what-crosses.ts';
import type { ConsoleCase } from './types.ts';

const DESK = 'contact_centre';
const SHOWN = 50; // a line longer than a screen is read on the page of queues

/** The line of the desk by clock, and what was done today. */
export async function readLine(tx: Tx): Promise<{ now: string; cases: readonly Case[]; counts: DeskCounts; oldest: { openedAt: string; dueAt: string; customerName: string | null } | null }> {
  const since = startOfDay(tx.now, await findZone(tx));
  const cases = await listCases(tx, { function: DESK, state: 'not_closed', limit: SHOWN, after: null });
  return { now: tx.now, cases: cases.slice(0, SHOWN), counts: await countDesk(tx, DESK, since), oldest: await findOldestWaiting(tx, DESK) ?? null };
}

/** One case as the console shows it; reading her question is on the trail. */
export async function readConsoleCase(tx: Tx, caseId: number): Promise<ConsoleCase> {
  const one = await getCase(tx, caseId);
  const question = await getCaseQuestion(tx, caseId);
  const pronoun = (await findCaller(tx, one.customerId))?.pronoun ?? 'they';
  return { case: one, question, notes: await getCaseNotes(tx, caseId), crossing: whatCrosses({ ...question, pronoun }), pronoun };
}

/** The case, if it is mine to work on. */
export async function getMyCase(tx: Tx, caseId: number): Promise<Case> {
  const one = await getCase(tx, caseId);
  if (one.state === 'closed') throw new Problem('work.case_closed', { caseId });
  if (one.ownerId === tx.actor.userId) return one;
  if (one.ownerId === null) throw new Problem('contact_centre.not_your_case', { caseId });
  throw new Problem('work.case_taken', { caseId, ownerId: one.ownerId, detail: `${one.ownerName ?? 'A colleague'} has this case.` });
}
