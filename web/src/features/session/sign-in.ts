import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { get, type Answer } from '../../api/call.ts';
import { request } from '../../api/client.ts';
import { paths } from '../../app/paths.ts';
import { safeTarget } from '../../app/safe-target.ts';
import { arrive } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';

/** A demo account the server is willing to show. */
export type AccountHint = Answer<'/api/session/hints'>['accounts'][number];
/** What /api/auth answers is the sign-in library's own: no route of ours, and so none of the API document, describes it. */
type SignInAnswer = { readonly twoFactorRedirect?: boolean };

/** The demo accounts, where there are any; nothing is shown while the server cannot say. */
export const hintsQuery = () =>
  queryOptions({
    queryKey: ['session', 'hints'],
    queryFn: async ({ signal }) => (await get('/api/session/hints', { signal }).catch(() => undefined))?.accounts ?? [],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** Goes on to the page that was asked for, as the person now signed in. */
function useGoOn(): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [search] = useUrlState<'to'>();
  return async () => {
    queryClient.removeQueries({ queryKey: ['session'], exact: true });
    router.history.push(safeTarget(search.to));
  };
}

/** The first step: e-mail and password; an account with a second step goes on to the page that asks for its code. */
export function usePasswordStep() {
  const goOn = useGoOn();
  const router = useRouter();
  const [search] = useUrlState<'to'>();
  return useMutation({
    mutationFn: (input: { readonly email: string; readonly password: string }) => request<SignInAnswer>('POST', '/auth/sign-in/email', { body: input }),
    onSuccess: (answer) => { arrive(); return answer?.twoFactorRedirect ? router.history.push(paths.signInCode({ to: search.to })) : goOn(); },
  });
}

export type CodeKind = 'totp' | 'backup-code';

/** The second step: the code of the authenticator, or a recovery code. */
export function useCodeStep(kind: CodeKind) {
  const goOn = useGoOn();
  return useMutation({
    mutationFn: (code: string) => request('POST', `/auth/two-factor/verify-${kind}`, { body: { code } }),
    onSuccess: goOn,
  });
}

/** Back to e-mail and password, for the same page. */
export function useBackToPassword(): string {
  const [search] = useUrlState<'to'>();
  return paths.signIn({ to: search.to });
}
