import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { request } from '../../api/client.ts';
import { safeTarget } from '../../app/safe-target.ts';
import { useUrlState } from '../../app/url-state.ts';

/** A demo account the server is willing to show. */
export type AccountHint = { readonly name: string; readonly role: string; readonly email: string; readonly password: string };
type SignInAnswer = { readonly twoFactorRedirect?: boolean };

/** The demo accounts, where there are any; a server without them answers 404, and nothing is shown. */
export const hintsQuery = () =>
  queryOptions({
    queryKey: ['session', 'hints'],
    queryFn: async ({ signal }) => {
      const answer = await request<{ accounts: readonly AccountHint[] } | readonly AccountHint[] | undefined>('GET', '/session/hints', { signal }).catch(() => undefined);
      return (answer && 'accounts' in answer ? answer.accounts : answer) ?? [];
    },
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

/** The first step: e-mail and password; says whether a second is asked for. */
export function usePasswordStep(onSecondStep: () => void) {
  const goOn = useGoOn();
  return useMutation({
    mutationFn: (input: { readonly email: string; readonly password: string }) => request<SignInAnswer>('POST', '/auth/sign-in/email', { body: input }),
    onSuccess: (answer) => (answer?.twoFactorRedirect ? onSecondStep() : goOn()),
  });
}

/** The second step: the code of the authenticator. */
export function useCodeStep() {
  const goOn = useGoOn();
  return useMutation({
    mutationFn: (code: string) => request('POST', '/auth/two-factor/verify-totp', { body: { code } }),
    onSuccess: goOn,
  });
}
