import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, type Answer } from '../../api/call.ts';
import { request } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { messages } from './messages.ts';

type Account = Answer<'/api/account'>;
export type SignedInAt = Account['sessions'][number];
/** What an authenticator needs, and the codes for the day it is lost; the sign-in library's own answer. */
export type NewFactor = { readonly totpURI: string; readonly backupCodes: readonly string[] };

export const accountQuery = () => queryOptions({ queryKey: ['account'], queryFn: ({ signal }) => get('/api/account', { signal }), staleTime: 0 });

/** A refusal of sign-in in our own words, or undefined when it is a fault of another kind. */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  const words: Readonly<Record<string, string>> = messages.refused;
  return words[error.code] ?? (error.status === 429 ? messages.refused.tooOften : undefined);
}

/** A deed on one's own account; what the page shows is read anew after it. */
export function useDeed<Input extends object, Output = unknown>(path: string, onDone?: (output: Output) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => request<Output>('POST', `/auth${path}`, { body: input }),
    onSuccess: (output) => {
      void client.invalidateQueries({ queryKey: ['account'] });
      onDone?.(output);
    },
  });
}

/** Signs out at one other place, or at all others. */
export function useEndSessions(onDone: (ended: number) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sessionId?: string) => post('/api/account/sessions/end', { body: sessionId ? { sessionId } : {} }),
    onSuccess: ({ ended }) => {
      void client.invalidateQueries({ queryKey: ['account'] });
      onDone(ended);
    },
  });
}
