import { sql, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Keys } from './secrets.ts';
import { networkOf } from './site.ts';

type GuessKind = 'password' | 'code' | 'proof' | 'device' | 'network' | 'begin';
export type Subject = { readonly kind: GuessKind; readonly subject: string; readonly accountId: string | null };

// Five guesses, then a minute; five more, then two; at most an hour. In a day that is some 150 of a million codes, and never a door that stays shut.
// A whole office may stand behind one network.
const TRIES: Readonly<Record<GuessKind, number>> = { password: 5, code: 5, proof: 5, device: 5, network: 50, begin: 500 };
const WINDOW = '15 minutes';
const LONGEST_MINUTES = 60;
const FORGOTTEN_AFTER = '24 hours';

/** What is guessed at when somebody tries an address: it is counted whether it is somebody's or not. */
export const passwordSubject = (keys: Keys, email: string, accountId: string | null): Subject => ({ kind: 'password', subject: `password:${keys.digest('email', email.trim().toLowerCase())}`, accountId });
export const accountSubject = (kind: 'code' | 'proof', accountId: string): Subject => ({ kind, subject: `${kind}:${accountId}`, accountId });
/** A known device is counted by itself: strangers cannot use its guesses up. */
export const deviceSubject = (deviceId: number, accountId: string, what: 'password' | 'code'): Subject => ({ kind: 'device', subject: `device:${what}:${deviceId}`, accountId });
export const networkSubject = (keys: Keys, address: string): Subject => ({ kind: 'network', subject: `network:${keys.digest('network', networkOf(address))}`, accountId: null });

/** Ways in that anybody may begin and that keep something until they are answered: nothing is guessed, but a flood is no visitor. */
const beginSubject = (keys: Keys, address: string): Subject => ({ kind: 'begin', subject: `begin:${keys.digest('network', networkOf(address))}`, accountId: null });

type Taken = { readonly lockedUntil: string | null; /** This one was the last: it closed the door behind it. */ readonly closed: boolean };

/** Takes one guess, before anything is looked at: of any number at once, in any number of processes, so many get one as the limit says. */
async function takeGuess(tx: Tx, { kind, subject, accountId }: Subject): Promise<Taken> {
  const isFresh = sql`(g.locked_until is not null or g.first_at <= ${tx.now}::timestamptz - ${WINDOW}::interval)`;
  const tries = sql`(case when ${isFresh} then 1 else g.tries + 1 end)`;
  const locks = sql`(case when g.last_at < ${tx.now}::timestamptz - ${FORGOTTEN_AFTER}::interval then 0 else g.locks end)`;
  const closes = sql`${tries} >= ${TRIES[kind]}::integer`;
  const taken = await tx.maybe<{ lockedUntil: string | null }>(sql`
    insert into auth.guess as g (subject, kind, account_id, tries, first_at, last_at)
    values (${subject}, ${kind}, ${accountId}, 1, ${tx.now}::timestamptz, ${tx.now}::timestamptz)
    on conflict (subject) do update
       set tries = ${tries}, first_at = case when ${isFresh} then ${tx.now}::timestamptz else g.first_at end, last_at = ${tx.now}::timestamptz, account_id = excluded.account_id,
           locks = ${locks} + case when ${closes} then 1 else 0 end,
           locked_until = case when ${closes} then ${tx.now}::timestamptz + make_interval(mins => least(${LONGEST_MINUTES}::integer, power(2, least(${locks}, 10))::integer)) end
     where g.locked_until is null or g.locked_until <= ${tx.now}::timestamptz
    returning locked_until`);
  if (taken) return { lockedUntil: null, closed: taken.lockedUntil !== null };
  const { lockedUntil } = await tx.one<{ lockedUntil: string }>(sql`select locked_until from auth.guess where subject = ${subject}`);
  return { lockedUntil, closed: false };
}

/** Takes one guess of each, in this order; the first that is shut says until when. */
export async function takeGuesses(tx: Tx, subjects: readonly Subject[]): Promise<Taken> {
  const [first, ...rest] = subjects;
  if (!first) return { lockedUntil: null, closed: false };
  const taken = await takeGuess(tx, first);
  if (taken.lockedUntil) return taken;
  const others = await takeGuesses(tx, rest);
  return { lockedUntil: others.lockedUntil, closed: others.closed || (taken.closed && first.accountId !== null) };
}

/** A right guess wipes the slate of what it guessed at; a network gets its one guess back, no more, or one's own account would wipe it for all the others. */
export async function forgiveGuesses(tx: Tx, subjects: readonly Subject[]): Promise<void> {
  const of = (network: boolean) => subjects.filter(({ kind }) => (kind === 'network') === network).map(({ subject }) => subject);
  await tx.run(sql`
    update auth.guess set tries = greatest(tries - 1, 0), locked_until = case when tries <= ${TRIES.network}::integer then null else locked_until end where subject = any(${of(true)}::text[])`);
  await tx.run(sql`delete from auth.guess where subject = any(${of(false)}::text[])`);
}

/** Counts one way in that is begun; a network that begins hundreds has to wait. */
export async function countBegun(tx: Tx, keys: Keys, address: string): Promise<void> {
  const { lockedUntil } = await takeGuess(tx, beginSubject(keys, address));
  if (lockedUntil) throw lockedProblem(lockedUntil);
}

export const lockedProblem = (until: string): Problem => new Problem('sign_in.locked', { retryAt: until });
