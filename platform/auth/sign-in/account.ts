import { audit } from '#platform/audit';
import { sql, VISITOR, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Session } from '../session.ts';
import { codeProblem, spendCode, turnAway } from './enter.ts';
import { accountSubject, forgiveGuesses, lockedProblem, takeGuesses } from './guesses.ts';
import { newRecoveryCodes, newSecret, normalCode, otpauthUri, base32, stepOf } from './one-time-code.ts';
import type { Parts } from './parts.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { passwordFault } from './password-rules.ts';
import { findByAccount } from './people.ts';
import { hashOf } from './secrets.ts';
import { endSessions, renewSession } from './sessions.ts';

type SignedInAt = { readonly sessionId: string; readonly startedAt: string; readonly lastSeenAt: string; readonly device: string; readonly address: string; readonly means: string; readonly secondStep: string };
type Passkey = { readonly passkeyId: number; readonly name: string; readonly createdAt: string; readonly usedAt: string | null; readonly isBackedUp: boolean };
/** How an account is protected, and where it is in use. */
export type Account = {
  readonly secondFactor: boolean; readonly recoveryCodesLeft: number; readonly passwordChangedAt: string | null; readonly secondStepRequired: boolean;
  readonly sessions: readonly SignedInAt[]; readonly passkeys: readonly Passkey[]; readonly providers: readonly string[];
};

export type Proof = { readonly password: string; readonly code?: string | undefined };
type Done = { readonly cookies: readonly string[] };

const SELF = 'auth.account';
const kindOf = (code: string): 'authenticator' | 'recovery' => (/^\d*$/.test(normalCode(code)) ? 'authenticator' : 'recovery');

export const findAccount = ({ db }: Parts, { accountId, actor }: Session): Promise<Account | undefined> => db.read(actor, (tx) => tx.maybe<Account>(sql`
  select coalesce((select f.confirmed_at is not null from auth.authenticator f where f.account_id = a.account_id), false) as second_factor,
         (select count(*)::integer from auth.recovery_code r where r.account_id = a.account_id) as recovery_codes_left,
         case when a.password_hash is not null then a.password_changed_at end as password_changed_at, st.second_step_required,
         coalesce((select jsonb_agg(jsonb_build_object('sessionId', s.session_id, 'startedAt', s.created_at, 'lastSeenAt', s.seen_at, 'device', s.device, 'address', s.address, 'means', s.means, 'secondStep', s.second_step) order by s.seen_at desc, s.session_id)
            from auth.session s where s.account_id = a.account_id and s.seen_at + make_interval(mins => st.idle_minutes) > ${tx.now}::timestamptz
             and s.created_at + make_interval(hours => st.absolute_hours) > ${tx.now}::timestamptz), '[]') as sessions,
         coalesce((select jsonb_agg(jsonb_build_object('passkeyId', k.passkey_id, 'name', k.name, 'createdAt', k.created_at, 'usedAt', k.used_at, 'isBackedUp', k.is_backed_up) order by k.passkey_id)
            from auth.passkey k where k.account_id = a.account_id), '[]') as passkeys,
         array(select coalesce((select min(p.name) from auth.provider p where p.issuer = i.issuer), i.issuer) from auth.identity i where i.account_id = a.account_id order by i.issuer) as providers
    from auth.account a cross join auth.setting st where a.account_id = ${accountId}`));

export const isProved = ({ db }: Parts, { provedUntil }: Session): boolean => provedUntil !== null && Date.parse(provedUntil) > db.clock().getTime();

/** A deed on the account asks for a proof of the last minutes: a screen that was left open is not enough. */
function assertProved(parts: Parts, session: Session): void {
  if (!isProved(parts, session)) throw new Problem('account.proof_needed');
}

/** Looks at one guess of somebody who is signed in; her own are counted apart from those of strangers. */
async function guessing<T>({ db }: Parts, { accountId }: Session, look: () => Promise<T | Problem>): Promise<T> {
  const subject = accountSubject('proof', accountId);
  const { lockedUntil } = await db.transaction(VISITOR, (tx) => takeGuesses(tx, [subject]));
  if (lockedUntil) throw lockedProblem(lockedUntil);
  const found = await look();
  if (found instanceof Problem) throw found;
  await db.transaction(VISITOR, (tx) => forgiveGuesses(tx, [subject]));
  return found;
}

