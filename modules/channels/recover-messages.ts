import { audit } from '#platform/audit';
import { ENGINE, sql, type Db, type Tx } from '#platform/db';
import { announce } from '#platform/http';
import type { JobTask } from '#platform/jobs';
import { recordInteractions, type TouchFunction } from '#interactions';
import { SENDER_LOCKS, updateInteractions } from './sender/sender-sql.ts';

export type Recovered = { readonly senders: number; readonly requeued: number; readonly unknown: number; readonly found: number; readonly absent: number };

/** How long after its intent a mail that the built-in mailbox does not have can still be on its way to it. */
const ARRIVES_WITHIN_MS = 5 * 60_000;

/** Senders whose session has ended. Taking the lock is the proof; it is kept to the end of the transaction, so that no two recover the same. */
const endDead = (tx: Tx): Promise<{ senderId: number }[]> => tx.rows(sql`
  with candidates as materialized (select sender_id from channels.sender where ended_at is null order by sender_id),
  dead as materialized (select sender_id from candidates where pg_try_advisory_xact_lock(${SENDER_LOCKS}::bigint + sender_id))
  update channels.sender s set ended_at = ${tx.now}::timestamptz from dead d where s.sender_id = d.sender_id
  returning s.sender_id`);

const releaseClaims = (tx: Tx): Promise<{ state: string }[]> => tx.rows(sql`
  update channels.message m
     set state = case when m.state = 'claimed' then 'queued' else 'unknown' end,
         claimed_by = case when m.state = 'claimed' then null else m.claimed_by end,
         failure = case when m.state = 'claimed' then m.failure else 'The sender ended while this mail was on its way.' end
    from channels.sender s
   where s.sender_id = m.claimed_by and s.ended_at is not null and m.state in ('claimed', 'dispatching')
  returning m.state`);

type Found = { readonly customerId: number; readonly messageId: number; readonly function: string; readonly productId: number | null; readonly actionId: number | null; readonly title: string };

/** The built-in mailbox has the Message-ID: it was sent. */
const findArrived = (tx: Tx): Promise<Found[]> => tx.rows(sql`
  update channels.message m
     set state = 'sent', sent_at = b.received_at, failure = null, refusal = null, refusal_record = null
    from channels.mailbox b, content.v_version v
   where m.state = 'unknown' and b.internet_id = m.internet_id and v.version_id = m.version_id
  returning m.customer_id, m.message_id, m.function, m.product_id, m.action_id, v.title`);

/** The built-in mailbox would have it by now and does not: it never left, and leaves now unless its cascade was stopped meanwhile. Of another server's mail nobody here can say that. */
const requeueAbsent = (tx: Tx): Promise<number> => tx.run(sql`
  update channels.message m
     set state = case when m.refusal is null then 'queued' else 'withdrawn' end, claimed_by = null, failure = null, not_before = ${tx.now}::timestamptz
    from channels.sender s
   where m.state = 'unknown' and s.sender_id = m.claimed_by and s.transport = 'built_in'
     and m.intent_at < ${new Date(Date.parse(tx.now) - ARRIVES_WITHIN_MS).toISOString()}::timestamptz
     and not exists (select from channels.mailbox b where b.internet_id = m.internet_id)`);

async function recordFound(tx: Tx, found: readonly Found[]): Promise<void> {
  const ids = await recordInteractions(tx, found.map((message) => ({
    customerId: message.customerId, function: message.function as TouchFunction, channel: 'email', direction: 'out', kind: 'email_sent',
    productId: message.productId, headline: message.title, actionId: message.actionId, source: 'channels',
  })));
  await updateInteractions(tx, found.map((message, index) => ({ ...message, interactionId: ids[index] as number })));
}

/**
 * Takes over from senders that ended: what they had only claimed goes back to the queue; what may have left becomes unknown, and is settled by its
 * Message-ID where the built-in mailbox can answer. The rest is listed for a person.
 */
export const recoverMessages = (db: Db): Promise<Recovered> => db.transaction(ENGINE, async (tx) => {
  const dead = await endDead(tx);
  const released = await releaseClaims(tx);
  const found = await findArrived(tx);
  if (found.length) await recordFound(tx, found);
  const absent = await requeueAbsent(tx);
  const unknown = released.filter((row) => row.state === 'unknown').length;
  const result = { senders: dead.length, requeued: released.length - unknown, unknown, found: found.length, absent };
  if (dead.length + released.length + found.length + absent === 0) {
    tx.markAudited(); // nothing was changed
    return result;
  }
  await audit(tx, { action: 'channels.recover', resource: 'channels.message', rows: released.length + found.length + absent, after: result });
  await announce(tx, { topic: 'channels.message', permission: 'channels:read' });
  return result;
});

export const recoverJob: JobTask = async ({ db }) => { await recoverMessages(db); };
