import { createHash, hash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Problem } from '#platform/problem';
import type { Actor, Role } from './actor.ts';
import type { Sql } from './sql.ts';
import { typeParsers } from './types.ts';

export type Instant = string;
export type LocalDate = string;
/** Where time comes from; tests and simulations hand in their own. */
export type Clock = () => Date;

export interface Queries {
  /** All rows of a statement, with column names in camelCase. */
  rows<T>(query: Sql): Promise<T[]>;
  /** The one row of a statement; none or several is a bug. */
  one<T>(query: Sql): Promise<T>;
  /** The row of a statement, or undefined when there is none. */
  maybe<T>(query: Sql): Promise<T | undefined>;
  /** Runs a statement and says how many rows it touched. */
  run(query: Sql): Promise<number>;
}

export interface Tx extends Queries {
  readonly actor: Actor;
  /** The instant at which this transaction happens; SQL gets it as a value and never asks the database's clock. */
  readonly now: Instant;
  /** Streams text in COPY format into `copy … from stdin`. */
  copy(statement: string, text: AsyncIterable<string | Buffer> | Iterable<string | Buffer>): Promise<number>;
  /** Says that the audit trail has an entry for what this transaction changed. */
  markAudited(): void;
}

export interface Db {
  readonly clock: Clock;
  /** One transaction as the actor: role, row-level security and audit duty included. Retried when PostgreSQL says so. */
  transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One read-only transaction as the actor. */
  read<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A connection kept for long, for advisory locks and LISTEN; the caller releases it, once or more often. */
  hold(): Promise<Held>;
  close(): Promise<void>;
}

export interface Held extends Queries {
  onNotification(listener: (channel: string, payload: string) => void): void;
  onLost(listener: () => void): void;
  release(): void;
}

const WRITES = /\b(insert\s+into|update|delete\s+from|merge\s+into)\s+"?([a-z_]+)"?\./gi;
// Their rows are bookkeeping of the platform itself, or are the trail.
const UNAUDITED = new Set(['audit', 'events', 'jobs', 'auth', 'pg_temp', 'http']);

/** A column as rows name it: family_name is familyName. */
export const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const STALE_PLAN = '0A000';
const RETRIED = new Set(['40001', '40P01', STALE_PLAN]);
const UNAVAILABLE = /^(08|57P0)|ECONNREFUSED|ECONNRESET|EPIPE|Connection terminated|timeout exceeded when trying to connect/;

const MOST_PREPARED = 200; // of one connection: filters that come and go make texts of many shapes, and each plan takes memory in its process
const preparedOn = new WeakMap<pg.ClientBase, Set<string>>();

/** Under which name a connection knows a statement: a plan holds the policies of one role, and would be made anew for another. */
function nameOf(client: pg.ClientBase, text: string, role: string): { name?: string } {
  const names = preparedOn.get(client) ?? new Set();
  preparedOn.set(client, names);
  const name = `${role}_${hash('sha1', text)}`;
  if (names.size >= MOST_PREPARED && !names.has(name)) return {};
  names.add(name);
  return { name };
}

async function ask<T>(client: pg.ClientBase, query: Sql, role: string): Promise<{ rows: T[]; count: number; text: string }> {
  const { text, values } = query.build();
  const result = await client.query({ ...(query.prepared ? nameOf(client, text, role) : {}), text, values, rowMode: 'array', types: typeParsers });
  const names = (result.fields ?? []).map((field) => camel(field.name));
  const rows = (result.rows as unknown[][]).map((cells) => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < names.length; i += 1) row[names[i] as string] = cells[i];
    return row as T;
  });
  return { rows, count: result.rowCount ?? 0, text };
}

export function queriesOn(client: pg.ClientBase, { role = 'owner', seen }: { readonly role?: string; readonly seen?: (text: string, count: number) => void } = {}): Queries {
  const asked = async <T>(query: Sql) => {
    const answer = await ask<T>(client, query, role);
    seen?.(answer.text, answer.count);
    return answer;
  };
  const rows = async <T>(query: Sql) => (await asked<T>(query)).rows;
  return {
    rows,
    async one<T>(query: Sql) {
      const found = await rows<T>(query);
      if (found.length !== 1) throw new Error(`Expected one row, got ${found.length}: ${query.build().text.slice(0, 200)}`);
      return found[0] as T;
    },
    async maybe<T>(query: Sql) {
      const found = await rows<T>(query);
      if (found.length > 1) throw new Error(`Expected at most one row, got ${found.length}: ${query.build().text.slice(0, 200)}`);
      return found[0];
    },
    run: async (query: Sql) => (await asked(query)).count,
  };
}

class Transaction implements Tx {
  readonly actor: Actor;
  readonly now: Instant;
  readonly rows: Tx['rows'];
  readonly one: Tx['one'];
  readonly maybe: Tx['maybe'];
  readonly run: Tx['run'];
  readonly #client: pg.PoolClient;
  #wrote: string | null = null;
  #audited = false;

