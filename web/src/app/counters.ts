import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '../api/client.ts';

/** What waits for me (work) and what I asked to hear and have not seen (bell). */
export type Counters = { readonly work: number; readonly bell: number };

const countersQuery = () =>
  queryOptions({
    queryKey: ['work', 'counters'],
    queryFn: ({ signal }) => request<Counters>('GET', '/work/counters', { signal }),
    staleTime: 15_000,
    retry: false,
  });

/** The two counters of the shell; none is shown until the server tells them. */
export const useCounters = (): Partial<Counters> => useQuery(countersQuery()).data ?? {};
