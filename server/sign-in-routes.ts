import { z } from 'zod';
import { acceptInvitation, beginPasskeySignIn, beginProvider, enterByProvider, enterCode, enterPasskey, enterPassword, listWays, lookAtInvitation, passkeyAnswer, signOut, type SignIn } from '#platform/auth';
import { VISITOR } from '#platform/db';
import { route, type Route } from '#platform/http';
import { answerOnce, callerOf } from './with-cookies.ts';

const entered = z.object({ next: z.enum(['done', 'code']).describe('code: the second step is asked for at /api/sign-in/code') });
const token = z.string().min(20).max(100);
const ownPath = z.string().max(500).regex(/^\/(?![/\\])/, 'is a path of our own').default('/');

const steps = (signIn: SignIn): Route[] => [
  route({
    method: 'GET', path: '/sign-in/ways', permission: 'public', summary: 'The ways in that the sign-in page offers besides the password',
    input: z.object({}), output: z.object({ passkeys: z.boolean(), providers: z.array(z.object({ providerId: z.number(), name: z.string() })) }),
    handle: async () => ({ passkeys: signIn.parts.site.passkeyDomain !== null, providers: await listWays(signIn.parts, VISITOR) }),
  }),
  route({
    method: 'POST', path: '/sign-in/password', permission: 'public', summary: 'Sign in by address and password; five wrong ones shut it for a while, for a known device by itself',
    input: z.object({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(500) }), output: entered,
    handle: async (context) => { const { next, cookies } = await enterPassword(signIn.parts, callerOf(signIn, context), context.input); return answerOnce({ next }, cookies); },
  }),
  route({
    method: 'POST', path: '/sign-in/code', permission: 'public', summary: 'The second step: the code of the authenticator, or a recovery code',
    input: z.object({ kind: z.enum(['authenticator', 'recovery']).default('authenticator'), code: z.string().min(1).max(60) }), output: entered,
    handle: async (context) => { const { next, cookies } = await enterCode(signIn.parts, callerOf(signIn, context), context.input); return answerOnce({ next }, cookies); },
  }),
  route({
    method: 'POST', path: '/sign-in/out', permission: 'public', summary: 'Ends the session of this browser', input: z.object({}), output: z.object({ left: z.boolean() }),
    handle: async (context) => answerOnce({ left: context.session !== null }, await signOut(signIn.parts, callerOf(signIn, context), context.session)),
  }),
];

const passkeys = (signIn: SignIn): Route[] => [
  route({
    method: 'POST', path: '/sign-in/passkey/begin', permission: 'public', summary: 'What a browser needs to ask for a passkey; names nobody', input: z.object({}), output: z.object({ options: z.unknown() }),
    handle: async (context) => { const { options, cookies } = await beginPasskeySignIn(signIn.parts, callerOf(signIn, context)); return answerOnce({ options }, cookies); },
  }),
  route({
    method: 'POST', path: '/sign-in/passkey', permission: 'public', summary: 'Sign in with a passkey: both steps at once', input: z.object({ answer: passkeyAnswer }), output: entered,
    handle: async (context) => { const { next, cookies } = await enterPasskey(signIn.parts, callerOf(signIn, context), context.input.answer as never); return answerOnce({ next }, cookies); },
  }),
];

const invitations = (signIn: SignIn): Route[] => [
  route({
    method: 'POST', path: '/sign-in/invitation', permission: 'public', summary: 'Whose invitation this is', input: z.object({ token }),
    output: z.object({ name: z.string(), email: z.string(), kind: z.enum(['welcome', 'reset']) }),
    handle: (context) => lookAtInvitation(signIn.parts, callerOf(signIn, context), context.input.token),
  }),
  route({
    method: 'POST', path: '/sign-in/invitation/accept', permission: 'public', summary: 'Sets the password that an invitation gives the right to, once; opens no session', input: z.object({ token, password: z.string().min(1).max(500) }), output: z.object({ email: z.string() }),
    handle: (context) => acceptInvitation(signIn.parts, callerOf(signIn, context), context.input),
  }),
];

const providers = (signIn: SignIn): Route[] => [
  route({
    method: 'POST', path: '/sign-in/providers/:providerId/begin', permission: 'public', summary: 'Begins the way to another sign-in (OpenID Connect, code with PKCE); the page goes to the address',
    input: z.object({ providerId: z.coerce.number().int().positive(), to: ownPath, proof: z.boolean().default(false).describe('She signs in there anew, as a proof for a deed on her account') }), output: z.object({ address: z.string() }),
    handle: async (context) => { const { address, cookies } = await beginProvider(signIn.parts, callerOf(signIn, context), context.input); return answerOnce({ address }, cookies); },
  }),
  route({
    method: 'POST', path: '/sign-in/providers/return', permission: 'public', summary: 'Comes back from another sign-in with what it gave the browser', input: z.object({ query: z.string().max(4_000) }), output: entered.extend({ to: z.string() }),
    handle: async (context) => {
      const { next, to, cookies } = await enterByProvider(signIn.parts, callerOf(signIn, context), { query: context.input.query, addPerson: signIn.addPerson });
      return answerOnce({ next, to }, cookies);
    },
  }),
];

/** Coming in and going out. Every one of them is public; each counts before it looks. */
export const signInRoutes = (signIn: SignIn): Route[] => [...steps(signIn), ...passkeys(signIn), ...invitations(signIn), ...providers(signIn)];
