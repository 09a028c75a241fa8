import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { notify } from '#work';
import { findCaseOpened } from './reads.ts';
import { dayZeroOf, dueOf } from './rules/clock.ts';
import type { NewReport, Receipt } from './types.ts';
import { insertEvent, takeNumber } from './writes.ts';

const WORDS = { adverse_event: 'adverse event', product_complaint: 'product complaint', special_situation: 'special situation' } as const;

/**
 * Takes in what anybody heard of harm or of a faulty product. Day 0 is the first instant anybody of ours knew; consent and opt-outs never stand in its
 * way. The reporter gets a receipt and reads nothing of it again.
 */
export async function recordReport(tx: Tx, input: NewReport): Promise<Receipt> {
  if (input.awareAt && new Date(input.awareAt).toISOString() > tx.now) throw new Problem('safety.aware_in_future');
  const ofCase = input.caseId ? await findCaseOpened(tx, input.caseId) : undefined;
  const customerId = input.customerId ?? ofCase?.customerId ?? 0;
  const dayZeroAt = dayZeroOf([input.awareAt, ofCase?.openedAt], tx.now);
  const dueAt = dueOf(dayZeroAt);
  const safetyId = await takeNumber(tx);
  await insertEvent(tx, { ...input, customerId, safetyId, dayZeroAt, dueAt });
  // Ids alone on the trail: that something was reported is known to the reporter, what it was to safety.
  await audit(tx, { action: 'safety.record_report', resource: 'safety.event', recordId: safetyId, after: { dayZeroAt, dueAt } });
  await emit(tx, { type: 'safety.reported', class: 'safety', customerId, key: `safety.reported:${safetyId}`, data: { safetyId, kind: input.kind } });
  await notify(tx, [{ role: 'safety', customerId, kind: 'safety.reported', headline: `New ${WORDS[input.kind]} S-${safetyId}`, link: `/safety/events/${safetyId}`, key: `safety:${safetyId}` }]);
  await announce(tx, { topic: 'safety.event', permission: 'safety:read' });
  return { receipt: `S-${safetyId}`, kind: input.kind, dayZeroAt, dueAt, recordedAt: tx.now };
}
