import type { Logger } from 'pino';
import { sql, type Actor, type Db, type Held, type Role } from '#platform/db';

export type Change = {
  /** What changed, as word or word.thing: pages listen by topic. */
  readonly topic: string;
  readonly id?: number | string;
  readonly customerId?: number;
  /** Only roles with this permission hear of it. */
  readonly permission: string;
  /** Only these people hear of it. */
  readonly userIds?: readonly number[];
};
export type EventNote = { readonly eventId: number; readonly type: string };
export type Told = { readonly topic: string; readonly ids: readonly (number | string)[] };

type Hear = { readonly change: (change: Change) => void; readonly event: (event: EventNote) => void };

const AGAIN_MS = 1_000;

/** Listens on one connection for what commits; a lost connection is sought again until `stop` is called. */
export async function listenForChanges(db: Db, log: Logger, hear: Hear): Promise<{ stop: () => void }> {
  let held: Held | undefined;
  let stopped = false;

  const again = () => { if (!stopped) setTimeout(() => void listen(), AGAIN_MS).unref(); };

  async function listen(): Promise<void> {
    if (stopped) return;
    try {
      held = await db.hold();
      held.onLost(again);
      held.onNotification((channel, payload) => (channel === 'tutti_change' ? hear.change(JSON.parse(payload) as Change) : hear.event(JSON.parse(payload) as EventNote)));
      await held.run(sql`listen tutti_change`);
      await held.run(sql`listen tutti_event`);
    } catch (error) {
      log.warn({ err: error }, 'live pages lost their connection; trying again');
      again();
    }
  }

  await listen();
  return { stop: () => { stopped = true; held?.release(); } };
}

/** What of a batch an actor is told: one message a topic, without what is for others. */
export function heardBy(actor: Actor, batch: readonly Change[], mayHear: (role: Role, permission: string) => boolean): Told[] {
  const topics = new Map<string, Set<number | string>>();
  for (const change of batch) {
    if (change.userIds && !change.userIds.includes(actor.userId ?? -1)) continue;
    if (!mayHear(actor.role, change.permission)) continue;
    const ids = topics.get(change.topic) ?? new Set();
    if (change.id !== undefined) ids.add(change.id);
    if (change.customerId !== undefined) ids.add(`customer:${change.customerId}`);
    topics.set(change.topic, ids);
  }
  return [...topics].map(([topic, ids]) => ({ topic, ids: [...ids] }));
}

/** The events of a batch that the actor may read: row-level security decides, not this process. */
export async function visibleEvents(db: Db, actor: Actor, batch: readonly EventNote[]): Promise<Told[]> {
  const ids = batch.map((event) => event.eventId);
  const rows = await db.read(actor, (tx) => tx.rows<{ eventId: number; type: string; customerId: number }>(sql`
    select event_id, type, customer_id from events.event where event_id = any(${ids}::bigint[])`));
  return rows.map((row) => ({ topic: row.type, ids: [row.eventId, `customer:${row.customerId}`] }));
}
