import { queryOptions } from '@tanstack/react-query';
import { request } from '../../api/client.ts';

export type Restriction = 'PA' | 'ST' | 'QL' | 'AGE' | 'LA' | 'SP';
export const RESTRICTIONS: readonly Restriction[] = ['PA', 'ST', 'QL', 'AGE', 'LA', 'SP'];
export type Change = 'win' | 'loss' | 'tier_improved' | 'tier_worsened' | 'restriction_added' | 'restriction_removed' | 'baseline';
type Status = 'covered' | 'not_covered' | 'not_recorded';
export type Shown = 'all' | 'tier2' | 'restricted' | 'upcoming' | 'not_covered';

export type Product = { readonly productId: number; readonly code: string; readonly name: string; readonly isOwn: boolean; readonly launchedOn: string | null };
export type Payer = {
  readonly customerId: number; readonly name: string; readonly city: string | null; readonly state: string | null; readonly isMine: boolean; readonly plans: number; readonly coveredLives: number;
  readonly plansAtTier2: number; readonly livesAtTier2: number; readonly lastChangeAt: string | null;
};
type Standing = { readonly status: Status; readonly tier: number | null; readonly restrictions: readonly Restriction[] };
export type Plan = Standing & {
  readonly planId: number; readonly planName: string; readonly payerId: number; readonly payerName: string; readonly book: string; readonly coveredLives: number; readonly since: string | null;
  readonly change: Change | null; readonly source: string | null; readonly next: (Standing & { readonly effectiveFrom: string; readonly change: Change; readonly eventId: number | null }) | null;
};
export type Position = Standing & {
  readonly positionId: number; readonly planId: number; readonly planName: string; readonly payerName: string; readonly effectiveFrom: string; readonly effectiveTo: string | null; readonly change: Change;
  readonly source: string; readonly recordedAt: string; readonly recordedByName: string | null; readonly eventId: number | null;
};
export type Positions = { readonly asOf: string; readonly rows: readonly Plan[]; readonly history: readonly Position[] };
export type ChangeGroup = Standing & {
  readonly payerId: number; readonly payerName: string; readonly change: Change; readonly effectiveFrom: string; readonly source: string; readonly recordedAt: string; readonly recordedByName: string | null;
  readonly eventId: number | null; readonly coveredLives: number; readonly plans: readonly { readonly planId: number; readonly planName: string }[];
};
export type Figure = { readonly code: 'lives_at_tier2' | 'plans_at_tier2' | 'restricted_plans' | 'upcoming'; readonly value: number; readonly of: number | null; readonly before: { readonly value: number; readonly on: string } | null; readonly definition: string };
export type AccessHome = { readonly asOf: string; readonly since: string; readonly figures: readonly Figure[]; readonly changed: readonly ChangeGroup[] };

export type PreviewedEvent = { readonly eventType: string | null; readonly data: Readonly<Record<string, unknown>> | null; readonly changes: readonly { readonly planId: number; readonly change: Change }[]; readonly unchanged: readonly number[] };
export type SavedEvent = { readonly eventId: number | null; readonly eventType: string | null; readonly changes: readonly { readonly planId: number; readonly change: Change }[]; readonly unchanged: readonly number[] };
export type PreviewedPlay = {
  readonly playId: number; readonly name: string; readonly version: number; readonly audience: number; readonly chosen: number; readonly refused: number; readonly heldOut: number; readonly approval: string;
  readonly journeyReason: string; readonly byCandidate: readonly { readonly code: string; readonly name: string; readonly channel: string; readonly function: string; readonly count: number; readonly people: number }[];
  readonly refusals: readonly { readonly reason: string; readonly count: number }[]; readonly informs: readonly { readonly role: string; readonly headline: string }[];
};

const MINUTES_5 = 300_000; // products and payers change by the week

/** Our products, the newest launch first: its formulary moves most. */
export const productsQuery = () => queryOptions({
  queryKey: ['products', 'by-launch'],
  queryFn: async ({ signal }) => {
    const { rows } = await request<{ rows: readonly Product[] }>('GET', '/products', { query: { ownOnly: 'true' }, signal });
    return { rows: rows.toSorted((a, b) => (b.launchedOn ?? '').localeCompare(a.launchedOn ?? '')) };
  },
  staleTime: MINUTES_5,
});

export const homeQuery = (productId: number, mine: boolean) =>
  queryOptions({ queryKey: ['market-access', 'home', productId, mine], queryFn: ({ signal }) => request<AccessHome>('GET', '/market-access/home', { query: { productId, mine }, signal }) });

export const positionsQuery = (query: { productId: number; mine?: boolean; show?: Shown; asOf?: string | undefined; payerId?: number | undefined; history?: boolean }) =>
  queryOptions({ queryKey: ['market-access', 'positions', query], queryFn: ({ signal }) => request<Positions>('GET', '/market-access/positions', { query, signal }) });

export const payersQuery = (productId: number, mine: boolean) =>
  queryOptions({ queryKey: ['market-access', 'payers', productId, mine], queryFn: ({ signal }) => request<{ asOf: string; rows: readonly Payer[] }>('GET', '/market-access/payers', { query: { productId, mine }, signal }) });

export type AccessEventBody = { readonly payerId: number; readonly productId: number; readonly planIds: readonly number[]; readonly effectiveFrom: string; readonly status: 'covered' | 'not_covered'; readonly tier: number | null; readonly restrictions: readonly Restriction[]; readonly source: string };

export const eventPreviewQuery = (body: AccessEventBody) =>
  queryOptions({ queryKey: ['market-access', 'preview', body], queryFn: ({ signal }) => request<PreviewedEvent>('POST', '/market-access/events/preview', { body, signal }), staleTime: 30_000, retry: false });

/** What the event would start, and how long the count took. */
export const playsPreviewQuery = (payerId: number, event: PreviewedEvent | undefined) => queryOptions({
  queryKey: ['orchestration', 'preview', payerId, event?.eventType, event?.data],
  queryFn: async ({ signal }) => {
    const begun = performance.now();
    const { plays } = await request<{ plays: readonly PreviewedPlay[] }>('POST', '/orchestration/preview', { body: { type: event?.eventType, customerId: payerId, data: event?.data }, signal });
    return { plays, seconds: (performance.now() - begun) / 1000 };
  },
  staleTime: 30_000, retry: false,
});

export type CascadeRow = { readonly cascadeId: number; readonly name: string; readonly state: string; readonly audience: number };
export const cascadesOfQuery = (eventId: number) =>
  queryOptions({ queryKey: ['orchestration', 'cascades', { eventId }], queryFn: ({ signal }) => request<{ rows: readonly CascadeRow[] }>('GET', '/orchestration/cascades', { query: { eventId }, signal }) });

export type WorkItem = { readonly kind: string; readonly id: number; readonly customerName: string | null; readonly title: string; readonly dueAt: string | null };
export const inboxQuery = () =>
  queryOptions({ queryKey: ['work', 'inbox'], queryFn: ({ signal }) => request<{ buckets: Readonly<Record<'now' | 'today' | 'later' | 'waiting', readonly WorkItem[]>> }>('GET', '/work/inbox', { signal }) });
