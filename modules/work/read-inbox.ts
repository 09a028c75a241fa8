import type { Tx } from '#platform/db';
import { getMe, listInbox, type InboxRow } from './reads/index.ts';
import { wishSentence } from './rules/hand-over.ts';
import { bucketOf, BUCKETS, type Bucket } from './rules/inbox.ts';

export type InboxItem = Omit<InboxRow, 'waits' | 'askedAt'> & { readonly bucket: Bucket; readonly askedAt: string; readonly mine: boolean };

const VERBS: Readonly<Record<string, string>> = {
  question: 'Answer a question', reply: 'Answer a reply', visit_request: 'Settle a request for a visit', sample_request: 'Settle a request for samples', complaint: 'Look into a complaint',
  unsubscribe: 'Settle an unsubscribe',
};

const titleOf = (row: Omit<InboxRow, 'waits'>): string => {
  if (row.kind === 'hand_over') return wishSentence({ wish: row.wish ?? '', preferredTime: row.preferredTime ?? 'any', product: row.productName });
  if (row.kind === 'task') return row.title;
  return [VERBS[row.subject] ?? row.title, row.productName ? `about ${row.productName}` : ''].filter(Boolean).join(' ');
};

/** My list, split by clock: now, today, later, and what waits for others. */
export async function readInbox(tx: Tx): Promise<{ now: string; timeZone: string; buckets: Record<Bucket, InboxItem[]> }> {
  const me = await getMe(tx);
  const buckets = Object.fromEntries(BUCKETS.map((bucket) => [bucket, [] as InboxItem[]])) as Record<Bucket, InboxItem[]>;
  for (const { waits, ...row } of await listInbox(tx, me.userId)) {
    const urgent = row.kind === 'hand_over' && row.ownerId === me.userId;
    const bucket = bucketOf({ dueAt: row.dueAt, snoozedUntil: row.snoozedUntil, waitsForOthers: waits, urgent }, tx.now, me.timeZone);
    buckets[bucket].push({ ...row, title: titleOf(row), reason: row.kind === 'case' ? row.title : row.reason, bucket, mine: row.ownerId === me.userId });
  }
  return { now: tx.now, timeZone: me.timeZone, buckets };
}
