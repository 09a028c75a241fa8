import type pg from 'pg';
import { audit } from '#platform/audit';
import type { Db } from '#platform/db';
import { pathOf } from './path-of.ts';
import type { Session } from './session.ts';

/** One place where somebody is signed in. */
type SignedInAt = { readonly sessionId: string; readonly startedAt: string; readonly lastSeenAt: string; readonly device: string; readonly address: string };
/** How an account is protected, and where it is in use. */
export type Account = { readonly secondFactor: boolean; readonly passwordChangedAt: string; readonly sessions: readonly SignedInAt[] };

type Ask = (path: string, body: unknown) => Promise<Response>;
type Parts = { readonly pool: pg.Pool; readonly db: Db };

const MOST_WRONG_CODES = 10; // a million codes, three valid at a time: ten guesses in a quarter of an hour find one in 30,000
const LOCKED_MINUTES = 15;
const isRecoveryCode = (code: string): boolean => !/^\d+$/.test(code);
const refused = (status: number, code: string, message: string): Response => Response.json({ code, message }, { status });

const VERIFY = '/two-factor/verify-totp';
/** What is written into the trail when the library has done it. */
const DEEDS: Readonly<Record<string, string>> = {
  [VERIFY]: 'account.turn_on_second_factor',
  '/two-factor/disable': 'account.turn_off_second_factor',
  '/two-factor/generate-backup-codes': 'account.renew_recovery_codes',
  '/change-password': 'account.change_password',
};

async function findAccount({ pool }: Parts, sessionId: string): Promise<Account | null> {
  // The library keeps real time, whatever the program's clock says.
  const { rows } = await pool.query<{ secondFactor: boolean | null; passwordChangedAt: Date; sessions: SignedInAt[] }>(`
    select u."twoFactorEnabled" as "secondFactor", a."updatedAt" as "passwordChangedAt",
           (select json_agg(json_build_object('sessionId', o.id, 'startedAt', o."createdAt", 'lastSeenAt', o."updatedAt",
                              'device', coalesce(o."userAgent", ''), 'address', coalesce(o."ipAddress", '')) order by o."updatedAt" desc, o.id)
              from "session" o where o."userId" = u.id and o."expiresAt" > now()) as sessions
      from "session" s join "user" u on u.id = s."userId" join "account" a on a."userId" = u.id and a."providerId" = 'credential'
     where s.id = $1`, [sessionId]);
  const found = rows[0];
  if (!found) return null;
  const iso = (at: string) => new Date(at).toISOString();
  return {
    secondFactor: found.secondFactor ?? false, passwordChangedAt: found.passwordChangedAt.toISOString(),
    sessions: found.sessions.map((one) => ({ ...one, startedAt: iso(one.startedAt), lastSeenAt: iso(one.lastSeenAt) })),
  };
}

async function endOther({ pool, db }: Parts, session: Session, sessionId: string | null): Promise<number> {
  const { rowCount } = await pool.query(`
    delete from "session" s using "session" mine
     where mine.id = $1 and s."userId" = mine."userId" and s.id <> mine.id and ($2::text is null or s.id = $2)`, [session.sessionId, sessionId]);
  const ended = rowCount ?? 0;
  if (ended > 0) await db.transaction(session.actor, (tx) => audit(tx, { action: 'account.end_session', resource: 'auth.session', recordId: session.person.userId, rows: ended }));
  return ended;
}

/** Counts wrong codes of somebody who is signed in; the library counts those at sign-in in the same place. */
async function countedCode({ pool }: Parts, session: Session, check: () => Promise<Response>): Promise<Response> {
  const { rows } = await pool.query<{ factorId: string; locked: boolean | null }>(`
    select t.id as "factorId", t."lockedUntil" > now() as locked from "twoFactor" t join "session" s on s."userId" = t."userId" where s.id = $1`, [session.sessionId]);
  const factor = rows[0];
  if (factor?.locked) return refused(429, 'ACCOUNT_TEMPORARILY_LOCKED', 'Too many wrong codes.');
  const response = await check(); // may put another session in this one's place
  if (!factor || (!response.ok && response.status !== 401)) return response;
  await pool.query(response.ok
    ? 'update "twoFactor" set "failedVerificationCount" = 0, "lockedUntil" = null where id = $1'
    : `update "twoFactor" set "failedVerificationCount" = coalesce("failedVerificationCount", 0) + 1,
              "lockedUntil" = case when coalesce("failedVerificationCount", 0) + 1 >= ${MOST_WRONG_CODES} then now() + interval '${LOCKED_MINUTES} minutes' end where id = $1`, [factor.factorId]);
  return response;
}

/** What takes the password and a code, since it opens the account without the authenticator: neither a found phone nor a found password is enough. */
const BY_PASSWORD_AND_CODE: readonly string[] = ['/two-factor/disable', '/two-factor/generate-backup-codes'];

async function byPasswordAndCode(path: string, { ask, body, counted }: { ask: Ask; body: { password?: unknown; code?: unknown }; counted: (check: () => Promise<Response>) => Promise<Response> }): Promise<Response> {
  const password = String(body.password ?? '');
  const code = String(body.code ?? '').replace(/\s/g, '');
  const known = await ask('/verify-password', { password });
  if (!known.ok) return known;
  const proved = await counted(() => (isRecoveryCode(code) ? ask('/two-factor/verify-backup-code', { code, disableSession: true }) : ask(VERIFY, { code })));
  return proved.ok ? ask(path, { password }) : proved;
}

/** What the owner of an account may do with it: each deed guarded, and in the trail. */
export function openAccounts(parts: Parts) {
  return {
    find: (session: Session) => findAccount(parts, session.sessionId),
    endOther: (session: Session, sessionId: string | null) => endOther(parts, session, sessionId),

    /** Passes a request of somebody who is signed in on to the library. */
    async handle(request: Request, session: Session, library: (request: Request) => Promise<Response>): Promise<Response> {
      const path = pathOf(request);
      const headers = new Headers(request.headers);
      headers.delete('content-length');
      const ask: Ask = (to, body) => library(new Request(new URL(`/api/auth${to}`, request.url), { method: 'POST', headers, body: JSON.stringify(body) }));
      const counted = (check: () => Promise<Response>) => countedCode(parts, session, check);
      const isDeed = path !== VERIFY || (await findAccount(parts, session.sessionId))?.secondFactor === false; // a code asked for again turns nothing on
      const response = BY_PASSWORD_AND_CODE.includes(path) ? await byPasswordAndCode(path, { ask, body: await request.json() as object, counted })
        : path.startsWith('/two-factor/verify-') ? await counted(() => library(request))
        : await library(request);
      const action = DEEDS[path];
      if (response.ok && action && isDeed) await parts.db.transaction(session.actor, (tx) => audit(tx, { action, resource: 'auth.user', recordId: session.person.userId }));
      return response;
    },
  };
}
