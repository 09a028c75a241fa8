import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '../api/client.ts';
import { ProblemError } from '../api/problem-error.ts';
import type { FunctionName } from '../ui/theme/tokens.ts';

/** The signed-in person, as GET /api/session tells it. */
export type Person = {
  readonly userId: number;
  readonly name: string;
  readonly role: string;
  readonly roleTitle: string;
  readonly function: FunctionName | null;
  readonly email: string;
  readonly timeZone: string;
  /** Others answer to this person; absent in what an older version kept on the device. */
  readonly managesTeam?: boolean;
  readonly permissions: readonly string[];
  /** A second step is demanded and missing; absent in what an older version kept on the device. */
  readonly lacksSecondStep?: boolean;
};

export type Session = { readonly person: Person | null };

const KEPT = 'tutti-session'; // who was signed in on this device when the server last answered: name and role, no key to anything

const LEFT = 'tutti-left'; // somebody signed out on this device and the server has not heard of it

/** Tells the server that somebody left, if it has not heard yet; without a network it stays untold. */
async function tellLeft(): Promise<void> {
  if (read(LEFT) === null) return;
  await request('POST', '/sign-in/out', { body: {} }).catch((error: unknown) => { if (error instanceof ProblemError && error.status === 0) throw error; });
  write(LEFT, null);
}

/** Asks who is signed in; without a network it is who was signed in last, until the server says otherwise. */
async function askSession(signal: AbortSignal): Promise<Session> {
  try {
    await tellLeft();
    const session = await request<Session>('GET', '/session', { signal });
    keepSession(session);
    return session;
  } catch (error) {
    const kept = error instanceof ProblemError && error.status === 0 ? keptSession() : undefined;
    if (!kept) throw error;
    return kept;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // a browser that keeps nothing starts with the network alone
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const keepSession = (session: Session): void => write(KEPT, session.person ? JSON.stringify(session) : null);

function keptSession(): Session | undefined {
  try {
    return JSON.parse(read(KEPT) ?? 'null') as Session | null ?? undefined;
  } catch {
    return undefined;
  }
}

/** Signing out is forgotten nowhere: without a network the next start does not show whoever left, and the server hears of it before it is asked anything else. */
export async function leave(): Promise<void> {
  keepSession({ person: null });
  write(LEFT, 'yes');
  await tellLeft().catch(() => undefined);
}

/** Whoever signs in anew has put the session of whoever left out of this browser. */
export const arrive = (): void => write(LEFT, null);

export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => askSession(signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });

/** Who is signed in; pages inside the shell may rely on there being somebody. */
export function usePerson(): Person | null {
  return useQuery(sessionQuery()).data?.person ?? null;
}

const grants = (held: string, asked: string): boolean =>
  held === '*' || held === asked || (held.endsWith(':*') && asked.startsWith(held.slice(0, -1)));

/** Whether a person holds a permission (`consent:record`). */
export const may = (person: Person | null, permission: string): boolean =>
  person?.permissions.some((held) => grants(held, permission)) ?? false;

/** Whether a person holds any permission of a word (`consent`). */
export const mayAny = (person: Person | null, word: string): boolean =>
  person?.permissions.some((held) => held === '*' || held.startsWith(`${word}:`)) ?? false;

/** Whether the reader may do this; what may not be done stays visible, disabled, with its reason. */
export function useMay(permission: string): boolean {
  return may(usePerson(), permission);
}
