import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse, type AuthenticationResponseJSON, type RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { audit } from '#platform/audit';
import { sql, VISITOR } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Session } from '../session.ts';
import { closeOthers, deed } from './account.ts';
import { beginChallenge, takeChallenge, type ChallengeKind } from './challenges.ts';
import { turnAway, type Entered } from './enter.ts';
import { countBegun } from './guesses.ts';
import { actorOf, type Parts } from './parts.ts';
import { findByAccount, type Found } from './people.ts';
import { openSession, renewSession } from './sessions.ts';
import type { Caller } from './site.ts';

type Begun = { readonly options: unknown; readonly cookies: readonly string[] };
type Kept = { readonly passkeyId: number; readonly accountId: string; readonly credentialId: string; readonly publicKey: Buffer; readonly counter: number };

/** What a browser gives for a passkey; its own parts are looked at by what checks the signature. */
export const passkeyAnswer = z.looseObject({ id: z.string().max(1_500), rawId: z.string().max(1_500), type: z.literal('public-key'), response: z.looseObject({}), clientExtensionResults: z.looseObject({}) });
export type PasskeyAnswer = z.output<typeof passkeyAnswer>;

const MOST = 10;

function domainOf({ site }: Parts): string {
  if (site.passkeyDomain === null) throw new Problem('sign_in.no_passkeys_here');
  return site.passkeyDomain;
}

/** Begins the ceremony by which a passkey says who is there. No account is named: the passkey knows whose it is, and nobody learns who has one. */
async function beginAssertion(parts: Parts, kind: ChallengeKind, accountId: string | null): Promise<Begun> {
  const options = await generateAuthenticationOptions({ rpID: domainOf(parts), userVerification: 'required' });
  return { options, cookies: [await parts.db.transaction(VISITOR, (tx) => beginChallenge(tx, parts, { kind, accountId, data: { challenge: options.challenge } }))] };
}

const REFUSED = () => new Problem('sign_in.passkey_refused');

type Asserted = { readonly person: Found & { accountId: string }; readonly passkeyId: number };

type Assertion = { readonly caller: Caller; readonly kind: ChallengeKind; readonly response: AuthenticationResponseJSON; /** Whose it must be, challenge and key; null where the passkey itself says who comes. */ readonly accountId: string | null };

/** Whose passkey has answered: signature, origin, domain, user verification and counter all hold, and the ceremony was begun here, for this account, and not answered before. */
async function assertPasskey(parts: Parts, { caller, kind, response, accountId }: Assertion): Promise<Asserted> {
  const { challenge, passkey } = await parts.db.transaction(VISITOR, async (tx) => ({
    challenge: await takeChallenge<{ challenge: string }>(tx, kind, caller.stepToken),
    passkey: await tx.maybe<Kept>(sql`select passkey_id, account_id, credential_id, public_key, counter from auth.passkey where credential_id = ${response.id}`),
  }));
  if (!challenge) throw new Problem('sign_in.step_expired');
  const person = passkey && await parts.db.read(VISITOR, (tx) => findByAccount(tx, passkey.accountId));
  if (!passkey || !person || challenge.accountId !== accountId || (accountId !== null && accountId !== passkey.accountId)) throw REFUSED();
  const refuse = (reason: string): Problem => { turnAway(parts, person.userId, reason); return REFUSED(); };
  const owner = response.response.userHandle;
  if (owner !== undefined && Buffer.from(owner, 'base64url').toString('utf8') !== passkey.accountId) throw refuse('passkey_of_somebody_else');
  const verified = await verifyAuthenticationResponse({
    response, expectedChallenge: challenge.data.challenge, expectedOrigin: parts.site.origin, expectedRPID: domainOf(parts), requireUserVerification: true,
    credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
  }).catch((): null => null);
  if (!verified?.verified) throw refuse('passkey_refused');
  // A counter that stands still or goes back tells of a copy; of two answers at once one moves it on. Passkeys that are kept in several places count nothing: 0.
  const { newCounter } = verified.authenticationInfo;
  const moved = await parts.db.transaction(VISITOR, (tx) => tx.run(sql`
    update auth.passkey set counter = ${newCounter}::bigint, used_at = ${tx.now}::timestamptz, is_backed_up = ${verified.authenticationInfo.credentialBackedUp}::boolean
     where passkey_id = ${passkey.passkeyId}::integer and (counter < ${newCounter}::bigint or (counter = 0 and ${newCounter}::bigint = 0))`));
  if (!moved) throw refuse('passkey_copied');
  return { person: { ...person, accountId: passkey.accountId }, passkeyId: passkey.passkeyId };
}

export async function beginPasskeySignIn(parts: Parts, caller: Caller): Promise<Begun> {
  await parts.db.transaction(VISITOR, (tx) => countBegun(tx, parts.keys, caller.address));
  return beginAssertion(parts, 'passkey_sign_in', null);
}

/** Signs in with a passkey: something one has and what unlocks it, so both steps at once. There is nothing to guess: no lock stands in its way. */
export async function enterPasskey(parts: Parts, caller: Caller, response: AuthenticationResponseJSON): Promise<Entered> {
  const { person } = await assertPasskey(parts, { caller, kind: 'passkey_sign_in', response, accountId: null });
  const cookies = await parts.db.transaction(actorOf(person), (tx) => openSession(tx, parts, { caller, opening: { accountId: person.accountId, means: 'passkey', secondStep: 'passkey', proved: true } }));
  parts.forget();
  return { next: 'done', cookies };
}