async function assertPassword(parts: Parts, session: Session, password: string): Promise<Problem | null> {
  const person = await parts.db.read(VISITOR, (tx) => findByAccount(tx, session.accountId));
  if (await isPassword(person?.passwordHash, password)) return null;
  turnAway(parts, session.person.userId, 'wrong_proof');
  return new Problem(person?.passwordHash ? 'account.password_wrong' : 'account.no_password');
}

/** Shows who she is once more: by password, and by a code where the account has a second step. */
export const prove = (parts: Parts, session: Session, { password, code }: Proof): Promise<Done> => guessing(parts, session, async () => {
  const wrong = await assertPassword(parts, session, password);
  if (wrong) return wrong;
  const done = await parts.db.transaction(session.actor, async (tx): Promise<Done | Problem> => {
    const person = await findByAccount(tx, session.accountId);
    if (person?.hasAuthenticator) {
      const kind = kindOf(code ?? '');
      const spent = await spendCode(tx, parts, { accountId: session.accountId, kind, code: code ?? '' });
      if (spent === 'wrong' || spent === 'used') return codeProblem(kind, spent);
    }
    return { cookies: await renewSession(tx, parts, { sessionId: session.sessionId, proved: true }) };
  });
  parts.forget();
  return done;
});

/** Whether this is her password; counted before it is looked at. */
export const isOwnPassword = (parts: Parts, session: Session, password: string): Promise<boolean> => guessing(parts, session, () => assertPassword(parts, session, password)
  .then((wrong) => wrong ?? true)).catch((error: unknown) => { if (error instanceof Problem && error.status === 403) return false; throw error; });

/** Whether this is a code of hers; it is used up. Counted with those at the sign-in. */
export async function isOwnCode(parts: Parts, { accountId, actor }: Session, code: string): Promise<boolean> {
  const subject = accountSubject('code', accountId);
  const { lockedUntil } = await parts.db.transaction(VISITOR, (tx) => takeGuesses(tx, [subject]));
  if (lockedUntil) throw lockedProblem(lockedUntil);
  return parts.db.transaction(actor, async (tx) => {
    const spent = await spendCode(tx, parts, { accountId, kind: kindOf(code), code });
    if (spent === 'wrong' || spent === 'used') return false;
    await forgiveGuesses(tx, [subject]);
    return true;
  });
}

/** By what an account can show who is there. */
export type Means = { readonly password: boolean; readonly code: boolean; readonly passkey: boolean };
export const findMeans = ({ db, site }: Parts, { accountId, actor }: Session): Promise<Means> => db.read(actor, async (tx) => {
  const account = await findByAccount(tx, accountId);
  const { passkey } = await tx.one<{ passkey: boolean }>(sql`select exists (select from auth.passkey where account_id = ${accountId}) as passkey`);
  return { password: Boolean(account?.passwordHash), code: account?.hasAuthenticator ?? false, passkey: passkey && site.passkeyDomain !== null };
});

/** Writes the deed into the trail; every other place where she is signed in ends with it. */
export async function closeOthers(tx: Tx, session: Session, { action, after }: { action: string; after?: object }): Promise<void> {
  const ended = await endSessions(tx, session.accountId, { but: session.sessionId });
  await audit(tx, { action, resource: SELF, recordId: session.person.userId, after: { ...after, endedSessions: ended } });
}

/** A deed on the account, after a proof. */
export const deed = async <T>(parts: Parts, session: Session, work: (tx: Tx) => Promise<T>): Promise<T> => {
  assertProved(parts, session);
  const result = await parts.db.transaction(session.actor, work);
  parts.forget();
  return result;
};

/** A new password, by the old one; all other sessions end, and this one gets a new id. */
export const changePassword = (parts: Parts, session: Session, { currentPassword, newPassword }: { currentPassword: string; newPassword: string }): Promise<Done> => guessing(parts, session, async () => {
  const fault = passwordFault(newPassword, session.person);
  if (fault) return new Problem('account.password_weak', { fault });
  const wrong = await assertPassword(parts, session, currentPassword);
  if (wrong) return wrong;
  const hash = await hashPassword(newPassword);
  const cookies = await parts.db.transaction(session.actor, async (tx) => {
    await tx.run(sql`update auth.account set password_hash = ${hash}, password_changed_at = ${tx.now}::timestamptz where account_id = ${session.accountId}`);
    await closeOthers(tx, session, { action: 'account.change_password' });
    return renewSession(tx, parts, { sessionId: session.sessionId, proved: false });
  });
  parts.forget();
  return { cookies };
});

