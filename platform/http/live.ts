import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { sql, type Actor, type Db, type Held, type Role, type Tx } from '#platform/db';

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

/** Tells live pages after the commit that something changed. It carries ids alone: each page reads anew, as far as its reader's role goes. */
export async function announce(tx: Tx, change: Change): Promise<void> {
  await tx.run(sql`select pg_notify('tutti_change', ${JSON.stringify(change)})`);
}

type Client = { readonly response: ServerResponse; readonly actor: Actor; readonly stillValid: () => Promise<boolean> };
type Sent = { topic: string; ids: (number | string)[] };

const FLUSH_MS = 120; // many changes of one cascade become one message
const CHECK_MS = 4_000; // a revoked session hears nothing after five seconds

export type LiveHub = {
  join(response: ServerResponse, actor: Actor, stillValid: () => Promise<boolean>): void;
  close(): Promise<void>;
};

/** One LISTEN connection for the process; fans changes out to the pages that are open. */
export async function openLiveHub(db: Db, log: Logger, mayHear: (role: Role, permission: string) => boolean): Promise<LiveHub> {
  const clients = new Set<Client>();
  let changes: Change[] = [];
  let events: { eventId: number; type: string }[] = [];
  let held: Held | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function listen(): Promise<void> {
    if (closed) return;
    try {
      held = await db.hold();
      held.onLost(() => { if (!closed) setTimeout(() => void listen(), 1_000).unref(); });
      held.onNotification((channel, payload) => {
        if (channel === 'tutti_change') changes.push(JSON.parse(payload) as Change);
        else events.push(JSON.parse(payload) as { eventId: number; type: string });
        timer ??= setTimeout(() => void flush(), FLUSH_MS);
      });
      await held.run(sql`listen tutti_change`);
      await held.run(sql`listen tutti_event`);
    } catch (error) {
      log.warn({ err: error }, 'live pages lost their connection; trying again');
      setTimeout(() => void listen(), 1_000).unref();
    }
  }

  function send(client: Client, messages: readonly Sent[]): void {
    for (const message of messages) client.response.write(`data: ${JSON.stringify(message)}\n\n`);
  }

  function heardBy(client: Client, batch: readonly Change[]): Sent[] {
    const topics = new Map<string, Set<number | string>>();
    for (const change of batch) {
      if (change.userIds && !change.userIds.includes(client.actor.userId ?? -1)) continue;
      if (!mayHear(client.actor.role, change.permission)) continue;
      const ids = topics.get(change.topic) ?? new Set();
      if (change.id !== undefined) ids.add(change.id);
      if (change.customerId !== undefined) ids.add(`customer:${change.customerId}`);
      topics.set(change.topic, ids);
    }
    return [...topics].map(([topic, ids]) => ({ topic, ids: [...ids] }));
  }

  async function visibleEvents(actor: Actor, batch: readonly { eventId: number }[]): Promise<Sent[]> {
    const ids = batch.map((event) => event.eventId);
    const rows = await db.read(actor, (tx) => tx.rows<{ eventId: number; type: string; customerId: number }>(sql`
      select event_id, type, customer_id from events.event where event_id = any(${ids}::bigint[])`));
    return rows.map((row) => ({ topic: row.type, ids: [row.eventId, `customer:${row.customerId}`] }));
  }

  async function flush(): Promise<void> {
    timer = undefined;
    const [changeBatch, eventBatch] = [changes, events];
    changes = [];
    events = [];
    const byReader = new Map<string, Promise<Sent[]>>();
    for (const client of clients) {
      send(client, heardBy(client, changeBatch));
      if (eventBatch.length === 0) continue;
      const reader = `${client.actor.role}:${client.actor.userId ?? 0}`;
      const seen = byReader.get(reader) ?? visibleEvents(client.actor, eventBatch).catch(() => []);
      byReader.set(reader, seen);
      void seen.then((messages) => send(client, messages));
    }
  }

  function leave(client: Client): void {
    clients.delete(client);
    client.response.end();
  }

  const check = setInterval(() => {
    for (const client of clients) {
      client.response.write(': still here\n\n');
      void client.stillValid().then((valid) => { if (!valid) leave(client); }, () => undefined);
    }
  }, CHECK_MS);
  check.unref();
  await listen();

  return {
    join(response, actor, stillValid) {
      const client = { response, actor, stillValid };
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive', 'x-accel-buffering': 'no' });
      response.write('retry: 2000\nevent: ready\ndata: {}\n\n');
      clients.add(client);
      response.on('close', () => clients.delete(client));
    },
    async close() {
      closed = true;
      clearInterval(check);
      clearTimeout(timer);
      for (const client of clients) leave(client);
      held?.release();
    },
  };
}
