import type pg from 'pg';
import { audit, auditAccess } from '#platform/audit';
import { VISITOR, type Db } from '#platform/db';
import { awaitedUser } from './awaited-user.ts';
import { pathOf } from './path-of.ts';
import type { FindPerson, Person, Session } from './session.ts';

type Parts = { readonly pool: pg.Pool; readonly db: Db; readonly findPerson: FindPerson; readonly onFault: (error: unknown) => void };
type Answer = { readonly user?: { readonly id: string }; readonly twoFactorRedirect?: boolean; readonly code?: string };

const PASSWORD = '/sign-in/email';
/** What the second step was done with. */
const CODES: Readonly<Record<string, string>> = { '/two-factor/verify-totp': 'authenticator', '/two-factor/verify-backup-code': 'recovery_code' };
const answerOf = (response: Response): Promise<Answer> => response.clone().json().catch(() => ({})) as Promise<Answer>;

/** Who came in, who was turned away and who left, in the trail. An address that belongs to nobody leaves nothing. */
export function openTrail({ pool, db, findPerson, onFault }: Parts) {
  const cameIn = ({ userId, role }: Person, secondStep: string) => db.transaction({ kind: 'person', role, userId }, async (tx) => {
    await auditAccess(tx, { action: 'session.sign_in', resource: 'auth.session', recordId: userId, after: { secondStep } });
    if (secondStep === 'recovery_code') await audit(tx, { action: 'account.use_recovery_code', resource: 'auth.user', recordId: userId }); // one fewer is left
  });
  // Not awaited: that an account exists must not be told by how long the answer takes.
  const turnedAway = (found: Promise<Person | undefined>, reason: string): void => void found
    .then((person) => person && db.transaction(VISITOR, (tx) => auditAccess(tx, { action: 'session.refuse_sign_in', resource: 'auth.session', recordId: person.userId, reason }))).catch(onFault);
  const byId = async (id: string | undefined) => (id ? findPerson({ authId: id }) : undefined);

  async function recordPassword(email: unknown, response: Response): Promise<void> {
    const answer = await answerOf(response);
    if (response.status === 401 && typeof email === 'string') turnedAway(findPerson({ email }), 'wrong_password');
    const person = response.ok && !answer.twoFactorRedirect ? await byId(answer.user?.id) : undefined;
    if (person) await cameIn(person, 'none');
  }

  async function recordCode({ secondStep, awaited, response }: { secondStep: string; awaited: string | undefined; response: Response }): Promise<void> {
    const answer = await answerOf(response);
    if (!response.ok && awaited && answer.code) turnedAway(byId(awaited), answer.code.toLowerCase()); // without a code it is the limit by address, which tells nothing of the account
    const person = response.ok ? await byId(answer.user?.id) : undefined;
    if (person) await cameIn(person, secondStep);
  }

  return {
    /** Lets a request be answered, and writes what it was. */
    async follow(request: Request, session: Session | null, answer: () => Promise<Response>): Promise<Response> {
      const path = pathOf(request);
      const secondStep = session ? undefined : CODES[path];
      const given = path === PASSWORD ? await request.clone().json().catch(() => ({})) as { email?: unknown } : {};
      const awaited = secondStep ? await awaitedUser(pool, request.headers) : undefined;
      const response = await answer();
      if (path === PASSWORD) await recordPassword(given.email, response);
      if (secondStep) await recordCode({ secondStep, awaited, response });
      if (session && path === '/sign-out' && response.ok) await db.transaction(session.actor, (tx) => auditAccess(tx, { action: 'session.sign_out', resource: 'auth.session', recordId: session.person.userId }));
      return response;
    },
  };
}
