import { z } from 'zod';
import type { Session, SignIn } from '#platform/auth';
import { route, type Route } from '#platform/http';
import { Problem } from '#platform/problem';

const accountOutput = z.object({
  email: z.string(), secondFactor: z.boolean(), passwordChangedAt: z.string(),
  sessions: z.array(z.object({ sessionId: z.string(), startedAt: z.string(), lastSeenAt: z.string(), device: z.string(), address: z.string(), current: z.boolean() })),
});

function own(session: Session | null): Session {
  if (!session) throw new Problem('request.not_signed_in');
  return session;
}

/** One's own account: how it is protected, where it is in use. Password and second factor themselves are changed at /api/auth. */
export const accountRoutes = (signIn: SignIn): Route[] => [
  route({
    method: 'GET', path: '/account', permission: 'account:own', summary: 'How one’s own account is protected, and where it is signed in',
    input: z.object({}), output: accountOutput,
    handle: async (context) => {
      const session = own(context.session);
      const account = await signIn.findAccount(session);
      if (!account) throw new Problem('request.not_found');
      return { ...account, email: session.person.email, sessions: account.sessions.map((one) => ({ ...one, current: one.sessionId === session.sessionId })) };
    },
  }),
  route({
    method: 'POST', path: '/account/sessions/end', permission: 'account:own', summary: 'Ends one of one’s other sessions, or all of them',
    input: z.object({ sessionId: z.string().max(80).optional().describe('Left out: all but this one') }), output: z.object({ ended: z.number() }),
    handle: async ({ session, input }) => {
      const ended = await signIn.endOtherSessions(own(session), input.sessionId ?? null);
      if (ended === 0 && input.sessionId) throw new Problem('request.not_found');
      return { ended };
    },
  }),
];
