import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { visibleCustomers } from '#customers';
import { openAnchorKey } from '#platform/audit';
import { openSignIn, type SignIn } from '#platform/auth';
import { sql, type Role } from '#platform/db';
import { buildServer, type Route } from '#platform/http';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { ownRoutes } from './own-routes.ts';
import { policy } from './policy.ts';
import type { SendInvitation } from './send-invitation.ts';

// For tests alone: the program's HTTP side on a database of its own, over real connections, and browsers before it.

export const PASSWORD = 'seven quiet harbours';
type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers };
export type Browser = {
  readonly cookies: Map<string, string>;
  /** `what` is method and path: 'POST /sign-in/out'. */
  readonly ask: (what: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly enter: (email: string, password?: string) => Promise<Answer>;
};
export type Somebody = { readonly userId: number; readonly email: string; readonly accountId: string };
export type SignInWorld = AsyncDisposable & {
  readonly db: TestDatabase; readonly signIn: SignIn; readonly address: string; readonly logged: string[];
  readonly browser: (headers?: Readonly<Record<string, string>>) => Browser;
  readonly make: (role: Role, name?: string) => Promise<Somebody>;
  /** Who is signed in at this browser, as the server sees it. */
  readonly who: (browser: Browser) => Promise<number | null>;
};

function openBrowser(address: string, own: Readonly<Record<string, string>>): Browser {
  const cookies = new Map<string, string>();
  const ask: Browser['ask'] = async (what, body, headers = {}) => {
    const [method = '', path = ''] = what.split(' ');
    const init: RequestInit = {
      method, redirect: 'manual', body: body === undefined ? null : JSON.stringify(body),
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(cookies.size ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}), ...own, ...headers },
    };
    const response = await fetch(`${address}/api${path}`, init);
    for (const one of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      if (value) cookies.set(name, value); else cookies.delete(name);
    }
    return { status: response.status, headers: response.headers, body: await response.json().catch(() => ({})) as Record<string, unknown> };
  };
  return { cookies, ask, enter: (email, password = PASSWORD) => ask('POST /sign-in/password', { email, password }) };
}

type Options = { readonly routes?: readonly Route[]; readonly send?: SendInvitation | null; readonly addPerson?: SignIn['addPerson']; readonly trustProxy?: readonly string[] };

/** The address stands in links before the server listens, as a passkey's domain too. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Opens it all; the clock is the database's own and moves by `db.setNow`. */
export async function openSignInWorld({ routes = [], send = null, addPerson, trustProxy = [] }: Options = {}): Promise<SignInWorld> {
  const db = await testDatabase({ max: 8 });
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const opened = openSignIn({ db, url: db.url, secret: 'x'.repeat(64), publicUrl: address, ...(addPerson ? { addPerson } : {}), onFault: (error) => void logged.push(String(error)) });
  const app = await buildServer({ db, routes: [...ownRoutes({ policy, accounts: [], signIn: opened, send, key: openAnchorKey({ dataDir: mkdtempSync(join(tmpdir(), 'tutti-key-')) }), lists: () => routes }), ...routes], policy, signIn: opened, visibleCustomers, log, trustProxy });
  await app.listen({ port, host: '127.0.0.1' });
  let hash: Promise<string> | undefined; // one takes as long as a sign-in: everybody has the same
  return {
    db, signIn: opened, address, logged, browser: (headers = {}) => openBrowser(address, headers),
    async make(role, name = `Test ${role}`) {
      hash ??= opened.enrol(PASSWORD).then(async (id) => (await db.owner.one<{ hash: string }>(sql`select password_hash as hash from auth.account where account_id = ${id}`)).hash);
      const { userId } = await makePerson(db, { role, name });
      const accountId = `account-${userId}`;
      await db.owner.run(sql`insert into auth.account (account_id, password_hash, password_changed_at, created_at) values (${accountId}, ${await hash}, ${db.clock().toISOString()}::timestamptz, ${db.clock().toISOString()}::timestamptz)`);
      const { email } = await db.owner.one<{ email: string }>(sql`update access.person set auth_id = ${accountId} where user_id = ${userId} returning email`);
      return { userId, email, accountId };
    },
    async who(browser) {
      const { body } = await browser.ask('GET /session');
      return (body['person'] as { userId: number } | null)?.userId ?? null;
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await opened.close();
      await db[Symbol.asyncDispose]();
    },
  };
}
