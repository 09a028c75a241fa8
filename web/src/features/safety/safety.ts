import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, type Answer, type RowOf } from '../../api/call.ts';
import { request } from '../../api/client.ts';

export type SafetyEvent = RowOf<'/api/safety/events'>;
export type EventWithWords = Answer<'/api/safety/events/{safetyId}'>;
export type Receipt = RowOf<'/api/safety/receipts'>;
type EventsSearch = { readonly state?: 'received' | 'forwarded' | 'acknowledged' | 'nullified' | 'open'; readonly kind?: SafetyEvent['kind']; readonly cursor?: string };

const CLOCK_MS = 30_000;

export const eventsQuery = (query: EventsSearch) =>
  queryOptions({ queryKey: ['safety', 'events', query], queryFn: ({ signal }) => get('/api/safety/events', { query, signal }), refetchInterval: CLOCK_MS });
export const eventQuery = (safetyId: string) => queryOptions({ queryKey: ['safety', 'event', safetyId], queryFn: ({ signal }) => get('/api/safety/events/{safetyId}', { path: { safetyId: Number(safetyId) }, signal }) });
export const clocksQuery = () => queryOptions({ queryKey: ['safety', 'clocks'], queryFn: ({ signal }) => get('/api/safety/clocks', { signal }), refetchInterval: CLOCK_MS });
export const receiptsQuery = () => queryOptions({ queryKey: ['safety', 'receipts'], queryFn: ({ signal }) => get('/api/safety/receipts', { signal }) });
export const productsQuery = () => queryOptions({ queryKey: ['products', 'own'], queryFn: ({ signal }) => get('/api/products', { query: { ownOnly: 'true' }, signal }), staleTime: 300_000 });

/** Posts to a path of safety and reads it anew. */
export function useSafety<Saved = unknown>() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body = {} }: { readonly path: string; readonly body?: unknown }) => request<Saved>('POST', `/safety${path}`, { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => { void client.invalidateQueries({ queryKey: ['safety'] }); },
  });
}