  constructor(client: pg.PoolClient, { actor, role, now }: { actor: Actor; role: string; now: Date }) {
    this.#client = client;
    this.actor = actor;
    this.now = now.toISOString();
    const queries = queriesOn(client, { role, seen: (text, count) => this.#watch(text, count) });
    this.rows = queries.rows;
    this.one = queries.one;
    this.maybe = queries.maybe;
    this.run = queries.run;
  }

  /** A statement that found nothing to change needs no trail. */
  #watch(text: string, count: number): void {
    if (this.#wrote || count === 0) return;
    for (const [statement, , schema] of text.matchAll(WRITES)) {
      if (!UNAUDITED.has((schema ?? '').toLowerCase())) this.#wrote = statement;
    }
  }

  async copy(statement: string, text: AsyncIterable<string | Buffer> | Iterable<string | Buffer>): Promise<number> {
    const stream = this.#client.query(copyFrom(statement));
    await pipeline(Readable.from(text, { objectMode: false, highWaterMark: 1 << 18 }), stream);
    return stream.rowCount;
  }

  markAudited(): void {
    this.#audited = true;
  }

  /** A change without a trail is a bug, found the first time the code runs. */
  assertAudited(): void {
    if (this.#wrote && !this.#audited) throw new Error(`A change left no audit entry: ${this.#wrote}`);
  }
}

function beginAs(actor: Omit<Actor, 'role'> & { readonly role: Role | 'auth' }, readOnly: boolean, now: Date): string {
  const user = actor.userId === null ? '' : String(Math.trunc(actor.userId));
  const purpose = (actor.purpose ?? '').replace(/[^a-z_]/g, '');
  return `begin${readOnly ? ' read only' : ''}; set local role tutti_${actor.role}; `
    + `select set_config('tutti.user_id', '${user}', true), set_config('tutti.purpose', '${purpose}', true), set_config('tutti.now', '${now.toISOString()}', true)`; // policies that know an end go by the program's clock
}

function heldOn(client: pg.PoolClient): Held {
  const lost = new Set<() => void>();
  let released = false;
  const fail = () => { // a lost connection says so several times, its listeners hear it once
    const listeners = [...lost];
    lost.clear();
    for (const listener of listeners) listener();
  };
  client.on('error', fail);
  client.on('end', fail);
  return {
    ...queriesOn(client),
    onNotification: (listener) => void client.on('notification', (n) => listener(n.channel, n.payload ?? '')),
    onLost: (listener) => void lost.add(listener),
    release() {
      if (released) return; // whoever lost it gives it back before each try to get another
      released = true;
      lost.clear();
      client.removeAllListeners('notification');
      client.release(true);
    },
  };
}

export type PoolOptions = {
  readonly url: string;
  readonly clock: Clock;
  readonly max?: number;
  readonly applicationName?: string;
  /** The one group role that every transaction of this pool runs as; left out, it is the actor's. */
  readonly runAs?: 'auth';
  readonly onError?: (error: Error) => void;
};

/**
 * The key of the suppression list as HMAC's two pads. It comes from the login role's password, which comes from the installation's secret: every process has
 * it, and the database and its backups do not.
 */
function suppressionPads(url: string): string {
  const key = createHash('sha512').update(`tutti:suppression:${new URL(url).password}`).digest();
  const pad = (byte: number) => Buffer.from(key.map((one) => one ^ byte)).toString('hex');
  return pad(0x36) + pad(0x5c);
}

/** Opens the pool of the login role: it owns nothing, bypasses nothing, and acts only through `transaction` and `read`. */
export function openDatabase({ url, clock, max = 12, applicationName = 'tutti', runAs, onError }: PoolOptions): Db {
  // A date made from an instant must not depend on where the server stands; what a killed process had asked for must not run on and hold its locks.
  const pool = new pg.Pool({ connectionString: url, max, application_name: applicationName, connectionTimeoutMillis: 10_000, options: `-c timezone=UTC -c client_connection_check_interval=2000 -c tutti.suppression_pads=${suppressionPads(url)}` });
  pool.on('error', (error) => onError?.(error));

  const connect = () => pool.connect().catch((cause: unknown) => {
    throw new Problem('server.unavailable', {}, { cause });
  });

  async function attempt<T>(actor: Actor, readOnly: boolean, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await connect();
    let broken: Error | undefined;
    try {
      const now = clock();
      const role = runAs ?? actor.role;
      await client.query(beginAs({ ...actor, role }, readOnly, now));
      const tx = new Transaction(client, { actor, role, now });
      const result = await work(tx);
      tx.assertAudited();
      await client.query('commit');
      return result;
    } catch (cause) {
      await client.query('rollback').catch((error: Error) => { broken = error; });
      const code = (cause as { code?: string }).code ?? '';
      if (code === STALE_PLAN) broken ??= cause as Error; // a table changed its columns under a kept plan: with its connection it is forgotten
      if (UNAVAILABLE.test(code) || UNAVAILABLE.test((cause as Error).message ?? '')) {
        broken ??= cause as Error;
        throw new Problem('server.unavailable', {}, { cause });
      }
      throw cause;
    } finally {
      client.release(broken);
    }
  }

  async function retried<T>(actor: Actor, readOnly: boolean, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(actor, readOnly, work);
      } catch (error) {
        if (tries >= 5 || !RETRIED.has((error as { code?: string }).code ?? '')) throw error;
      }
    }
  }

  return {
    clock,
    transaction: (actor, work) => retried(actor, false, work),
    read: (actor, work) => retried(actor, true, work),
    hold: async () => heldOn(await connect()),
    close: () => pool.end(),
  };
}
