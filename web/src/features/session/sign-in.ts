import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { get, post, type Answer } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { safeTarget } from '../../app/safe-target.ts';
import { arrive } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { askPasskey } from '../../api/passkey.ts';

/** A demo account the server is willing to show. */
export type AccountHint = Answer<'/api/session/hints'>['accounts'][number];

/** The demo accounts, where there are any; nothing is shown while the server cannot say. */
export const hintsQuery = () =>
  queryOptions({
    queryKey: ['session', 'hints'],
    queryFn: async ({ signal }) => (await get('/api/session/hints', { signal }).catch(() => undefined))?.accounts ?? [],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** The ways in besides the password. */
export const waysQuery = () =>
  queryOptions({
    queryKey: ['session', 'ways'],
    queryFn: ({ signal }) => get('/api/sign-in/ways', { signal }).catch(() => ({ passkeys: false, providers: [] })),
    staleTime: 60_000,
    retry: false,
  });

/** What comes after a step that held, where it is not the page's own way. */
export type OnNext = (next: 'done' | 'code') => void;

/** Goes on: to the code, or to what was asked for, as the person now signed in. */
function useNext(onNext?: OnNext): (next: 'done' | 'code', to?: string) => void {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [search] = useUrlState<'to'>();
  return (next, to = search.to) => {
    arrive();
    if (onNext) return onNext(next);
    if (next === 'code') return router.history.push(paths.signInCode({ to }));
    queryClient.removeQueries({ queryKey: ['session'], exact: true });
    router.history.push(safeTarget(to));
  };
}

/** The first step: e-mail and password; an account with a second step goes on to its code. */
export function usePasswordStep(onNext?: OnNext) {
  const go = useNext(onNext);
  return useMutation({
    mutationFn: (input: { readonly email: string; readonly password: string }) => post('/api/sign-in/password', { body: input }),
    onSuccess: ({ next }) => go(next),
  });
}

export type CodeKind = 'authenticator' | 'recovery';

/** The second step: the code of the authenticator, or a recovery code. */
export function useCodeStep(kind: CodeKind, onNext?: OnNext) {
  const go = useNext(onNext);
  return useMutation({
    mutationFn: (code: string) => post('/api/sign-in/code', { body: { kind, code } }),
    onSuccess: ({ next }) => go(next),
  });
}

/** Both steps at once, by a passkey. */
export function usePasskeyStep(onNext?: OnNext) {
  const go = useNext(onNext);
  return useMutation({
    mutationFn: async () => {
      const { options } = await post('/api/sign-in/passkey/begin');
      return post('/api/sign-in/passkey', { body: { answer: await askPasskey(options) } });
    },
    onSuccess: ({ next }) => go(next),
  });
}

/** Leaves for another sign-in; it comes back to a page of its own. */
export function useProviderStep() {
  const [search] = useUrlState<'to'>();
  return useMutation({
    mutationFn: (providerId: number) => post('/api/sign-in/providers/{providerId}/begin', { path: { providerId }, body: { to: safeTarget(search.to) } }),
    onSuccess: ({ address }) => window.location.assign(address),
  });
}

/** Comes back from another sign-in, with what it put into the address. */
export function useReturnStep() {
  const go = useNext();
  return useMutation({
    mutationFn: (query: string) => post('/api/sign-in/providers/return', { body: { query } }),
    onSuccess: ({ next, to }) => go(next, to),
  });
}

/** Back to e-mail and password, for the same page. */
export function useBackToPassword(): string {
  const [search] = useUrlState<'to'>();
  return paths.signIn({ to: search.to });
}
