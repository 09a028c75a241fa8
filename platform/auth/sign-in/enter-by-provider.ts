import { audit } from '#platform/audit';
import { sql, VISITOR, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, ClientSecretBasic, discovery, enableNonRepudiationChecks, fetchUserInfo, randomNonce, randomPKCECodeVerifier, randomState, type Configuration } from 'openid-client';
import { beginChallenge, takeChallenge } from './challenges.ts';
import { countBegun } from './guesses.ts';
import { goOn, turnAway, type Entered } from './enter.ts';
import { ensureAccount } from './invitations.ts';
import { actorOf, type Parts } from './parts.ts';
import { findByAccount, findByEmail, findByUser, type Found } from './people.ts';
import { findProvider, type RoleOf, type WithSecret } from './providers.ts';
import { openSession } from './sessions.ts';
import type { Caller } from './site.ts';

/** Puts a colleague on file whom a provider vouches for; returns her number. */
export type AddPerson = (person: { readonly name: string; readonly email: string } & RoleOf) => Promise<number>;
type Begun = { readonly providerId: number; readonly state: string; readonly nonce: string; readonly verifier: string; readonly to: string; readonly proof: boolean };

const TIMEOUT_SECONDS = 10;
const CONFIGURED_MS = 10 * 60_000; // a provider that turns its keys is asked again in time
const FRESH_SECONDS = 60;

const configured = new Map<string, { readonly at: number; readonly found: Promise<Configuration> }>();

/** What the provider says of itself, asked once in a while. It must name itself as we do, sign what it says, and take its time within bounds. */
function configurationOf(parts: Parts, provider: WithSecret): Promise<Configuration> {
  const name = `${provider.providerId} ${provider.issuer} ${provider.changedAt}`;
  const known = configured.get(name);
  if (known && performance.now() - known.at < CONFIGURED_MS) return known.found;
  const secret = parts.keys.unseal(provider.clientSecret);
  const isPlain = provider.issuer.startsWith('http:');
  const found = discovery(new URL(provider.issuer), provider.clientId, secret, ClientSecretBasic(secret), { timeout: TIMEOUT_SECONDS, execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])] })
    .catch((cause: unknown) => {
      configured.delete(name);
      throw new Problem('sign_in.provider_unavailable', {}, { cause });
    });
  configured.set(name, { at: performance.now(), found });
  return found;
}

const returnTo = ({ site }: Parts): string => `${site.url}/sign-in/return`;

/** Begins the way to a provider: state, nonce and the verifier stay here, behind this browser's cookie. `proof` asks her to sign in there anew. */
export async function beginProvider(parts: Parts, caller: Caller, { providerId, to, proof }: { providerId: number; to: string; proof: boolean }): Promise<{ address: string; cookies: string[] }> {
  await parts.db.transaction(VISITOR, (tx) => countBegun(tx, parts.keys, caller.address));
  const provider = await parts.db.read(VISITOR, (tx) => findProvider(tx, providerId));
  if (!provider) throw new Problem('request.not_found');
  const configuration = await configurationOf(parts, provider);
  const begun: Begun = { providerId, state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), to, proof };
  const address = buildAuthorizationUrl(configuration, {
    redirect_uri: returnTo(parts), scope: 'openid email profile', response_type: 'code', state: begun.state, nonce: begun.nonce,
    code_challenge: await calculatePKCECodeChallenge(begun.verifier), code_challenge_method: 'S256', ...(proof ? { prompt: 'login', max_age: '0' } : {}),
  });
  const sealed = parts.keys.seal(JSON.stringify(begun)).toString('base64');
  return { address: address.href, cookies: [await parts.db.transaction(VISITOR, (tx) => beginChallenge(tx, parts, { kind: 'provider', data: { sealed } }))] };
}

type Claims = { readonly sub: string; readonly iss: string; readonly auth_time?: number; readonly amr?: unknown; readonly email?: unknown; readonly email_verified?: unknown; readonly name?: unknown; readonly [claim: string]: unknown };

