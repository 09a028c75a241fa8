import { audit } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { announce } from '#platform/http';
import type { InsightType } from './types.ts';
import { insertInsight } from './writes.ts';

/** Keeps what was learnt in a conversation, for medical affairs alone. */
export const recordInsight = (db: Db, actor: Actor, input: { customerId: number; type: InsightType; body: string; productId?: number | undefined }): Promise<{ insightId: number }> => db.transaction(actor, async (tx) => {
  const { insightId } = await insertInsight(tx, { ...input, productId: input.productId ?? null });
  await audit(tx, { action: 'medical.record_insight', resource: 'medical.insight', customerId: input.customerId, recordId: insightId, after: { type: input.type } });
  await announce(tx, { topic: 'medical', permission: 'medical:answer' });
  return { insightId };
});
