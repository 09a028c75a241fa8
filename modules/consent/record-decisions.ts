import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { emitNew } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import type { NewDecision } from './types.ts';
import { insertDecisions, nextIds } from './writes.ts';

const CLOCK_SKEW_MS = 120_000; // a phone's clock may be ahead a little

function assertPossible(decision: NewDecision, now: string): void {
  if (decision.effectiveAt && Date.parse(decision.effectiveAt) > Date.parse(now) + CLOCK_SKEW_MS) throw new Problem('consent.in_the_future');
  if (decision.expiresAt && Date.parse(decision.expiresAt) <= Date.parse(decision.effectiveAt ?? now)) throw new Problem('consent.expires_before_it_begins');
}

/**
 * Adds what customers decided; nothing is ever changed, the newest binds. Ids come back in the order of the list. Each decision becomes the event
 * consent.granted or consent.withdrawn, so that what is queued under the older one can be stopped.
 */
export async function recordDecisions(tx: Tx, decisions: readonly NewDecision[]): Promise<number[]> {
  if (decisions.length === 0) return [];
  for (const decision of decisions) assertPossible(decision, tx.now);
  const ids = await nextIds(tx, decisions.length);
  await insertDecisions(tx, ids, decisions);
  await audit(tx, ...decisions.map((one, index) => ({
    action: one.granted ? 'consent.grant' : 'consent.withdraw', resource: 'consent.decision', customerId: one.customerId, recordId: ids[index] ?? null,
    after: { channel: one.channel, purpose: one.purpose, productId: one.productId ?? null, market: one.market ?? 'US', basis: one.basis ?? 'consent', source: one.source },
  })));
  await emitNew(tx, decisions.map((one, index) => ({
    type: one.granted ? 'consent.granted' : 'consent.withdrawn', customerId: one.customerId, key: `consent.decision:${ids[index]}`,
    data: { decisionId: ids[index], channel: one.channel, purpose: one.purpose, productId: one.productId ?? null, source: one.source },
  })));
  await announce(tx, ...[...new Set(decisions.map((one) => one.customerId))].map((customerId) => ({ topic: 'consent.decision', customerId, permission: 'consent:read' as const })));
  return ids;
}
