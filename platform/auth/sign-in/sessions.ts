import { auditAccess } from '#platform/audit';
import { sql, type Tx } from '#platform/db';
import type { Person, Session } from '../session.ts';
import { actorOf, type Parts } from './parts.ts';
import { PERSON } from './people.ts';
import { hashOf, newToken } from './secrets.ts';
import type { Caller } from './site.ts';

export type Means = 'password' | 'passkey' | 'provider';
export type SecondStep = 'none' | 'authenticator' | 'recovery_code' | 'passkey' | 'provider';
export type Opening = { readonly accountId: string; readonly means: Means; readonly secondStep: SecondStep; /** She gave her proof just now, to somebody we trust. */ readonly proved?: boolean };

const PROOF_MINUTES = 5; // long enough for several deeds, short enough for a screen that was left
const SEEN_EVERY = '1 minute'; // one write a minute, however much is asked
const KNOWN_DEVICE_SECONDS = 400 * 24 * 60 * 60; // browsers keep a cookie no longer
const LONGEST_SESSION_SECONDS = 24 * 60 * 60;

/** The cookies that say: nobody is signed in here, and nothing has begun. */
const clearedCookies = ({ site }: Parts): string[] => [site.cookie('session', '', 0), site.cookie('step', '', 0)];

async function rememberDevice(tx: Tx, accountId: string, deviceToken: string): Promise<void> {
  await tx.run(sql`
    insert into auth.device (token_hash, account_id, created_at, used_at) values (${hashOf(deviceToken)}, ${accountId}, ${tx.now}::timestamptz, ${tx.now}::timestamptz)
    on conflict (token_hash, account_id) do update set used_at = excluded.used_at`);
}

/** Opens a session under a new id; what this browser held before ends. Returns the cookies. */
export async function openSession(tx: Tx, { site }: Parts, { caller, opening }: { caller: Caller; opening: Opening }): Promise<string[]> {
  const token = newToken();
  const deviceToken = caller.deviceToken ?? newToken();
  if (caller.sessionToken) await tx.run(sql`delete from auth.session where token_hash = ${hashOf(caller.sessionToken)}`);
  await tx.run(sql`
    insert into auth.session (session_id, token_hash, account_id, means, second_step, created_at, seen_at, proved_at, device, address)
    values (${newToken().slice(0, 16)}, ${hashOf(token)}, ${opening.accountId}, ${opening.means}, ${opening.secondStep}, ${tx.now}::timestamptz, ${tx.now}::timestamptz,
            case when ${opening.proved ?? false}::boolean then ${tx.now}::timestamptz end, ${caller.device}, ${caller.address})`);
  await rememberDevice(tx, opening.accountId, deviceToken);
  const { userId } = tx.actor;
  await auditAccess(tx, { action: 'session.sign_in', resource: 'auth.session', recordId: userId, after: { means: opening.means, secondStep: opening.secondStep } });
  return [site.cookie('session', token, LONGEST_SESSION_SECONDS), site.cookie('step', '', 0), site.cookie('device', deviceToken, KNOWN_DEVICE_SECONDS)];
}

type Row = Person & { sessionId: string; accountId: string; idleEndsAt: string; endsAt: string; seenAt: string; provedUntil: string | null; lacksSecondStep: boolean };
export type Seen = { readonly session: Session; readonly seenAt: string };

/** Whose session it is, while it lasts. A person who was made inactive has none. */
export async function findByToken({ db }: Parts, token: string): Promise<Seen | null> {
  const row = await db.read({ kind: 'system', role: 'visitor', userId: null }, (tx) => tx.maybe<Row>(sql.prepared`
    select ${PERSON}, s.session_id, s.account_id, s.seen_at, s.proved_at + make_interval(mins => ${PROOF_MINUTES}::integer) as proved_until,
           s.seen_at + make_interval(mins => st.idle_minutes) as idle_ends_at, s.created_at + make_interval(hours => st.absolute_hours) as ends_at,
           st.second_step_required and s.second_step = 'none' as lacks_second_step
      from auth.session s join access.person p on p.auth_id = s.account_id and p.state = 'active' cross join auth.setting st
     where s.token_hash = ${hashOf(token)}
       and s.seen_at + make_interval(mins => st.idle_minutes) > ${tx.now}::timestamptz
       and s.created_at + make_interval(hours => st.absolute_hours) > ${tx.now}::timestamptz`));
  if (!row) return null;
  const { sessionId, accountId, idleEndsAt, endsAt, seenAt, provedUntil, lacksSecondStep, ...person } = row;
  return { seenAt, session: { sessionId, accountId, person, actor: actorOf(person), idleEndsAt, endsAt, provedUntil, lacksSecondStep, key: null } };
}

/** Notes that somebody is at work, at most once a minute. */
export const touch = ({ db }: Parts, token: string): Promise<number> => db.transaction({ kind: 'system', role: 'visitor', userId: null }, (tx) => tx.run(sql`
  update auth.session set seen_at = ${tx.now}::timestamptz where token_hash = ${hashOf(token)} and seen_at <= ${tx.now}::timestamptz - ${SEEN_EVERY}::interval`));

/** Puts a new id in the place of a session's old one, since what it may do has grown; `proved` says that she has just shown who she is. */
export async function renewSession(tx: Tx, { site }: Parts, { sessionId, secondStep, proved }: { sessionId: string; secondStep?: SecondStep; proved: boolean }): Promise<string[]> {
  const token = newToken();
  await tx.run(sql`
    update auth.session set token_hash = ${hashOf(token)}, second_step = coalesce(${secondStep ?? null}::text, second_step),
           proved_at = case when ${proved}::boolean then ${tx.now}::timestamptz else proved_at end
     where session_id = ${sessionId}`);
  return [site.cookie('session', token, LONGEST_SESSION_SECONDS)];
}

/** Ends sessions of an account: all of them, all but one, or one. */
export const endSessions = (tx: Tx, accountId: string, { but, only }: { but?: string; only?: string | null } = {}): Promise<number> => tx.run(sql`
  delete from auth.session where account_id = ${accountId} and session_id is distinct from ${but ?? null}::text and (${only ?? null}::text is null or session_id = ${only ?? null}::text)`);

/** Ends the session that this browser holds. */
export async function signOut(parts: Parts, caller: Caller, session: Session | null): Promise<string[]> {
  if (session && caller.sessionToken) await parts.db.transaction(session.actor, async (tx) => {
    const ended = await tx.run(sql`delete from auth.session where token_hash = ${hashOf(caller.sessionToken ?? '')}`);
    if (ended) await auditAccess(tx, { action: 'session.sign_out', resource: 'auth.session', recordId: session.person.userId });
  });
  parts.forget();
  return clearedCookies(parts);
}

/** Forgets what has ended: sessions, things begun, guesses of long ago, devices that were not seen for long. */
export const clearEnded = ({ db }: Parts): Promise<void> => db.transaction({ kind: 'system', role: 'engine', userId: null }, async (tx) => {
  await tx.run(sql`delete from auth.session where created_at < ${tx.now}::timestamptz - interval '25 hours'`);
  await tx.run(sql`delete from auth.challenge where expires_at < ${tx.now}::timestamptz`);
  await tx.run(sql`delete from auth.guess where last_at < ${tx.now}::timestamptz - interval '1 day' and (locked_until is null or locked_until < ${tx.now}::timestamptz)`);
  await tx.run(sql`delete from auth.device where used_at < ${tx.now}::timestamptz - interval '400 days'`);
});
