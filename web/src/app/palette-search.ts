import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { request } from '../api/client.ts';
import type { PageOf } from '../api/page-of.ts';

/** A customer as the search shows her, already redacted for the reader. */
export type FoundCustomer = { readonly customerId: string; readonly name: string; readonly kind?: string; readonly speciality?: string | null; readonly place?: string | null };

const REST_MS = 120; // between two letters of quick typing
const MOST = 8;

/** Customers whose name, NPI, id or phone number answers the text; asked when the typing rests. */
export function useCustomerSearch(text: string, enabled: boolean) {
  const [settled] = useDebouncedValue(text.trim(), REST_MS);
  return useQuery({
    queryKey: ['customers', 'search', settled],
    queryFn: ({ signal }) => request<PageOf<FoundCustomer>>('GET', '/customers', { query: { search: settled, limit: MOST }, signal }),
    enabled: enabled && settled.length >= 2,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 10_000,
  });
}