/** Makes the secret of an authenticator, shown once; it counts from its first code on. */
export const beginAuthenticator = (parts: Parts, session: Session): Promise<{ uri: string; secret: string }> => deed(parts, session, async (tx) => {
  const secret = newSecret();
  const begun = await tx.run(sql`
    insert into auth.authenticator (account_id, secret, created_at) values (${session.accountId}, ${parts.keys.seal(secret.toString('base64'))}, ${tx.now}::timestamptz)
    on conflict (account_id) do update set secret = excluded.secret, last_step = 0, created_at = excluded.created_at where auth.authenticator.confirmed_at is null`);
  if (!begun) throw new Problem('account.second_step_is_on');
  await audit(tx, { action: 'account.begin_second_step', resource: SELF, recordId: session.person.userId });
  return { uri: otpauthUri(secret, session.person.email), secret: base32(secret) };
});

async function replaceRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.run(sql`delete from auth.recovery_code where account_id = ${accountId}`);
  await tx.run(sql`
    insert into auth.recovery_code (code_hash, account_id)
    select decode(h, 'hex'), ${accountId} from unnest(${codes.map((code) => hashOf(normalCode(code)).toString('hex'))}::text[]) h`);
  return codes;
}

/** Turns the second step on by a first code; gives the recovery codes, once. */
export const confirmAuthenticator = (parts: Parts, session: Session, code: string): Promise<{ recoveryCodes: string[]; cookies: string[] }> => guessing(parts, session, async () => {
  const done = await deed(parts, session, async (tx): Promise<{ recoveryCodes: string[]; cookies: string[] } | Problem> => {
    const factor = await tx.maybe<{ secret: Buffer }>(sql`select secret from auth.authenticator where account_id = ${session.accountId} and confirmed_at is null for update`);
    if (!factor) return new Problem('account.second_step_is_on');
    const step = stepOf(Buffer.from(parts.keys.unseal(factor.secret), 'base64'), code.replace(/\s/g, ''), Date.now()); // an authenticator keeps real time
    if (step === undefined) return new Problem('sign_in.code_wrong');
    await tx.run(sql`update auth.authenticator set confirmed_at = ${tx.now}::timestamptz, last_step = ${step}::bigint where account_id = ${session.accountId}`);
    const recoveryCodes = await replaceRecoveryCodes(tx, session.accountId);
    await closeOthers(tx, session, { action: 'account.turn_on_second_step' });
    return { recoveryCodes, cookies: await renewSession(tx, parts, { sessionId: session.sessionId, secondStep: 'authenticator', proved: true }) };
  });
  return done;
});

/** Turns the second step off; refused where the company demands one. */
export const removeAuthenticator = (parts: Parts, session: Session): Promise<Done> => deed(parts, session, async (tx) => {
  const { required } = await tx.one<{ required: boolean }>(sql`select second_step_required as required from auth.setting`);
  if (required) throw new Problem('account.second_step_required');
  if (!await tx.run(sql`delete from auth.authenticator where account_id = ${session.accountId}`)) throw new Problem('request.not_found');
  await tx.run(sql`delete from auth.recovery_code where account_id = ${session.accountId}`);
  await closeOthers(tx, session, { action: 'account.turn_off_second_step' });
  return { cookies: await renewSession(tx, parts, { sessionId: session.sessionId, proved: true }) };
});

/** New recovery codes in the place of the old ones, shown once. */
export const renewRecoveryCodes = (parts: Parts, session: Session): Promise<{ recoveryCodes: string[] }> => deed(parts, session, async (tx) => {
  const person = await findByAccount(tx, session.accountId);
  if (!person?.hasAuthenticator) throw new Problem('request.not_found');
  const recoveryCodes = await replaceRecoveryCodes(tx, session.accountId);
  await audit(tx, { action: 'account.renew_recovery_codes', resource: SELF, recordId: session.person.userId, rows: recoveryCodes.length });
  return { recoveryCodes };
});

/** Ends one of one's other sessions, or with null all of them; returns how many. */
export async function endOtherSessions(parts: Parts, session: Session, sessionId: string | null): Promise<number> {
  const ended = await parts.db.transaction(session.actor, async (tx) => {
    const rows = await endSessions(tx, session.accountId, { but: session.sessionId, only: sessionId });
    if (rows > 0) await audit(tx, { action: 'account.end_session', resource: 'auth.session', recordId: session.person.userId, rows });
    return rows;
  });
  parts.forget();
  return ended;
}
