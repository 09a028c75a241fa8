import { z } from 'zod';
import {
  addPasskey, beginAuthenticator, beginPasskey, beginPasskeyProof, changePassword, confirmAuthenticator, endOtherSessions, findAccount, isProved, listOwnKeys, LONGEST_KEY_DAYS, makeKey, mayBeScope, passkeyAnswer, prove, proveByPasskey,
  removeAuthenticator, removePasskey, renamePasskey, renewRecoveryCodes, revokeKey, type Policy, type Session, type SignIn,
} from '#platform/auth';
import type { Actor } from '#platform/db';
import { route, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { answerOnce, callerOf } from './with-cookies.ts';

const text = z.string().nullable();
const accountOutput = z.object({
  email: z.string(), secondFactor: z.boolean(), recoveryCodesLeft: z.number(), passwordChangedAt: text, secondStepRequired: z.boolean(), proved: z.boolean().describe('She has shown who she is a moment ago: deeds are open'), passkeysHere: z.boolean(),
  sessions: z.array(z.object({ sessionId: z.string(), startedAt: z.string(), lastSeenAt: z.string(), device: z.string(), address: z.string(), means: z.string(), secondStep: z.string(), current: z.boolean() })),
  passkeys: z.array(z.object({ passkeyId: z.number(), name: z.string(), createdAt: z.string(), usedAt: text, isBackedUp: z.boolean() })),
  providers: z.array(z.string()),
});
export const keyOutput = z.object({
  keyId: z.number(), name: z.string(), ending: z.string(), scopes: z.array(z.string()), createdAt: z.string(), expiresAt: z.string(), usedAt: text, revokedAt: text, userId: z.number(), userName: z.string(),
});
const done = z.object({ done: z.literal(true) });
const DONE = { done: true } as const;
const password = z.string().min(1).max(500);
const name = z.string().trim().min(1).max(60);
const passkeyId = z.coerce.number().int().positive();

/** One's session, acting by this request: the trail names it. */
function own({ session, actor }: { readonly session: Session | null; readonly actor: Actor }): Session {
  if (!session) throw new Problem('request.not_signed_in');
  return { ...session, actor };
}

const looking = ({ parts }: SignIn): Route[] => [
  route({
    method: 'GET', path: '/account', permission: 'account:own', summary: 'How one’s own account is protected, and where it is signed in', input: z.object({}), output: accountOutput,
    handle: async (context) => {
      const session = own(context);
      const account = await findAccount(parts, session);
      if (!account) throw new Problem('request.not_found');
      return { ...account, email: session.person.email, proved: isProved(parts, session), passkeysHere: parts.site.passkeyDomain !== null, sessions: account.sessions.map((one) => ({ ...one, current: one.sessionId === session.sessionId })) };
    },
  }),
  route({
    method: 'POST', path: '/account/sessions/end', permission: 'account:own', summary: 'Ends one of one’s other sessions, or all of them',
    input: z.object({ sessionId: z.string().max(80).optional().describe('Left out: all but this one') }), output: z.object({ ended: z.number() }),
    handle: async ({ session, actor, input }) => {
      const ended = await endOtherSessions(parts, own({ session, actor }), input.sessionId ?? null);
      if (ended === 0 && input.sessionId) throw new Problem('request.not_found');
      return { ended };
    },
  }),
];

const proving = (signIn: SignIn): Route[] => [
  route({
    method: 'POST', path: '/account/proof', permission: 'account:own', summary: 'Shows once more who one is, by password and, where there is a second step, a code: opens deeds on the account for five minutes; the session gets a new id',
    input: z.object({ password, code: z.string().max(60).optional() }), output: done,
    handle: async ({ session, actor, input }) => answerOnce(DONE, (await prove(signIn.parts, own({ session, actor }), input)).cookies),
  }),
  route({
    method: 'POST', path: '/account/proof/passkey/begin', permission: 'account:own', summary: 'What a browser needs to ask for one’s own passkey', input: z.object({}), output: z.object({ options: z.unknown() }),
    handle: async ({ session, actor }) => { const { options, cookies } = await beginPasskeyProof(signIn.parts, own({ session, actor })); return answerOnce({ options }, cookies); },
  }),
  route({
    method: 'POST', path: '/account/proof/passkey', permission: 'account:own', summary: 'Shows once more who one is, by a passkey', input: z.object({ answer: passkeyAnswer }), output: done,
    handle: async (context) => answerOnce(DONE, (await proveByPasskey(signIn.parts, own(context), { caller: callerOf(signIn, context), response: context.input.answer as never })).cookies),
  }),
  route({
    method: 'POST', path: '/account/password', permission: 'account:own', summary: 'A new password, by the old one; every other session ends', input: z.object({ currentPassword: password, newPassword: password }), output: done,
    handle: async ({ session, actor, input }) => answerOnce(DONE, (await changePassword(signIn.parts, own({ session, actor }), input)).cookies),
  }),
];

const secondStep = ({ parts }: SignIn): Route[] => [
  route({
    method: 'POST', path: '/account/authenticator', permission: 'account:own', summary: 'Makes the secret of an authenticator, shown once; after a proof', input: z.object({}), output: z.object({ uri: z.string(), secret: z.string() }),
    handle: async ({ session, actor }) => answerOnce(await beginAuthenticator(parts, own({ session, actor }))),
  }),
  route({
    method: 'POST', path: '/account/authenticator/confirm', permission: 'account:own', summary: 'Turns the second step on by a first code; gives the recovery codes, once', input: z.object({ code: z.string().min(1).max(60) }), output: z.object({ recoveryCodes: z.array(z.string()) }),
    handle: async ({ session, actor, input }) => { const { recoveryCodes, cookies } = await confirmAuthenticator(parts, own({ session, actor }), input.code); return answerOnce({ recoveryCodes }, cookies); },
  }),
  route({
    method: 'POST', path: '/account/authenticator/remove', permission: 'account:own', summary: 'Turns the second step off; after a proof', input: z.object({}), output: done,
    handle: async ({ session, actor }) => answerOnce(DONE, (await removeAuthenticator(parts, own({ session, actor }))).cookies),
  }),
  route({
    method: 'POST', path: '/account/recovery-codes', permission: 'account:own', summary: 'New recovery codes in the place of the old ones, shown once; after a proof', input: z.object({}), output: z.object({ recoveryCodes: z.array(z.string()) }),
    handle: async ({ session, actor }) => answerOnce(await renewRecoveryCodes(parts, own({ session, actor }))),
  }),
];

const passkeys = (signIn: SignIn): Route[] => [
  route({
    method: 'POST', path: '/account/passkeys/begin', permission: 'account:own', summary: 'What a browser needs to make a passkey; after a proof', input: z.object({}), output: z.object({ options: z.unknown() }),
    handle: async ({ session, actor }) => { const { options, cookies } = await beginPasskey(signIn.parts, own({ session, actor })); return answerOnce({ options }, cookies); },
  }),
  route({
    method: 'POST', path: '/account/passkeys', permission: 'account:own', summary: 'Keeps a new passkey under a name; after a proof', input: z.object({ name, answer: passkeyAnswer }), output: done,
    handle: async (context) => answerOnce(DONE, (await addPasskey(signIn.parts, own(context), { caller: callerOf(signIn, context), name: context.input.name, response: context.input.answer as never })).cookies),
  }),
  route({
    method: 'PATCH', path: '/account/passkeys/:passkeyId', permission: 'account:own', summary: 'Another name for a passkey; after a proof', input: z.object({ passkeyId, name }), output: done,
    handle: async ({ session, actor, input }) => { await renamePasskey(signIn.parts, own({ session, actor }), input); return DONE; },
  }),
  route({
    method: 'POST', path: '/account/passkeys/:passkeyId/remove', permission: 'account:own', summary: 'Takes a passkey away; after a proof', input: z.object({ passkeyId }), output: done,
    handle: async ({ session, actor, input }) => { await removePasskey(signIn.parts, own({ session, actor }), input.passkeyId); return DONE; },
  }),
];

const keys = ({ parts }: SignIn, policy: Policy): Route[] => [
  route({
    method: 'GET', path: '/account/keys', permission: 'account:own', summary: 'One’s own keys for programs, and what a new one may be made for', input: z.object({}), output: z.object({ keys: z.array(keyOutput), scopes: z.array(z.string()) }),
    handle: async (context) => {
      const session = own(context);
      return { keys: await listOwnKeys(parts, session), scopes: Object.keys(policy.permissions).filter((one) => mayBeScope(one) && Object.hasOwn(policy.permissions, one) && policy.permissions[one]?.includes(session.person.role)) };
    },
  }),
  route({
    method: 'POST', path: '/account/keys', permission: 'account:own', summary: 'Makes a key for programs, shown once; it never does more than its owner may at the moment; after a proof',
    input: z.object({ name, scopes: z.array(z.string().max(60)).min(1).max(200), days: z.number().int().min(1).max(LONGEST_KEY_DAYS) }), output: z.object({ keyId: z.number(), key: z.string() }),
    handle: async (context) => {
      const session = own(context);
      if (!context.input.scopes.every((one) => mayBeScope(one) && Object.hasOwn(policy.permissions, one) && policy.permissions[one]?.includes(session.person.role))) throw new Problem('account.scope_not_held');
      return answerOnce(await makeKey(parts, session, context.input));
    },
  }),
  route({
    method: 'POST', path: '/account/keys/:keyId/revoke', permission: 'account:own', summary: 'Ends a key; it opens nothing after five seconds', input: z.object({ keyId: z.coerce.number().int().positive() }), output: done,
    handle: async ({ session, actor, input }) => { await revokeKey(parts, own({ session, actor }).actor, { keyId: input.keyId, accountId: own({ session, actor }).accountId }); return DONE; },
  }),
];

/** One's own account. A key for programs reaches none of it. */
export const accountRoutes = (signIn: SignIn, policy: Policy): Route[] => [...looking(signIn), ...proving(signIn), ...secondStep(signIn), ...passkeys(signIn), ...keys(signIn, policy)];
