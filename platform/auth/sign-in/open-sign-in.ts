import { ENGINE, openDatabase, sql, type Db } from '#platform/db';
import type { FindSession, Session } from '../session.ts';
import { findMeans, isOwnCode, isOwnPassword, type Means } from './account.ts';
import { findByKey, keyOf } from './api-keys.ts';
import type { AddPerson } from './enter-by-provider.ts';
import type { Parts } from './parts.ts';
import { isOwnPasskey, type PasskeyAnswer } from './passkeys.ts';
import { hashPassword } from './password-hash.ts';
import './problems.ts';
import { newToken, openKeys } from './secrets.ts';
import { findByToken, touch } from './sessions.ts';
import { callerOf, openSite, type Caller } from './site.ts';

export type SignInOptions = {
  readonly db: Pick<Db, 'clock'>;
  /** The login role's connection string; sign-in acts as tutti_auth. */
  readonly url: string;
  readonly secret: string;
  readonly publicUrl: string;
  /** How a colleague is put on file whom a provider vouches for. */
  readonly addPerson?: AddPerson;
  /** Hears what went wrong after the answer was given. */
  readonly onFault?: (error: unknown) => void;
};

export type SignIn = {
  readonly parts: Parts;
  readonly addPerson: AddPerson | undefined;
  readonly findSession: FindSession;
  /** Who asks: from where, on what, and what this browser already holds. */
  readonly callerOf: (headers: Headers, address: string) => Caller;
  /** Creates the means to sign in for a person; returns the id that access.person.auth_id keeps. */
  readonly enrol: (password: string) => Promise<string>;
  /** Whether this is her password, or a code of hers; counted before it is looked at. */
  readonly isPassword: (session: Session, password: string) => Promise<boolean>;
  readonly isCode: (session: Session, code: string) => Promise<boolean>;
  /** Whether a passkey of hers answered what was begun in order to sign. */
  readonly isPasskey: (session: Session, caller: Caller, answer: PasskeyAnswer) => Promise<boolean>;
  readonly findMeans: (session: Session) => Promise<Means>;
  readonly close: () => Promise<void>;
};

const SESSION_CACHE_MS = 3_000; // a session or key that was ended in another process is dead within five seconds
const MOST_CACHED = 5_000;
const SEEN_AFTER_MS = 60_000;
/** A page says so of what it asks by itself: nobody is at work only because a page is open. */
const QUIET = 'x-tutti-quiet';

type Cached = { readonly at: number; readonly clock: number; readonly session: Session | null; seenMs: number };

/** Sessions and keys by their token, kept for a moment: a page asks many things at once. */
function openSessions(parts: Parts, cache: Map<string, Cached>): FindSession {
  async function lookUp(token: string, isKey: boolean): Promise<Cached> {
    const clock = parts.db.clock().getTime();
    const seen = isKey ? null : await findByToken(parts, token);
    const session = isKey ? await findByKey(parts, token) : seen?.session ?? null;
    return { at: performance.now(), clock, session, seenMs: seen ? Date.parse(seen.seenAt) : clock };
  }
  const isFresh = (known: Cached): boolean => performance.now() - known.at < SESSION_CACHE_MS && Math.abs(parts.db.clock().getTime() - known.clock) < SESSION_CACHE_MS + 1_000;
  return async (headers) => {
    const key = keyOf(headers);
    const token = key ?? (headers.has('authorization') ? undefined : parts.site.cookieOf(headers, 'session')); // whoever names a key is nobody else besides
    if (!token) return null;
    let known = cache.get(token);
    if (!known || !isFresh(known)) {
      known = await lookUp(token, key !== undefined);
      if (cache.size >= MOST_CACHED) cache.clear();
      cache.set(token, known);
    }
    const now = parts.db.clock().getTime();
    if (known.session && !known.session.key && !headers.has(QUIET) && now - known.seenMs >= SEEN_AFTER_MS) {
      known.seenMs = now; // of many requests at once one writes
      await touch(parts, token);
      known = await lookUp(token, false);
      cache.set(token, known);
    }
    return known.session;
  };
}

/** How people get in, on the same database, by a connection of its own. */
export function openSignIn({ db: { clock }, url, secret, publicUrl, addPerson, onFault = () => undefined }: SignInOptions): SignIn {
  const db = openDatabase({ url, clock, max: 6, applicationName: 'tutti-auth', runAs: 'auth' });
  const cache = new Map<string, Cached>();
  const under = new Set<Promise<unknown>>();
  const parts: Parts = {
    db, keys: openKeys(secret), site: openSite(publicUrl), forget: () => cache.clear(),
    afterwards(work) {
      const done = work.catch(onFault).finally(() => under.delete(done));
      under.add(done);
    },
  };
  return {
    parts, addPerson, findSession: openSessions(parts, cache), callerOf: (headers, address) => callerOf(parts.site, headers, address),
    async enrol(password) {
      const [accountId, hash] = [newToken().slice(0, 22), await hashPassword(password)];
      await db.transaction(ENGINE, (tx) => tx.run(sql`
        insert into auth.account (account_id, password_hash, password_changed_at, created_at) values (${accountId}, ${hash}, ${tx.now}::timestamptz, ${tx.now}::timestamptz)`));
      return accountId;
    },
    isPassword: (session, password) => isOwnPassword(parts, session, password),
    isCode: (session, code) => isOwnCode(parts, session, code),
    isPasskey: (session, caller, response) => isOwnPasskey(parts, session, { caller, response }),
    findMeans: (session) => findMeans(parts, session),
    async close() {
      await Promise.all(under);
      await db.close();
    },
  };
}

