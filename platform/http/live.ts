import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { sql, type Actor, type Db, type Tx } from '#platform/db';
import { heardBy, listenForChanges, type Change, type EventNote, type Hearing, type Told } from './live-changes.ts';

/** Tells live pages after the commit that something changed. It says what to read, not what it says: each page reads anew, as far as its reader's role goes. */
export async function announce(tx: Tx, ...changes: readonly Change[]): Promise<void> {
  await tx.run(sql`select pg_notify('tutti_change', told) from unnest(${changes.map((change) => JSON.stringify(change))}::text[]) told`);
}

type Client = { readonly response: ServerResponse; readonly actor: Actor; readonly stillValid: () => Promise<boolean> };

const FLUSH_MS = 120; // many changes of one cascade become one message
const CHECK_MS = 1_500; // with the three seconds for which a session is known, a revoked one hears nothing after five

type LiveHub = {
  join(response: ServerResponse, actor: Actor, stillValid: () => Promise<boolean>): void;
  close(): Promise<void>;
};

function greet(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive', 'x-accel-buffering': 'no' });
  response.write('retry: 2000\nevent: ready\ndata: {}\n\n');
}

function tell(client: Client, messages: readonly Told[]): void {
  for (const message of messages) client.response.write(`data: ${JSON.stringify(message)}\n\n`);
}

/** One LISTEN connection for the process; fans changes out to the pages that are open. */
export async function openLiveHub(db: Db, log: Logger, hearing: Hearing): Promise<LiveHub> {
  const clients = new Set<Client>();
  let changes: Change[] = [];
  let events: EventNote[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    timer = undefined;
    const batch = { changes, events };
    changes = [];
    events = [];
    const byReader = new Map<string, Promise<Told[]>>();
    for (const client of clients) {
      const reader = `${client.actor.role}:${client.actor.userId ?? 0}`;
      const heard = byReader.get(reader) ?? heardBy(db, client.actor, { batch, hearing }).catch((error: unknown) => {
        log.warn({ err: error }, 'an open page could not be told what changed');
        return [];
      });
      byReader.set(reader, heard);
      void heard.then((messages) => { if (clients.has(client)) tell(client, messages); }); // who left meanwhile hears nothing more
    }
  }
  const soon = () => { timer ??= setTimeout(flush, FLUSH_MS); };

  function leave(client: Client): void {
    clients.delete(client);
    client.response.end();
  }

  const check = setInterval(() => {
    for (const client of clients) {
      void client.stillValid().then((valid) => { if (!valid) leave(client); else if (clients.has(client)) client.response.write(': still here\n\n'); }, () => undefined); // first asked, then told
    }
  }, CHECK_MS);
  check.unref();
  const listening = await listenForChanges(db, log, {
    change: (change) => { changes.push(change); soon(); },
    event: (event) => { events.push(event); soon(); },
  });

  return {
    join(response, actor, stillValid) {
      const client = { response, actor, stillValid };
      greet(response);
      clients.add(client);
      response.on('close', () => clients.delete(client));
    },
    async close() {
      clearInterval(check);
      clearTimeout(timer);
      for (const client of clients) leave(client);
      listening.stop();
    },
  };
}
