import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { recordInteractions, recordWishes } from '#interactions';
import { createTasks, doTask } from '#work';
import { getOpenVisit } from './plan-visit.ts';
import { findPerson, findTask, findVisit } from './reads/visits.ts';
import { localOf, minutesAfter } from '#platform/time';
import type { Discussed, NextStep, Outcome, VisitRow } from './types.ts';
import { completeVisit } from './writes.ts';
import './problems.ts';

export type ReportVisit = { readonly visitId: number; readonly outcome: Outcome; readonly discussed: readonly Discussed[]; readonly nextStep: NextStep };

const HEADLINE: Readonly<Record<Outcome, string>> = { met: 'Visit', met_briefly: 'Visit, brief', not_available: 'Visit, not available', cancelled_by_customer: 'Visit cancelled by the customer' };
const AGAIN_MINUTES = 14 * 24 * 60; // two weeks: soon enough to be remembered, late enough for the caps

const hasMet = (outcome: Outcome): boolean => outcome === 'met' || outcome === 'met_briefly';

async function assertBegun(tx: Tx, visit: VisitRow): Promise<void> {
  const { timeZone } = await findPerson(tx, visit.userId);
  if (localOf(visit.startsAt, timeZone).day > localOf(tx.now, timeZone).day) throw new Problem('field.visit_not_begun', { visitId: visit.visitId, startsAt: visit.startsAt });
}

/** The touch happened when the visit was to be, unless the report comes before that. */
const occurredAt = (visit: VisitRow, now: string): string => (visit.startsAt < now ? visit.startsAt : now);

async function recordTouch(tx: Tx, visit: VisitRow, report: ReportVisit): Promise<number> {
  const met = hasMet(report.outcome);
  const [interactionId] = await recordInteractions(tx, [{
    customerId: visit.customerId, occurredAt: occurredAt(visit, tx.now), function: 'sales', channel: 'visit', direction: 'out', kind: met ? 'visit' : 'visit_declined', productId: visit.productId,
    personId: visit.userId, organisationId: visit.practiceId, minutes: met ? visit.minutes : null, headline: HEADLINE[report.outcome], source: 'field',
    content: { data: { outcome: report.outcome, discussed: report.discussed, nextStep: report.nextStep } },
  }]) as [number];
  return interactionId;
}

async function follow(tx: Tx, visit: VisitRow, report: ReportVisit & { interactionId: number }): Promise<void> {
  const { customerId, taskId, productId } = visit;
  const task = taskId === null ? undefined : await findTask(tx, { customerId, taskId });
  if (task && ['requested', 'accepted', 'in_progress', 'on_hold'].includes(task.state)) await doTask(tx, { taskId: task.taskId, outcome: hasMet(report.outcome) ? 'customer_reached' : 'customer_not_reached' });
  if (report.nextStep === 'mail_is_welcome') await recordWishes(tx, [{ customerId, kind: 'wants_channel', channel: 'email', productId, interactionId: report.interactionId }]);
  if (report.nextStep === 'visit_again') {
    await createTasks(tx, [{ customerId, kind: 'visit', function: 'sales', ownerId: visit.userId, title: 'Visit again', reason: 'Agreed at the last visit', productId, dueAt: minutesAfter(tx.now, AGAIN_MINUTES), link: `/field?visit=${visit.visitId}` }]);
  }
}

/** Records how a visit went: the touch, the end of its task, and what comes next, from three taps. */
export const reportVisit = (db: Db, actor: Actor, report: ReportVisit): Promise<VisitRow> => db.transaction(actor, async (tx) => {
  const visit = await getOpenVisit(tx, report.visitId);
  await assertBegun(tx, visit);
  const interactionId = await recordTouch(tx, visit, report);
  await completeVisit(tx, report.visitId, { outcome: report.outcome, interactionId });
  await follow(tx, visit, { ...report, interactionId });
  const { visitId, customerId, userId } = visit;
  await audit(tx, { action: 'field.report_visit', resource: 'field.visit', customerId, recordId: visitId, before: { state: visit.state }, after: { state: 'done', outcome: report.outcome, interactionId } });
  await emit(tx, { type: 'visit.done', customerId, key: `visit.done:${visitId}`, data: { visitId, userId, outcome: report.outcome } });
  await announce(tx, { topic: 'field', permission: 'field:read' });
  return await findVisit(tx, visitId) as VisitRow;
});
