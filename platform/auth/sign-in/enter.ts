import { audit, auditAccess } from '#platform/audit';
import { sql, VISITOR, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { beginChallenge, findChallenge, takeChallenge } from './challenges.ts';
import { accountSubject, deviceSubject, forgiveGuesses, lockedProblem, networkSubject, passwordSubject, takeGuesses, type Subject } from './guesses.ts';
import { normalCode, stepOf } from './one-time-code.ts';
import { actorOf, type Parts } from './parts.ts';
import { isPassword } from './password-hash.ts';
import { findByAccount, findByEmail, type Found } from './people.ts';
import { hashOf } from './secrets.ts';
import { openSession, type Means } from './sessions.ts';
import type { Caller } from './site.ts';

export type Entered = { readonly next: 'done' | 'code'; readonly cookies: readonly string[] };

/** Whether somebody signed in to this account on this device before. */
const findDevice = async (tx: Tx, accountId: string | null | undefined, token: string | undefined): Promise<number | undefined> =>
  (await tx.maybe<{ deviceId: number }>(sql`
    select device_id from auth.device where token_hash = ${hashOf(token ?? '')} and account_id = ${accountId ?? null}::text`))?.deviceId;

/** What a try counts against: a known device by itself; else the network first, so that who is shut out there cannot use up the guesses of others. */
async function subjectsOf(tx: Tx, { keys }: Parts, { caller, what, own }: { caller: Caller; what: 'password' | 'code'; own: Subject }): Promise<readonly Subject[]> {
  const deviceId = await findDevice(tx, own.accountId, caller.deviceToken);
  if (deviceId !== undefined && own.accountId) return [deviceSubject(deviceId, own.accountId, what)];
  return [networkSubject(keys, caller.address), own];
}

/** Writes that somebody was turned away; an address of nobody leaves nothing. After the answer: that an account exists must not be told by how long it takes. */
export function turnAway({ db, afterwards }: Parts, userId: number | undefined, reason: string): void {
  if (userId !== undefined) afterwards(db.transaction(VISITOR, (tx) => auditAccess(tx, { action: 'session.refuse_sign_in', resource: 'auth.session', recordId: userId, reason })));
}

/** What is done once the first step has held: the second one, where the account has it, or the session. */
export async function goOn(tx: Tx, parts: Parts, { person, caller, means, proved = false }: { person: Found & { accountId: string }; caller: Caller; means: Means; proved?: boolean }): Promise<Entered> {
  if (person.hasAuthenticator) return { next: 'code', cookies: [await beginChallenge(tx, parts, { kind: 'code', accountId: person.accountId, data: { means, proved } })] };
  return { next: 'done', cookies: await openSession(tx, parts, { caller, opening: { accountId: person.accountId, means, secondStep: 'none', proved } }) };
}

/** The first step: address and password. */
export async function enterPassword(parts: Parts, caller: Caller, { email, password }: { email: string; password: string }): Promise<Entered> {
  const { person, subjects, taken } = await parts.db.transaction(VISITOR, async (tx) => {
    const person = await findByEmail(tx, email.trim());
    const subjects = await subjectsOf(tx, parts, { caller, what: 'password', own: passwordSubject(parts.keys, email, person?.accountId ?? null) });
    return { person, subjects, taken: await takeGuesses(tx, subjects) };
  });
  if (taken.lockedUntil) throw lockedProblem(taken.lockedUntil);
  const right = await isPassword(person?.passwordHash, password);
  const { accountId } = person ?? {};
  if (!right || !person || !accountId) {
    turnAway(parts, person?.userId, taken.closed ? 'wrong_password_locked' : 'wrong_password');
    throw new Problem('sign_in.wrong');
  }
  const entered = await parts.db.transaction(actorOf(person), async (tx) => {
    await forgiveGuesses(tx, subjects);
    return goOn(tx, parts, { person: { ...person, accountId }, caller, means: 'password' });
  });
  parts.forget();
  return entered;
}

export type Code = { readonly kind: 'authenticator' | 'recovery'; readonly code: string };
type Spent = 'authenticator' | 'recovery_code' | 'wrong' | 'used';

/** Uses a code up; a step of the clock and a recovery code are each good for one use, also among many at once. */
export async function spendCode(tx: Tx, { keys }: Parts, { accountId, kind, code }: Code & { accountId: string }): Promise<Spent> {
  if (kind === 'recovery') {
    const spent = await tx.run(sql`delete from auth.recovery_code where code_hash = ${hashOf(normalCode(code))} and account_id = ${accountId}`);
    if (!spent) return 'wrong';
    const { left } = await tx.one<{ left: number }>(sql`select count(*)::integer as left from auth.recovery_code where account_id = ${accountId}`);
    await audit(tx, { action: 'account.use_recovery_code', resource: 'auth.recovery_code', recordId: tx.actor.userId, after: { left } });
    return 'recovery_code';
  }
  const factor = await tx.maybe<{ secret: Buffer }>(sql`select secret from auth.authenticator where account_id = ${accountId}`);
  // An authenticator keeps real time, whatever the program's clock says.
  const step = factor && stepOf(Buffer.from(keys.unseal(factor.secret), 'base64'), code.replace(/\s/g, ''), Date.now());
  if (step === undefined) return 'wrong';
  return await tx.run(sql`update auth.authenticator set last_step = ${step}::bigint where account_id = ${accountId} and last_step < ${step}::bigint`) ? 'authenticator' : 'used';
}

export const codeProblem = (kind: Code['kind'], spent: 'wrong' | 'used'): Problem =>
  new Problem(kind === 'recovery' ? 'sign_in.recovery_code_wrong' : spent === 'used' ? 'sign_in.code_used' : 'sign_in.code_wrong');

/** The second step: a code of the authenticator, or one of the recovery codes. */
export async function enterCode(parts: Parts, caller: Caller, given: Code): Promise<Entered> {
  const begun = await parts.db.transaction(VISITOR, async (tx) => {
    const challenge = await findChallenge<{ means: Means; proved: boolean }>(tx, 'code', caller.stepToken);
    const person = challenge?.accountId ? await findByAccount(tx, challenge.accountId) : undefined;
    if (!challenge || !person?.accountId) return null;
    const { accountId } = person;
    const subjects = await subjectsOf(tx, parts, { caller, what: 'code', own: accountSubject('code', accountId) });
    return { accountId, person, ...challenge.data, subjects, taken: await takeGuesses(tx, subjects) };
  });
  if (!begun) throw new Problem('sign_in.step_expired');
  if (begun.taken.lockedUntil) throw lockedProblem(begun.taken.lockedUntil);
  const { accountId, person, means, proved, subjects } = begun;
  const outcome = await parts.db.transaction(actorOf(person), async (tx) => {
    const spent = await spendCode(tx, parts, { ...given, accountId });
    if (spent === 'wrong' || spent === 'used') return { refused: spent };
    if (!await takeChallenge(tx, 'code', caller.stepToken)) throw new Problem('sign_in.step_expired'); // another answer was quicker: nothing of this one stands
    await forgiveGuesses(tx, subjects);
    return { cookies: await openSession(tx, parts, { caller, opening: { accountId, means, secondStep: spent, proved } }) };
  });
  if (outcome.refused) {
    turnAway(parts, person.userId, given.kind === 'recovery' ? 'wrong_recovery_code' : outcome.refused === 'used' ? 'code_used' : 'wrong_code');
    throw codeProblem(given.kind, outcome.refused);
  }
  parts.forget();
  return { next: 'done', cookies: outcome.cookies };
}
