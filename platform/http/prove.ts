import { createHash } from 'node:crypto';
import { z } from 'zod';
import { auditAccess, type Proof } from '#platform/audit';
import { passkeyAnswer, type Caller, type Session, type SignIn } from '#platform/auth';
import { sql, type Actor, type Db } from '#platform/db';
import { emit } from '#platform/events';
import { Problem, problems } from '#platform/problem';

problems({
  'signature.wrong_user_name': { status: 403, title: 'This is not your user name. Nothing was signed.' },
  'signature.wrong_password': { status: 403, title: 'This is not your password. Nothing was signed.' },
  'signature.wrong_passkey': { status: 403, title: 'This passkey is none of yours, or did not answer what was asked. Nothing was signed.' },
  'signature.wrong_code': { status: 403, title: 'This code is not right or was used before. Nothing was signed.' },
  'signature.component_missing': { status: 422, title: 'More is needed to sign.' },
  'signature.locked': { status: 429, title: 'Signing is closed for a while after too many wrong tries. An administrator was told.' },
  'signature.not_by_key': { status: 403, title: 'A program cannot sign. A person signs at a page.' },
});

/**
 * What is given again to sign: at the first signature of a session everything, at the next ones the password (21 CFR 11.200(a)(1)). A passkey is enough each
 * time: it holds what one has, and asks for what one knows or is.
 */
export const signatureInput = z.object({
  userName: z.string().max(200).optional().describe('One’s own e-mail address: at the first signature of a session'),
  password: z.string().min(1).max(200).optional(),
  code: z.string().max(40).optional().describe('From the authenticator: at the first signature of a session, where the account has one'),
  passkey: passkeyAnswer.optional().describe('In place of all the others: the answer to POST /signatures/passkey/begin'),
});
export type SignatureInput = z.output<typeof signatureInput>;
/** `password` and `passkey`: whether the account has one to sign with. */
export type SigningNeeds = { readonly userName: boolean; readonly code: boolean; readonly password: boolean; readonly passkey: boolean };

const CONTINUOUS_MINUTES = 30; // "a single, continuous period of controlled system access": as long as one reviews, not a working day
const MOST_REFUSALS = 5;
const LOCKED_MINUTES = 15; // five tries in a quarter of an hour: a guess among the million commonest passwords takes five years
const sessionKeyOf = (session: Session): string => createHash('sha256').update(`signing:${session.sessionId}`).digest('hex').slice(0, 24);
const minutesBefore = (db: Db, minutes: number): string => new Date(db.clock().getTime() - minutes * 60_000).toISOString();

type Asked = { readonly db: Db; readonly signIn: SignIn; readonly actor: Actor; readonly session: Session; readonly caller: Caller };
type Refusal = 'wrong_user_name' | 'wrong_password' | 'wrong_code' | 'wrong_passkey';

const recentRefusals = ({ db, actor, session }: Asked): Promise<number> => db.read(actor, async (tx) => (await tx.one<{ n: number }>(sql`
  select count(*) as n from audit.signing_refusal where user_id = ${session.person.userId}::integer and refused_at > ${minutesBefore(db, LOCKED_MINUTES)}::timestamptz`)).n);

/** Counts it, keeps it in the trail, and tells: an event that reaches the administrators and the person whose name was used (21 CFR 11.300(d)). */
async function refuse({ db, actor, session }: Asked, { reason, refusals }: { readonly reason: Refusal; readonly refusals: number }): Promise<never> {
  const { userId } = session.person;
  await db.transaction(actor, async (tx) => {
    await tx.run(sql`insert into audit.signing_refusal (user_id, reason, refused_at) values (${userId}::integer, ${reason}, ${tx.now}::timestamptz)`);
    await auditAccess(tx, { action: 'signature.refuse', resource: 'audit.signature', recordId: userId, reason });
    await emit(tx, { type: 'signature.refused', customerId: 0, key: `signature.refused:${userId}:${tx.now}:${refusals}`, data: { userId, reason, refusals: refusals + 1, locked: refusals + 1 >= MOST_REFUSALS } });
  });
  throw new Problem(`signature.${reason}`, { fields: [{ field: { wrong_user_name: 'userName', wrong_password: 'password', wrong_code: 'code', wrong_passkey: 'passkey' }[reason], message: 'is not right' }] });
}

/** Closed after too many wrong guesses reads as what was meant: signing. */
const counted = (look: Promise<boolean>): Promise<boolean> => look.catch((cause: unknown) => {
  throw cause instanceof Problem && cause.code === 'sign_in.locked' ? new Problem('signature.locked', {}, { cause }) : cause;
});

/** What this person has to give for the next signature. */
export async function signingNeeds(asked: Pick<Asked, 'db' | 'signIn' | 'actor' | 'session'>): Promise<SigningNeeds> {
  const { db, signIn, actor, session } = asked;
  const { continuous } = await db.read(actor, (tx) => tx.one<{ continuous: boolean }>(sql`
    select exists (select from audit.v_signature where user_id = ${session.person.userId}::integer and session_key = ${sessionKeyOf(session)} and signed_at > ${minutesBefore(db, CONTINUOUS_MINUTES)}::timestamptz) as continuous`));
  const { password, code, passkey } = await signIn.findMeans(session);
  return { userName: !continuous, code: !continuous && code, password, passkey };
}

const missing = (field: 'userName' | 'password' | 'code', message: string) => new Problem('signature.component_missing', { fields: [{ field, message }] });

/** Asks again who somebody is, in the very moment of signing. What is wrong is refused, counted and told. */
export async function prove(asked: Asked, given: SignatureInput): Promise<Proof> {
  const { session } = asked;
  if (session.key) throw new Problem('signature.not_by_key');
  const refusals = await recentRefusals(asked);
  if (refusals >= MOST_REFUSALS) throw new Problem('signature.locked');
  if (given.passkey) {
    if (!await asked.signIn.isPasskey(session, asked.caller, given.passkey)) return refuse(asked, { reason: 'wrong_passkey', refusals });
    return { userId: session.person.userId, sessionKey: sessionKeyOf(session), components: ['passkey'] };
  }
  const needs = await signingNeeds(asked);
  if (!given.password) throw missing('password', needs.password ? 'your password' : 'your account has none: sign with a passkey');
  if (needs.userName && !given.userName) throw missing('userName', 'your e-mail address, at the first signature of a session');
  if (needs.code && !given.code) throw missing('code', 'the code of your authenticator, at the first signature of a session');
  if (needs.userName && given.userName?.trim().toLowerCase() !== session.person.email.toLowerCase()) return refuse(asked, { reason: 'wrong_user_name', refusals });
  if (!await counted(asked.signIn.isPassword(session, given.password))) return refuse(asked, { reason: 'wrong_password', refusals });
  if (needs.code && !await counted(asked.signIn.isCode(session, given.code ?? ''))) return refuse(asked, { reason: 'wrong_code', refusals });
  return { userId: session.person.userId, sessionKey: sessionKeyOf(session), components: [...(needs.userName ? ['user_name' as const] : []), 'password', ...(needs.code ? ['code' as const] : [])] };
}
