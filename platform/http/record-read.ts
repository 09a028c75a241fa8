import { auditRead } from '#platform/audit';
import type { Actor, Db } from '#platform/db';

const SAME_LOOK_MS = 60_000; // a page that reads anew by itself is one look
const MOST_KEPT = 20_000;

/** Keeps who looked at which record, once a minute at most for the same one; what a page reads again by itself is no new look. */
export function openReadRecorder(db: Db): (actor: Actor, read: { readonly resource: string; readonly customerId: number }) => Promise<void> {
  const looked = new Map<string, number>();
  return async (actor, { resource, customerId }) => {
    const name = `${actor.userId} ${resource} ${customerId}`;
    const now = db.clock().getTime();
    if (now - (looked.get(name) ?? Number.NEGATIVE_INFINITY) < SAME_LOOK_MS) return;
    if (looked.size >= MOST_KEPT) looked.clear();
    await db.transaction(actor, (tx) => auditRead(tx, { action: `${resource.split('.')[0]}.read`, resource, customerId, recordId: customerId }));
    looked.set(name, now);
  };
}