export const beginPasskeyProof = (parts: Parts, session: Session): Promise<Begun> => beginAssertion(parts, 'passkey_proof', session.accountId);

export const beginPasskeySigning = (parts: Parts, session: Session): Promise<Begun> => beginAssertion(parts, 'passkey_signing', session.accountId);

/** Whether a passkey of hers has answered what was begun in order to sign. */
export const isOwnPasskey = (parts: Parts, session: Session, { caller, response }: { caller: Caller; response: PasskeyAnswer }): Promise<boolean> =>
  assertPasskey(parts, { caller, kind: 'passkey_signing', response: response as never, accountId: session.accountId }).then(() => true, (error: unknown) => {
    if (error instanceof Problem && error.code === 'sign_in.passkey_refused') return false;
    throw error;
  });

/** Shows who she is once more, by her passkey. */
export async function proveByPasskey(parts: Parts, session: Session, { caller, response }: { caller: Caller; response: AuthenticationResponseJSON }): Promise<{ cookies: readonly string[] }> {
  await assertPasskey(parts, { caller, kind: 'passkey_proof', response, accountId: session.accountId });
  const cookies = await parts.db.transaction(session.actor, (tx) => renewSession(tx, parts, { sessionId: session.sessionId, secondStep: 'passkey', proved: true }));
  parts.forget();
  return { cookies };
}

/** Begins the making of a passkey: one that finds its account by itself, and that asks for the finger, the face or the PIN each time. */
export const beginPasskey = (parts: Parts, session: Session): Promise<Begun> => deed(parts, session, async (tx) => {
  const known = await tx.rows<{ credentialId: string; transports: string[] }>(sql`select credential_id, transports from auth.passkey where account_id = ${session.accountId}`);
  if (known.length >= MOST) throw new Problem('account.too_many_passkeys');
  const options = await generateRegistrationOptions({
    rpName: 'Tutti', rpID: domainOf(parts), userName: session.person.email, userDisplayName: session.person.name, userID: new Uint8Array(Buffer.from(session.accountId, 'utf8')), attestationType: 'none',
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })), authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { options, cookies: [await beginChallenge(tx, parts, { kind: 'passkey_add', accountId: session.accountId, data: { challenge: options.challenge } })] };
});

/** Keeps a new passkey under a name; other sessions end. */
export async function addPasskey(parts: Parts, session: Session, { caller, name, response }: { caller: Caller; name: string; response: RegistrationResponseJSON }): Promise<{ cookies: readonly string[] }> {
  return deed(parts, session, async (tx) => {
    const challenge = await takeChallenge<{ challenge: string }>(tx, 'passkey_add', caller.stepToken);
    if (challenge?.accountId !== session.accountId) throw new Problem('sign_in.step_expired');
    const made = await verifyRegistrationResponse({
      response, expectedChallenge: challenge.data.challenge, expectedOrigin: parts.site.origin, expectedRPID: domainOf(parts), requireUserVerification: true,
    }).catch((): null => null);
    if (!made?.verified) throw REFUSED();
    const { credential, credentialBackedUp } = made.registrationInfo;
    const added = await tx.run(sql`
      insert into auth.passkey (account_id, credential_id, public_key, counter, transports, is_backed_up, name, created_at)
      values (${session.accountId}, ${credential.id}, ${Buffer.from(credential.publicKey)}, ${credential.counter}::bigint, ${credential.transports ?? []}::text[], ${credentialBackedUp}::boolean, ${name}, ${tx.now}::timestamptz)
      on conflict (credential_id) do nothing`);
    if (!added) throw REFUSED();
    await closeOthers(tx, session, { action: 'account.add_passkey', after: { name } });
    return { cookies: await renewSession(tx, parts, { sessionId: session.sessionId, secondStep: 'passkey', proved: true }) };
  });
}

export const renamePasskey = (parts: Parts, session: Session, { passkeyId, name }: { passkeyId: number; name: string }): Promise<void> => deed(parts, session, async (tx) => {
  const found = await tx.maybe<{ name: string }>(sql`select name from auth.passkey where passkey_id = ${passkeyId}::integer and account_id = ${session.accountId}`);
  if (!found) throw new Problem('request.not_found');
  await tx.run(sql`update auth.passkey set name = ${name} where passkey_id = ${passkeyId}::integer`);
  await audit(tx, { action: 'account.rename_passkey', resource: 'auth.passkey', recordId: passkeyId, before: { name: found.name }, after: { name } });
});

/** Takes a passkey away; other sessions end, those that it opened among them. */
export const removePasskey = (parts: Parts, session: Session, passkeyId: number): Promise<void> => deed(parts, session, async (tx) => {
  const found = await tx.maybe<{ name: string }>(sql`delete from auth.passkey where passkey_id = ${passkeyId}::integer and account_id = ${session.accountId} returning name`);
  if (!found) throw new Problem('request.not_found');
  await closeOthers(tx, session, { action: 'account.remove_passkey', after: { passkeyId, name: found.name } });
});
