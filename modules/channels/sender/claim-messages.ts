import { audit } from '#platform/audit';
import { ENGINE, sql, type Db, type Tx } from '#platform/db';
import { recheck } from '#gate';
import { announce } from '#platform/http';
import type { ClaimedMessage } from '../types.ts';
import { readClaimed, takeClaimLock, updateClaimed, updateJudged, type ClaimedRow, type Verdict } from './sender-sql.ts';

const touches = (ids: readonly number[]) => sql`
  select message_id as key, customer_id, channel, function, purpose, product_id, market, version_id
    from channels.message where message_id = any(${ids}::bigint[])`;

/** The gate's second look at what was claimed. A message that the gate says nothing of belongs to a customer who is gone. */
async function judge(tx: Tx, ids: readonly number[], rows: ReadonlyMap<number, ClaimedRow>): Promise<Verdict[]> {
  const answers = new Map((await recheck(tx, touches(ids))).map((answer) => [answer.key, answer]));
  return ids.flatMap((messageId): Verdict[] => {
    const answer = answers.get(messageId);
    const row = rows.get(messageId);
    if (!answer || !row) return [{ messageId, state: 'refused', refusal: 'not_active' }];
    if (answer.refusal) {
      const [refusal, record] = answer.refusal.split(' ');
      return [{ messageId, state: refusal === 'consent_withdrawn' ? 'withdrawn' : 'refused', refusal, record }];
    }
    if (row.bouncedPoint !== null) return [{ messageId, state: 'refused', refusal: 'address_bounced', record: `customers.contact_point:${row.bouncedPoint}` }];
    if (!row.addressActive) return [{ messageId, state: 'refused', refusal: 'no_address', record: `customers.customer:${row.customerId}` }];
    return answer.notBefore > tx.now ? [{ messageId, state: 'queued', notBefore: answer.notBefore }] : [];
  });
}

/**
 * Claims up to `size` mails that are due, asks the gate again in the same transaction, and gives back those that may leave now. What is refused keeps
 * the record that refused it; what meets quiet hours waits.
 */
export const claimMessages = (db: Db, senderId: number, size: number): Promise<ClaimedMessage[]> => db.transaction(ENGINE, async (tx) => {
  await takeClaimLock(tx);
  const ids = (await updateClaimed(tx, senderId, size)).map((row) => row.messageId);
  if (ids.length === 0) {
    tx.markAudited(); // nothing was changed
    return [];
  }
  const rows = await readClaimed(tx, ids);
  const verdicts = await judge(tx, ids, new Map(rows.map((row) => [row.messageId, row])));
  if (verdicts.length) {
    await updateJudged(tx, verdicts);
    await announce(tx, { topic: 'channels.message', permission: 'channels:read' });
  }
  const stopped = new Set(verdicts.map((one) => one.messageId));
  await audit(tx, { action: 'channels.claim', resource: 'channels.message', rows: ids.length, after: { senderId, allowed: ids.length - stopped.size, stopped: stopped.size } });
  return rows.filter((row) => !stopped.has(row.messageId));
});
