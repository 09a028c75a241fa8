import { audit, auditAccess } from '#platform/audit';
import { sql, VISITOR, type Actor, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { forgiveGuesses, lockedProblem, networkSubject, passwordSubject, takeGuesses } from './guesses.ts';
import { actorOf, type Parts } from './parts.ts';
import { hashPassword } from './password-hash.ts';
import { passwordFault } from './password-rules.ts';
import { findByUser, type Found } from './people.ts';
import { hashOf, newToken } from './secrets.ts';
import { endSessions } from './sessions.ts';
import type { Caller } from './site.ts';

const HOURS = 72;

export type Invitation = {
  readonly invitationId: number; readonly userId: number; readonly name: string; readonly email: string; readonly kind: 'welcome' | 'reset';
  readonly createdAt: string; readonly expiresAt: string; readonly usedAt: string | null; readonly revokedAt: string | null; readonly state: 'open' | 'used' | 'revoked' | 'expired';
};
export type Invited = { readonly name: string; readonly email: string; readonly kind: 'welcome' | 'reset'; readonly link: string; readonly expiresAt: string };

/** Gives the way in, or the way back in, to a person on file; an earlier one ends. The token stands behind the #, which no browser sends to a server. */
export async function invite(parts: Parts, actor: Actor, { userId, clearsSecondStep }: { userId: number; clearsSecondStep: boolean }): Promise<Invited> {
  const token = newToken();
  return parts.db.transaction(actor, async (tx) => {
    const person = await findByUser(tx, userId);
    if (!person) throw new Problem('request.not_found');
    const kind = person.passwordHash ? 'reset' : 'welcome';
    const revoked = await tx.run(sql`update auth.invitation set revoked_at = ${tx.now}::timestamptz where user_id = ${userId}::integer and used_at is null and revoked_at is null`);
    const { invitationId, expiresAt } = await tx.one<{ invitationId: number; expiresAt: string }>(sql`
      insert into auth.invitation (token_hash, user_id, kind, clears_second_step, created_by, created_at, expires_at)
      values (${hashOf(token)}, ${userId}::integer, ${kind}, ${clearsSecondStep}::boolean, ${actor.userId}::integer, ${tx.now}::timestamptz, ${tx.now}::timestamptz + make_interval(hours => ${HOURS}::integer))
      returning invitation_id, expires_at`);
    await audit(tx, { action: 'sign_in.invite', resource: 'auth.invitation', recordId: invitationId, after: { userId, kind, clearsSecondStep, revoked } });
    return { name: person.name, email: person.email, kind, expiresAt, link: `${parts.site.url}/welcome#${token}` };
  });
}

export const listInvitations = ({ db }: Parts, actor: Actor): Promise<Invitation[]> => db.read(actor, (tx) => tx.rows(sql`
  select i.invitation_id, i.user_id, p.name, p.email, i.kind, i.created_at, i.expires_at, i.used_at, i.revoked_at,
         case when i.used_at is not null then 'used' when i.revoked_at is not null then 'revoked' when i.expires_at <= ${tx.now}::timestamptz then 'expired' else 'open' end as state
    from auth.invitation i join access.person p using (user_id) order by i.invitation_id desc limit 200`));

/** Takes an invitation back. */
export const revokeInvitation = ({ db }: Parts, actor: Actor, invitationId: number): Promise<void> => db.transaction(actor, async (tx) => {
  if (!await tx.run(sql`update auth.invitation set revoked_at = ${tx.now}::timestamptz where invitation_id = ${invitationId}::bigint and used_at is null and revoked_at is null`)) throw new Problem('request.not_found');
  await audit(tx, { action: 'sign_in.revoke_invitation', resource: 'auth.invitation', recordId: invitationId });
});

type Open = { readonly invitationId: number; readonly userId: number; readonly kind: 'welcome' | 'reset'; readonly clearsSecondStep: boolean };

const findOpen = (tx: Tx, token: string): Promise<Open | undefined> => tx.maybe(sql`
  select invitation_id, user_id, kind, clears_second_step from auth.invitation
   where token_hash = ${hashOf(token)} and used_at is null and revoked_at is null and expires_at > ${tx.now}::timestamptz for update`);

async function personOf(tx: Tx, open: Open | undefined): Promise<Found> {
  const person = open && await findByUser(tx, open.userId);
  if (!person) throw new Problem('sign_in.invitation_invalid');
  return person;
}

/** Counts before it looks: nobody tries tokens by the thousand. */
async function counted<T>(parts: Parts, caller: Caller, look: () => Promise<T>): Promise<T> {
  const network = networkSubject(parts.keys, caller.address);
  const { lockedUntil } = await parts.db.transaction(VISITOR, (tx) => takeGuesses(tx, [network]));
  if (lockedUntil) throw lockedProblem(lockedUntil);
  const found = await look();
  await parts.db.transaction(VISITOR, (tx) => forgiveGuesses(tx, [network]));
  return found;
}

/** Whose invitation this is, for the page that asks for a password. */
export const lookAtInvitation = (parts: Parts, caller: Caller, token: string): Promise<{ name: string; email: string; kind: 'welcome' | 'reset' }> => counted(parts, caller, () => parts.db.transaction(VISITOR, async (tx) => {
  const open = await findOpen(tx, token);
  const { name, email } = await personOf(tx, open);
  return { name, email, kind: open!.kind };
}));

/** The account of a person: hers, or a new one. */
export async function ensureAccount(tx: Tx, person: Pick<Found, 'userId' | 'accountId'>): Promise<string> {
  if (person.accountId) return person.accountId;
  const accountId = newToken().slice(0, 22); // 128 bits that mean nothing: passkeys carry it
  await tx.run(sql`insert into auth.account (account_id, created_at) values (${accountId}, ${tx.now}::timestamptz)`);
  await tx.run(sql`update access.person set auth_id = ${accountId} where user_id = ${person.userId}::integer`);
  await audit(tx, { action: 'sign_in.make_account', resource: 'auth.account', recordId: person.userId });
  return accountId;
}

/** Takes away what she can no longer show: the administrator who invited answers for it. */
async function clearSecondStep(tx: Tx, accountId: string, userId: number): Promise<void> {
  const passkeys = await tx.run(sql`delete from auth.passkey where account_id = ${accountId}`);
  const authenticators = await tx.run(sql`delete from auth.authenticator where account_id = ${accountId}`);
  await tx.run(sql`delete from auth.recovery_code where account_id = ${accountId}`);
  await audit(tx, { action: 'sign_in.clear_second_step', resource: 'auth.account', recordId: userId, after: { passkeys, authenticators } });
}

/** Sets the password that an invitation gives the right to, once. It opens no session: a second step that the account has is asked for at the sign-in. */
export const acceptInvitation = (parts: Parts, caller: Caller, { token, password }: { token: string; password: string }): Promise<{ email: string }> => counted(parts, caller, async () => {
  const person = await parts.db.transaction(VISITOR, async (tx) => personOf(tx, await findOpen(tx, token)));
  const fault = passwordFault(password, person);
  if (fault) throw new Problem('account.password_weak', { fault });
  const hash = await hashPassword(password);
  await parts.db.transaction(actorOf(person), async (tx) => {
    const open = await findOpen(tx, token); // looked at again under its lock: of two at once one finds it
    const { accountId: before } = await personOf(tx, open);
    const accountId = await ensureAccount(tx, { userId: person.userId, accountId: before });
    await tx.run(sql`update auth.account set password_hash = ${hash}, password_changed_at = ${tx.now}::timestamptz where account_id = ${accountId}`);
    await tx.run(sql`update auth.invitation set used_at = ${tx.now}::timestamptz where invitation_id = ${open!.invitationId}::bigint`);
    await forgiveGuesses(tx, [passwordSubject(parts.keys, person.email, accountId)]);
    if (open!.clearsSecondStep) await clearSecondStep(tx, accountId, person.userId);
    const endedSessions = await endSessions(tx, accountId);
    await auditAccess(tx, { action: 'account.set_password', resource: 'auth.account', recordId: person.userId, after: { kind: open!.kind, endedSessions } });
  });
  parts.forget();
  return { email: person.email };
});
