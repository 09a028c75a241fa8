import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import pg from 'pg';
import { ENGINE, sql, type Db } from '#platform/db';
import { openAccounts, type Account } from './account.ts';
import { openTrail } from './access-trail.ts';
import type { FindPerson, FindSession, Person, Session } from './session.ts';
import { spendCode } from './spend-code.ts';

export type SignInOptions = {
  readonly db: Db;
  /** The login role's connection string; sign-in acts as tutti_auth. */
  readonly url: string;
  readonly secret: string;
  readonly publicUrl: string;
  /** Hears what went wrong after the answer was given. */
  readonly onFault?: (error: unknown) => void;
};

export type SignIn = {
  /** Answers /api/auth/*. */
  readonly handle: (request: Request) => Promise<Response>;
  readonly findSession: FindSession;
  /** Creates the means to sign in for a person; returns the id that access.person.auth_id keeps. */
  readonly enrol: (person: { name: string; email: string; password: string }) => Promise<string>;
  /** How one's own account is protected and where it is in use. */
  readonly findAccount: (session: Session) => Promise<Account | null>;
  /** Ends one of one's other sessions, or with null all of them; returns how many. */
  readonly endOtherSessions: (session: Session, sessionId: string | null) => Promise<number>;
  readonly close: () => Promise<void>;
};

const derive = promisify(argon2);
// OWASP ASVS 5.0, appendix C: argon2id with at least 19 MiB, two passes, one lane.
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const MAX_AT_ONCE = 2; // a burst of sign-ins must not stall everything else
const SESSION_CACHE_MS = 3_000; // a revoked session is dead within five seconds
const IDLE_SECONDS = 12 * 60 * 60;
// What the library could do besides and nobody here needs: a way that is not there needs no guard. Sessions are listed and ended by our own routes.
const CLOSED = ['/two-factor/get-totp-uri', '/two-factor/send-otp', '/two-factor/verify-otp', '/update-user', '/update-session', '/list-accounts', '/unlink-account', '/link-social', '/sign-in/social',
  '/list-sessions', '/revoke-session', '/revoke-sessions', '/revoke-other-sessions', '/request-password-reset', '/reset-password', '/delete-user', '/change-email'];

let running = 0;
const waiting: (() => void)[] = [];
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => { waiting.push(resolve); });
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

const hashWith = async (password: string, nonce: Buffer): Promise<Buffer> =>
  inTurn(() => derive('argon2id', { message: password.normalize('NFKC'), nonce, ...COST }));

async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  return `argon2id$${nonce.toString('hex')}$${(await hashWith(password, nonce)).toString('hex')}`;
}

async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [, nonce = '', tag = ''] = hash.split('$');
  const expected = Buffer.from(tag, 'hex');
  const given = await hashWith(password, Buffer.from(nonce, 'hex'));
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function library(pool: pg.Pool, { secret, publicUrl }: SignInOptions) {
  return betterAuth({
    appName: 'Tutti',
    database: pool,
    secret,
    baseURL: publicUrl,
    basePath: '/api/auth',
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, password: { hash: hashPassword, verify: verifyPassword } },
    session: { expiresIn: IDLE_SECONDS, updateAge: 15 * 60, freshAge: 10 * 60 },
    advanced: { useSecureCookies: publicUrl.startsWith('https://'), cookiePrefix: 'tutti', defaultCookieAttributes: { sameSite: 'lax', httpOnly: true } },
    rateLimit: { enabled: true, storage: 'database', window: 60, max: 300, customRules: { '/sign-in/email': { window: 60, max: 40 }, '/two-factor/*': { window: 60, max: 20 }, '/verify-password': { window: 60, max: 20 }, '/change-password': { window: 60, max: 20 } } },
    disabledPaths: CLOSED,
    hooks: { before: spendCode(pool) },
    plugins: [twoFactor({ issuer: 'Tutti' })],
    logger: { level: 'error' },
  });
}

const personFinder = (db: Db): FindPerson => (key) => {
  const { authId, email } = { authId: null, email: null, ...key };
  return db.read(ENGINE, (tx) => tx.maybe<Person>(sql`
    select user_id, name, email, role, role_title, function, time_zone, languages,
           exists (select from access.person r where r.manager_id = p.user_id and r.state = 'active') as manages_team
      from access.person p
     where (auth_id = ${authId}::text or lower(email) = lower(${email}::text)) and state = 'active'`));
};

/** Password and TOTP sign-in on the same database, by the better-auth library. */
export function openSignIn(options: SignInOptions): SignIn {
  const pool = new pg.Pool({ connectionString: options.url, options: '-c role=tutti_auth -c search_path=auth', max: 4, application_name: 'tutti-auth' });
  pool.on('error', () => undefined); // the pool replaces a lost connection by itself
  const auth = library(pool, options);
  const accounts = openAccounts({ pool, db: options.db });
  const cache = new Map<string, { at: number; session: Session | null }>();

  const findPerson = personFinder(options.db);
  const trail = openTrail({ pool, db: options.db, findPerson, onFault: options.onFault ?? (() => undefined) });

  async function lookUp(headers: Headers): Promise<Session | null> {
    const found = await auth.api.getSession({ headers });
    const person = found ? await findPerson({ authId: found.user.id }) : undefined;
    if (!found || !person) return null;
    return { sessionId: found.session.id, person, actor: { kind: 'person', role: person.role, userId: person.userId } };
  }

  async function findSession(headers: Headers): Promise<Session | null> {
    const cookie = headers.get('cookie') ?? '';
    if (!cookie.includes('session_token')) return null;
    const known = cache.get(cookie);
    if (known && performance.now() - known.at < SESSION_CACHE_MS) return known.session;
    const session = await lookUp(headers);
    if (cache.size > 5_000) cache.clear();
    cache.set(cookie, { at: performance.now(), session });
    return session;
  }

  async function handlePost(request: Request): Promise<Response> {
    // The HTTP edge has compared the origin with the host that was asked for; the library knows one address alone, and localhost has several.
    request.headers.set('origin', options.publicUrl);
    const session = await findSession(request.headers);
    const response = await trail.follow(request, session, () => (session ? accounts.handle(request, session, auth.handler) : auth.handler(request)));
    cache.clear();
    return response;
  }

  return {
    findSession,
    findAccount: accounts.find,
    async endOtherSessions(session, sessionId) {
      const ended = await accounts.endOther(session, sessionId);
      cache.clear();
      return ended;
    },
    handle: (request) => (request.method === 'POST' ? handlePost(request) : auth.handler(request)),
    async enrol({ name, email, password }) {
      const context = await auth.$context;
      const user = await context.internalAdapter.createUser({ name, email: email.toLowerCase(), emailVerified: true }, {} as never);
      await context.internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: await hashPassword(password) });
      return user.id;
    },
    close: () => pool.end(),
  };
}