/** What the provider says of her: its answer fits what was begun, is signed, is for us and is new. */
async function askClaims(parts: Parts, provider: WithSecret, { begun, query }: { begun: Begun; query: string }): Promise<Claims> {
  const configuration = await configurationOf(parts, provider);
  try {
    const tokens = await authorizationCodeGrant(configuration, new URL(`${returnTo(parts)}?${query}`), { pkceCodeVerifier: begun.verifier, expectedState: begun.state, expectedNonce: begun.nonce, idTokenExpected: true, ...(begun.proof ? { maxAge: FRESH_SECONDS } : {}) });
    const claims = tokens.claims() as Claims | undefined;
    if (!claims) throw new Error('no claims');
    const isWhole = claims.email !== undefined && (!provider.roleClaim || claims[provider.roleClaim] !== undefined);
    const more = isWhole || !configuration.serverMetadata().userinfo_endpoint ? {} : await fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return { ...more, ...claims };
  } catch (cause) {
    throw new Problem('sign_in.provider_refused', {}, { cause });
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The first value of the claim that stands for a role; undefined refuses. Where no claim is named, people on file keep their role and nobody new is made. */
function roleOf({ roleClaim, roleMap }: WithSecret, claims: Claims): RoleOf | 'as_on_file' | undefined {
  if (!roleClaim) return 'as_on_file';
  const value = claims[roleClaim];
  const values = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
  const known = values.find((one) => Object.hasOwn(roleMap, one));
  return known === undefined ? undefined : roleMap[known];
}

const findIdentity = (tx: Tx, { iss, sub }: Claims): Promise<{ accountId: string } | undefined> => tx.maybe(sql`
  select account_id from auth.identity where issuer = ${iss} and subject = ${sub}`);

async function link(tx: Tx, person: Found, claims: Claims): Promise<string> {
  const accountId = await ensureAccount(tx, person);
  await tx.run(sql`insert into auth.identity (issuer, subject, account_id, created_at) values (${claims.iss}, ${claims.sub}, ${accountId}, ${tx.now}::timestamptz)`);
  await tx.run(sql`update auth.invitation set used_at = ${tx.now}::timestamptz where user_id = ${person.userId}::integer and used_at is null and revoked_at is null`);
  await audit(tx, { action: 'sign_in.link_provider', resource: 'auth.identity', recordId: person.userId, after: { issuer: claims.iss } });
  return accountId;
}

const isInvited = async (tx: Tx, userId: number): Promise<boolean> => (await tx.rows(sql`
  select from auth.invitation where user_id = ${userId}::integer and used_at is null and revoked_at is null and expires_at > ${tx.now}::timestamptz`)).length > 0;

/** Whoever is not linked yet comes in by a verified address alone: as somebody who was invited, or as somebody new where new people are made. */
async function admitNew(parts: Parts, { provider, claims, role, addPerson }: { provider: WithSecret; claims: Claims; role: RoleOf | 'as_on_file'; addPerson: AddPerson | undefined }): Promise<Found & { accountId: string }> {
  const email = textOf(claims.email);
  if (claims.email_verified !== true) throw new Problem('sign_in.provider_email_unverified');
  const onFile = await parts.db.read(VISITOR, async (tx) => {
    const person = await findByEmail(tx, email);
    return person && { person, invited: await isInvited(tx, person.userId) };
  });
  if (onFile && !onFile.invited) {
    turnAway(parts, onFile.person.userId, 'provider_not_linked');
    throw new Problem('sign_in.provider_unknown');
  }
  if (!onFile && (!provider.makesPeople || role === 'as_on_file' || !addPerson)) throw new Problem('sign_in.provider_unknown');
  const userId = onFile?.person.userId ?? await addPerson!({ name: textOf(claims.name) || email, email, ...role as RoleOf });
  const person = onFile?.person ?? await parts.db.read(VISITOR, (tx) => findByUser(tx, userId));
  if (!person) throw new Problem('sign_in.provider_unknown');
  return { ...person, accountId: await parts.db.transaction(actorOf(person), (tx) => link(tx, person, claims)) };
}

async function admit(parts: Parts, options: { provider: WithSecret; claims: Claims; addPerson: AddPerson | undefined }): Promise<Found & { accountId: string }> {
  const { provider, claims } = options;
  const domain = textOf(claims.email).split('@')[1]?.toLowerCase();
  if (!domain || !provider.domains.includes(domain)) throw new Problem('sign_in.provider_domain');
  const known = await parts.db.read(VISITOR, async (tx) => {
    const identity = await findIdentity(tx, claims);
    return identity && { accountId: identity.accountId, person: await findByAccount(tx, identity.accountId) };
  });
  if (known && !known.person) throw new Problem('sign_in.provider_unknown'); // her account is there, she is not active
  const role = roleOf(provider, claims);
  if (!role) {
    turnAway(parts, known?.person?.userId, 'provider_no_role');
    throw new Problem('sign_in.provider_no_role');
  }
  return known?.person ? { ...known.person, accountId: known.accountId } : admitNew(parts, { ...options, role });
}

/** Comes back from a provider. What it says of a second step counts only where the company says so; else ours is asked for, as after a password. */
export async function enterByProvider(parts: Parts, caller: Caller, { query, addPerson }: { query: string; addPerson: AddPerson | undefined }): Promise<Entered & { to: string }> {
  const taken = await parts.db.transaction(VISITOR, (tx) => takeChallenge<{ sealed: string }>(tx, 'provider', caller.stepToken));
  if (!taken) throw new Problem('sign_in.step_expired');
  const begun = JSON.parse(parts.keys.unseal(Buffer.from(taken.data.sealed, 'base64'))) as Begun;
  const provider = await parts.db.read(VISITOR, (tx) => findProvider(tx, begun.providerId));
  if (!provider) throw new Problem('sign_in.provider_unavailable');
  const claims = await askClaims(parts, provider, { begun, query });
  const person = await admit(parts, { provider, claims, addPerson });
  const counts = Array.isArray(claims.amr) && claims.amr.some((one) => provider.secondSteps.includes(one as string));
  const opening = { accountId: person.accountId, means: 'provider', secondStep: 'provider', proved: begun.proof } as const;
  const entered = await parts.db.transaction(actorOf(person), async (tx): Promise<Entered> => (counts ? { next: 'done', cookies: await openSession(tx, parts, { caller, opening }) } : goOn(tx, parts, { person, caller, means: 'provider', proved: begun.proof })));
  parts.forget();
  return { ...entered, to: begun.to };
}
