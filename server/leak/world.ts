import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { setPost } from '#channels';
import { openFileStore, visibleCustomers } from '#customers';
import { openAnchorKey, registerAnchorKey } from '#platform/audit';
import { openSignIn, type Person, type Session } from '#platform/auth';
import { sql, type Db, type Role } from '#platform/db';
import { buildServer, type Route } from '#platform/http';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { watchReads } from '#access';
import { routes as moduleRoutes } from '../modules.ts';
import { ownRoutes } from '../own-routes.ts';
import { policy } from '../policy.ts';
import { fillWorld, FIRST_ID } from './random-world.ts';

// For tests alone: every route of the program in one process, on a random company, asked by anybody without sockets.

const STAFF: readonly Role[] = ['administrator', 'market_access', 'marketing', 'contact_centre', 'medical', 'field', 'director', 'steward', 'reviewer', 'safety'];
const FUNCTION: Partial<Record<Role, string>> = { market_access: 'market_access', marketing: 'marketing', director: 'marketing', contact_centre: 'contact_centre', medical: 'medical', field: 'sales', safety: 'medical' };

export type Asked = { readonly method: Route['method']; readonly path: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };
export type Answer = { readonly status: number; readonly body: string; readonly headers: Readonly<Record<string, unknown>> };
/** No fault: that a server is not there is told so. */
export const isToldAway = (body: string): boolean => body.includes('channels.inbound_closed');
export type Somebody = { readonly userId: number; readonly role: Role };
export type LeakWorld = AsyncDisposable & {
  readonly db: TestDatabase;
  readonly routes: readonly Route[];
  readonly people: readonly Somebody[];
  readonly sessions: Map<string, Session>;
  readonly ask: (who: Somebody | null, asked: Asked) => Promise<Answer>;
  /** Why a request broke, as the log has it, by the number in its answer. */
  readonly causeOf: (answer: Answer) => string;
  /** The same routes and people on another pool. */
  readonly serveOn: (db: Db) => Promise<AsyncDisposable & { readonly ask: LeakWorld['ask']; readonly address: () => Promise<string> }>;
};

const asPerson = (row: Omit<Person, 'managesTeam'>): Session => ({
  sessionId: `session-${row.userId}`, accountId: `account-${row.userId}`, person: { ...row, managesTeam: true }, actor: { kind: 'person', role: row.role, userId: row.userId },
  idleEndsAt: null, endsAt: null, provedUntil: '2099-01-01T00:00:00.000Z', lacksSecondStep: false, key: null,
});

/** Five people a role: of the representatives one leads another, and each works with customers of her own. */
async function addPeople(db: TestDatabase): Promise<Session[]> {
  const wanted = STAFF.flatMap((role) => [1, 2, 3, 4, 5].map((n) => ({ name: `Test ${role} ${n}`, email: `${role}.${n}@abc.example`, role, works: FUNCTION[role] ?? 'operations' })));
  await db.owner.run(sql`insert into access.person (user_id, name, email, role, role_title, function, auth_id, created_at) overriding system value
    select ${FIRST_ID - 1} + row_number() over (), p.name, p.email, p.role, p.role, p.works, 'account-' || (${FIRST_ID - 1} + row_number() over ()), '2026-01-01' from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as p (name text, email text, role text, works text)`);
  await db.owner.run(sql`insert into auth.account (account_id, password_hash, password_changed_at, created_at) select auth_id, ${`argon2id$${'00'.repeat(16)}$${'00'.repeat(32)}`}, '2026-01-01', '2026-01-01' from access.person`);
  await db.owner.run(sql`update access.person set manager_id = (select min(user_id) from access.person where role = 'field') where role = 'field' and email like '%.2@%'`);
  const people = await db.owner.rows<Omit<Person, 'managesTeam'>>(sql`select user_id, name, email, role, role_title, function, time_zone, languages from access.person order by user_id`);
  return people.map(asPerson);
}

const addSight = (db: TestDatabase) => db.owner.run(sql`
  insert into access.membership (user_id, customer_id) select p.user_id, c.customer_id from access.person p, customers.customer c
   where p.role = 'field' and c.customer_id < 1000000000000 and (c.customer_id + p.user_id) % 5 < 2 on conflict do nothing`);

export async function openLeakWorld({ seed = 1, max = 4 }: { readonly seed?: number; readonly max?: number } = {}): Promise<LeakWorld> {
  const db = await testDatabase({ max });
  const folder = mkdtempSync(join(tmpdir(), 'tutti-leak-'));
  openFileStore({ dataDir: folder });
  setPost({ identity: { secret: 'x'.repeat(64), mailFrom: 'ABC <hello@abc.example>', mailDomain: 'abc.example', ownUrl: 'http://localhost', company: { name: 'ABC', address: '1 Example Plaza' }, dkim: undefined }, builtIn: true, inboundPort: null });
  const all = await addPeople(db);
  await fillWorld(db.owner, { tables: Object.keys(policy.tables), people: all.map(({ person }) => person.userId), seed });
  await addSight(db);
  const sessions = new Map(all.map((session) => [String(session.person.userId), session]));
  const opened = openSignIn({ db, url: db.url, secret: 'x'.repeat(64), publicUrl: 'http://localhost', onFault: () => undefined });
  const signIn = { ...opened, findSession: async (headers: Headers) => sessions.get(headers.get('x-who') ?? '') ?? null };
  const key = openAnchorKey({ dataDir: folder });
  await registerAnchorKey(db, key, { isGiven: false });
  const own = ownRoutes({ policy, accounts: [], signIn, send: null, key, dataDir: folder, lists: () => moduleRoutes });
  const routes = [...own, ...moduleRoutes];
  const causes = new Map<string, string>();
  const serveOn: LeakWorld['serveOn'] = async (pool) => {
    const app = await buildServer({ db: { ...pool, hold: db.hold }, // who listens keeps a connection for long: not one of those that are counted
      routes, policy, signIn, visibleCustomers, watch: watchReads, log: pino({ level: 'error' }, { write: (line: string) => void causes.set((JSON.parse(line) as { requestId?: string }).requestId ?? '', line) }) });
    const ask: LeakWorld['ask'] = async (who, { method, path, body, headers = {} }) => {
      const answer: LightMyRequestResponse = await app.inject({
        method, url: `/api${path}`, headers: { ...(who ? { 'x-who': String(who.userId) } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
      });
      return { status: answer.statusCode, body: answer.body, headers: answer.headers };
    };
    return { ask, address: () => app.listen({ port: 0, host: '127.0.0.1' }), [Symbol.asyncDispose]: () => app.close() };
  };
  const served = await serveOn(db);
  return {
    db, routes, sessions, people: all.map(({ person: { userId, role } }) => ({ userId, role })), ask: served.ask, serveOn,
    causeOf: ({ body }) => { const { err } = JSON.parse(causes.get(/"requestId":"([^"]+)/.exec(body)?.[1] ?? '') ?? '{}') as { err?: { message?: string; stack?: string } }; return `${err?.message?.slice(0, 300)} ${err?.stack?.match(/(modules|server|platform)\/[^)]*:\d+:\d+/g)?.slice(0, 4).join(' < ')}`; },
    async [Symbol.asyncDispose]() {
      await served[Symbol.asyncDispose]();
      await opened.close();
      await db[Symbol.asyncDispose]();
    },
  };
}
