import { audit, auditRead } from '#platform/audit';
import type { Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { findEvent, findNarrative } from './reads.ts';
import { mayStep, type Step } from './rules/event-life.ts';
import type { SafetyEvent } from './types.ts';
import { insertStep } from './writes.ts';

async function getEvent(tx: Tx, safetyId: number): Promise<SafetyEvent> {
  const found = await findEvent(tx, safetyId);
  if (!found) throw new Problem('request.not_found');
  return found;
}

/** What was said; the read is on the trail. */
export async function getEventWithNarrative(tx: Tx, safetyId: number): Promise<SafetyEvent & { narrative: string; patient: string }> {
  const found = await getEvent(tx, safetyId);
  const narrative = await findNarrative(tx, found);
  await auditRead(tx, { action: 'safety.read_narrative', resource: 'safety.narrative', customerId: found.customerId || null, recordId: safetyId });
  return { ...found, narrative: narrative?.narrative ?? '', patient: narrative?.patient ?? '' };
}

/** Takes an event one step on: forwarded to the safety database, acknowledged by it, or nullified with its reason. Nothing is deleted, no clock moved. */
export async function takeStep(tx: Tx, { safetyId, to, ...given }: { safetyId: number; to: Step; reason?: string; reference?: string }): Promise<SafetyEvent> {
  const before = await getEvent(tx, safetyId);
  const decision = mayStep(before.state, to);
  if (!decision.ok || !(await insertStep(tx, { customerId: before.customerId, safetyId, state: to, ...given }))) {
    throw new Problem('safety.step_not_possible', { safetyId, state: before.state, step: to });
  }
  await audit(tx, { action: `safety.${to}`, resource: 'safety.step', customerId: before.customerId || null, recordId: safetyId, before: { state: before.state }, after: { state: to }, reason: given.reason });
  await emit(tx, { type: `safety.${to}`, class: 'safety', customerId: before.customerId, key: `safety.${to}:${safetyId}`, data: { safetyId } });
  await announce(tx, { topic: 'safety.event', permission: 'safety:read' });
  return getEvent(tx, safetyId);
}
