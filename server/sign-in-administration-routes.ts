import { z } from 'zod';
import { changeSettings, getSettings, invite, listInvitations, listKeys, listLocks, listProviders, openLock, revokeInvitation, revokeKey, saveProvider, type SignIn } from '#platform/auth';
import { ROLES } from '#platform/db';
import { route, type Route } from '#platform/http';
import { keyOutput } from './account-routes.ts';
import type { SendInvitation } from './send-invitation.ts';
import { answerOnce } from './with-cookies.ts';

const PERMISSION = 'sign_in:administer';
const text = z.string().nullable();
const done = z.object({ done: z.literal(true) });
const DONE = { done: true } as const;
const id = z.coerce.number().int().positive();
const settings = z.object({ idleMinutes: z.number().int().min(5).max(120), absoluteHours: z.number().int().min(1).max(24), secondStepRequired: z.boolean() });
const lock = z.object({ lockId: z.number(), kind: z.string().describe('password, code, proof, device or network'), userId: z.number().nullable(), name: text, tries: z.number(), locks: z.number(), lastAt: z.string(), lockedUntil: z.string() });
const invitation = z.object({
  invitationId: z.number(), userId: z.number(), name: z.string(), email: z.string(), kind: z.enum(['welcome', 'reset']), createdAt: z.string(), expiresAt: z.string(), usedAt: text, revokedAt: text,
  state: z.enum(['open', 'used', 'revoked', 'expired']),
});
const FUNCTIONS = ['sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services', 'operations'] as const;
const roleMap = z.record(z.string().min(1).max(200), z.object({ role: z.enum(ROLES), function: z.enum(FUNCTIONS) })).refine((map) => Object.keys(map).length <= 100, 'has at most 100 values');
const given = {
  name: z.string().trim().min(1).max(60), issuer: z.string().trim().max(500), clientId: z.string().trim().min(1).max(300),
  domains: z.array(z.string().trim().toLowerCase().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is a domain such as abc.example')).min(1).max(50),
  roleClaim: z.string().trim().max(100), roleMap, makesPeople: z.boolean(), secondSteps: z.array(z.string().trim().min(1).max(40)).max(20), isActive: z.boolean(),
};
const provider = z.object({ ...given, roleMap: z.record(z.string(), z.object({ role: z.string(), function: z.string() })), providerId: z.number(), changedAt: z.string() });

const rules = ({ parts }: SignIn): Route[] => [
  route({ method: 'GET', path: '/sign-in/settings', permission: PERMISSION, summary: 'How long sessions last, and whether a second step is demanded', input: z.object({}), output: settings, handle: ({ actor }) => getSettings(parts, actor) }),
  route({ method: 'PUT', path: '/sign-in/settings', permission: PERMISSION, summary: 'Sets how long sessions last, and whether a second step is demanded; holds at once', input: settings, output: settings, handle: ({ actor, input }) => changeSettings(parts, actor, input) }),
  route({ method: 'GET', path: '/sign-in/locks', permission: PERMISSION, summary: 'What is shut now for being guessed at too often; each opens by itself', input: z.object({}), output: z.object({ rows: z.array(lock) }), handle: async ({ actor }) => ({ rows: await listLocks(parts, actor) }) }),
  route({ method: 'POST', path: '/sign-in/locks/:lockId/open', permission: PERMISSION, summary: 'Opens a lock now', input: z.object({ lockId: id }), output: done, handle: async ({ actor, input }) => { await openLock(parts, actor, input.lockId); return DONE; } }),
  route({ method: 'GET', path: '/sign-in/keys', permission: PERMISSION, summary: 'Everybody’s keys for programs', input: z.object({}), output: z.object({ rows: z.array(keyOutput) }), handle: async ({ actor }) => ({ rows: await listKeys(parts, actor) }) }),
  route({ method: 'POST', path: '/sign-in/keys/:keyId/revoke', permission: PERMISSION, summary: 'Ends anybody’s key', input: z.object({ keyId: id }), output: done, handle: async ({ actor, input }) => { await revokeKey(parts, actor, { keyId: input.keyId, accountId: null }); return DONE; } }),
];

const invitations = ({ parts }: SignIn, send: SendInvitation | null): Route[] => [
  route({ method: 'GET', path: '/sign-in/invitations', permission: PERMISSION, summary: 'Who was invited, newest first', input: z.object({}), output: z.object({ rows: z.array(invitation), byMail: z.boolean() }), handle: async ({ actor }) => ({ rows: await listInvitations(parts, actor), byMail: send !== null }) }),
  route({
    method: 'POST', path: '/sign-in/invitations', permission: PERMISSION, status: 201, input: z.object({ userId: z.number().int().positive(), clearsSecondStep: z.boolean().default(false).describe('With the new password her authenticator, recovery codes and passkeys go: for whoever lost them') }),
    summary: 'Invites a person on file, or lets her set a new password: by mail, or, where no mail server is set, by a link that is shown once. An earlier invitation ends',
    output: z.object({ email: z.string(), kind: z.enum(['welcome', 'reset']), expiresAt: z.string(), link: text }),
    handle: async ({ actor, input }) => {
      const { email, kind, expiresAt, link, name } = await invite(parts, actor, input);
      await send?.({ name, email, kind, link, expiresAt });
      return { ...answerOnce({ email, kind, expiresAt, link: send ? null : link }), status: 201 };
    },
  }),
  route({ method: 'POST', path: '/sign-in/invitations/:invitationId/revoke', permission: PERMISSION, summary: 'Takes an invitation back', input: z.object({ invitationId: id }), output: done, handle: async ({ actor, input }) => { await revokeInvitation(parts, actor, input.invitationId); return DONE; } }),
];

const providers = ({ parts }: SignIn): Route[] => [
  route({ method: 'GET', path: '/sign-in/providers', permission: PERMISSION, summary: 'The other sign-ins that are trusted; their secrets are never shown', input: z.object({}), output: z.object({ rows: z.array(provider), returnTo: z.string().describe('The address to register there') }), handle: async ({ actor }) => ({ rows: await listProviders(parts, actor), returnTo: `${parts.site.url}/sign-in/return` }) }),
  route({
    method: 'POST', path: '/sign-in/providers', permission: PERMISSION, status: 201, summary: 'Trusts another sign-in (OpenID Connect)', input: z.object({ ...given, clientSecret: z.string().min(1).max(500) }), output: z.object({ providerId: z.number() }),
    handle: async ({ actor, input }) => ({ providerId: await saveProvider(parts, actor, { providerId: null, provider: input }) }),
  }),
  route({
    method: 'PUT', path: '/sign-in/providers/:providerId', permission: PERMISSION, summary: 'Changes what is trusted; without a secret the one on file stays', input: z.object({ ...given, providerId: id, clientSecret: z.string().min(1).max(500).optional() }), output: z.object({ providerId: z.number() }),
    handle: async ({ actor, input: { providerId, ...changed } }) => ({ providerId: await saveProvider(parts, actor, { providerId, provider: changed }) }),
  }),
];

/** How people get in, for administrators. */
export const signInAdministrationRoutes = (signIn: SignIn, send: SendInvitation | null): Route[] => [...rules(signIn), ...invitations(signIn, send), ...providers(signIn)];
