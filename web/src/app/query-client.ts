import { MutationCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api/problem-error.ts';

/** A refused or unknown thing does not get better by asking again; a lost connection may. */
const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 && !(error instanceof ProblemError && error.status >= 400 && error.status < 500);

export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: worthRetrying, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
    mutationCache: new MutationCache({
      onError: (error) => {
        if (error instanceof ProblemError && error.status === 401) void client.invalidateQueries({ queryKey: ['session'] });
      },
    }),
  });
  return client;
}
