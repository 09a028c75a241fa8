import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import { passMovedVisits } from './writes.ts';

/** Visits to come follow customers into other hands as proposals: whoever has them now says when it fits. Where nobody took them over they are cancelled. */
export async function passVisits(tx: Tx, runId: number): Promise<void> {
  const moved = await passMovedVisits(tx, runId);
  await audit(tx, { action: 'field.pass_visits', resource: 'field.visit', rows: moved, after: { runId, visits: moved } });
  if (moved > 0) await announce(tx, { topic: 'field', permission: 'field:visit' });
}
