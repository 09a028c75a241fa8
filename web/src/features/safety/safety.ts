import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../api/client.ts';
import type { messages } from './messages.ts';

type Kind = keyof typeof messages.kinds;
export type SafetyEvent = {
  readonly safetyId: number; readonly receipt: string; readonly customerId: number; readonly customerName: string | null; readonly kind: Kind; readonly state: string; readonly productName: string | null;
  readonly channel: string; readonly caseId: number | null; readonly reporterName: string | null; readonly dayZeroAt: string; readonly dueAt: string; readonly recordedAt: string; readonly forwardedAt: string | null;
  readonly acknowledgedAt: string | null; readonly nullifiedAt: string | null; readonly nullifiedReason: string | null; readonly reference: string | null;
};
export type EventWithWords = SafetyEvent & { readonly narrative: string; readonly patient: string };
export type Clocks = { readonly received: number; readonly overdue: number; readonly dueSoon: number; readonly unacknowledged: number; readonly forwarded: number; readonly forwardedInTime: number; readonly nextDueAt: string | null };
export type Receipt = { readonly receipt: string; readonly kind: Kind; readonly dayZeroAt: string; readonly dueAt: string; readonly recordedAt: string };
type Rows<Row> = { readonly rows: readonly Row[]; readonly nextCursor?: string | null };

const CLOCK_MS = 30_000;

export const eventsQuery = (query: { state?: string; kind?: string; cursor?: string }) =>
  queryOptions({ queryKey: ['safety', 'events', query], queryFn: ({ signal }) => request<Rows<SafetyEvent>>('GET', '/safety/events', { query, signal }), refetchInterval: CLOCK_MS });
export const eventQuery = (safetyId: string) => queryOptions({ queryKey: ['safety', 'event', safetyId], queryFn: ({ signal }) => request<EventWithWords>('GET', `/safety/events/${safetyId}`, { signal }) });
export const clocksQuery = () => queryOptions({ queryKey: ['safety', 'clocks'], queryFn: ({ signal }) => request<Clocks>('GET', '/safety/clocks', { signal }), refetchInterval: CLOCK_MS });
export const receiptsQuery = () => queryOptions({ queryKey: ['safety', 'receipts'], queryFn: ({ signal }) => request<Rows<Receipt>>('GET', '/safety/receipts', { signal }) });
export const productsQuery = () => queryOptions({ queryKey: ['products', 'own'], queryFn: ({ signal }) => request<Rows<{ productId: number; name: string }>>('GET', '/products', { query: { ownOnly: true }, signal }), staleTime: 300_000 });

/** Posts to a path of safety and reads it anew. */
export function useSafety<Answer = unknown>() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body = {} }: { readonly path: string; readonly body?: unknown }) => request<Answer>('POST', `/safety${path}`, { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => { void client.invalidateQueries({ queryKey: ['safety'] }); },
  });
}
