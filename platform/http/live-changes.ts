import type { Logger } from 'pino';
import { sql, type Actor, type Db, type Held, type Role, type Tx } from '#platform/db';

export type Change = {
  /** What changed, as word or word.thing: pages listen by topic. */
  readonly topic: string;
  /** Whom it concerns: only who may see her hears of it. */
  readonly customerId?: number;
  /** Only roles with this permission hear of it. */
  readonly permission: string;
  /** Only these people hear of it. */
  readonly userIds?: readonly number[];
};
export type EventNote = { readonly eventId: number; readonly type: string };
/** A page is told what to read anew and nothing else: it reads as far as its reader's role goes. */
export type Told = { readonly topic: string };
export type Batch = { readonly changes: readonly Change[]; readonly events: readonly EventNote[] };
/** What decides who hears of what: permissions of roles, and which of these customers the reader of a transaction may see. */
export type Hearing = {
  readonly mayHear: (role: Role, permission: string) => boolean;
  readonly visibleCustomers: (tx: Tx, customerIds: readonly number[]) => Promise<ReadonlySet<number>>;
};

type Hear = { readonly change: (change: Change) => void; readonly event: (event: EventNote) => void };

const AGAIN_MS = 1_000;

/** Listens on one connection for what commits; a lost connection is sought again until `stop` is called. */
export async function listenForChanges(db: Db, log: Logger, hear: Hear): Promise<{ stop: () => void }> {
  let held: Held | undefined;
  let stopped = false;

  const again = () => {
    held?.release();
    if (!stopped) setTimeout(() => void listen(), AGAIN_MS).unref();
  };

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

/** What of a batch an actor is told, each topic once. Row-level security decides about customers and events, not this process. */
export async function heardBy(db: Db, actor: Actor, { batch: { changes, events }, hearing }: { batch: Batch; hearing: Hearing }): Promise<Told[]> {
  const mine = changes.filter(({ userIds, permission }) => (!userIds || userIds.includes(actor.userId ?? -1)) && hearing.mayHear(actor.role, permission));
  const customerIds = [...new Set(mine.flatMap(({ customerId }) => customerId ?? []))];
  const topics = new Set(mine.flatMap(({ topic, customerId }) => (customerId === undefined ? topic : [])));
  if (customerIds.length > 0 || events.length > 0) {
    await db.read(actor, async (tx) => {
      const visible = await hearing.visibleCustomers(tx, customerIds);
      for (const { topic, customerId } of mine) if (customerId !== undefined && visible.has(customerId)) topics.add(topic);
      const seen = await tx.rows<{ type: string }>(sql`select distinct type from events.event where event_id = any(${events.map(({ eventId }) => eventId)}::bigint[])`);
      for (const { type } of seen) topics.add(type);
    });
  }
  return [...topics].map((topic) => ({ topic }));
}
