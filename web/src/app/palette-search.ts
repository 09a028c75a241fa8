import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api/call.ts';
import type { PageOf } from '../api/page-of.ts';

/** A customer as the search shows her, already redacted for the reader. */
export type FoundCustomer = { readonly customerId: string; readonly name: string; readonly kind?: string; readonly speciality?: string | null; readonly place?: string | null };

const REST_MS = 120; // between two letters of quick typing
const MOST = 8;

/** Customers whose name, NPI, id or phone number answers the text; asked when the typing rests. */
export function useCustomerSearch(text: string, enabled: boolean) {
  const [settled] = useDebouncedValue(text.trim(), REST_MS);
  return useQuery({
    queryKey: ['customers.customer', 'search', settled],
    queryFn: async ({ signal }): Promise<PageOf<FoundCustomer>> => {
      const { rows, nextCursor } = await get('/api/customers', { query: { search: settled, limit: MOST }, signal });
      return { items: rows.map((row) => ({ customerId: String(row.customerId), name: row.name, kind: row.kind, speciality: row.specialtyName, place: row.organisationName ?? [row.city, row.state].filter(Boolean).join(', ') })), next: nextCursor };
    },
    enabled: enabled && settled.length >= 2,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 10_000,
  });
}
