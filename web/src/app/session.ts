import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '../api/client.ts';
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
  readonly permissions: readonly string[];
};

export type Session = { readonly person: Person | null };

export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => request<Session>('GET', '/session', { signal }),
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
