import { queryOptions } from '@tanstack/react-query';
import { get, post, type Answer, type Body, type RowOf } from '../../api/call.ts';

type Positions = Answer<'/api/market-access/positions'>;
export type Plan = Positions['rows'][number];
/** On tier 2 or better; only what is covered has a tier. */
export const isAtTier2 = ({ tier }: Plan): boolean => tier !== null && tier <= 2;
export type Position = Positions['history'][number];
export type AccessHome = Answer<'/api/market-access/home'>;
export type Figure = AccessHome['figures'][number];
export type ChangeGroup = AccessHome['changed'][number];
export type Change = ChangeGroup['change'];
export type Restriction = ChangeGroup['restrictions'][number];
export const RESTRICTIONS = ['PA', 'ST', 'QL', 'AGE', 'LA', 'SP'] as const satisfies readonly Restriction[];
export type Shown = 'all' | 'tier2' | 'restricted' | 'upcoming' | 'not_covered';

export type Product = RowOf<'/api/products'>;
export type Payer = RowOf<'/api/market-access/payers'>;
export type PreviewedEvent = Answer<'/api/market-access/events/preview', 'post'>;
export type SavedEvent = Answer<'/api/market-access/events', 'post'>;
export type PreviewedPlay = Answer<'/api/orchestration/preview', 'post'>['plays'][number];

const flag = (on: boolean | undefined): 'true' | 'false' | undefined => (on === undefined ? undefined : `${on}`);

const MINUTES_5 = 300_000; // products and payers change by the week

/** Our products, the newest launch first: its formulary moves most. */
export const productsQuery = () => queryOptions({
  queryKey: ['products', 'by-launch'],
  queryFn: async ({ signal }) => {
    const { rows } = await get('/api/products', { query: { ownOnly: 'true' }, signal });
    return { rows: rows.toSorted((a, b) => (b.launchedOn ?? '').localeCompare(a.launchedOn ?? '')) };
  },
  staleTime: MINUTES_5,
});

export const homeQuery = (productId: number, mine: boolean) =>
  queryOptions({ queryKey: ['market-access', 'home', productId, mine], queryFn: ({ signal }) => get('/api/market-access/home', { query: { productId, mine: flag(mine) }, signal }) });

export const positionsQuery = ({ mine, history, ...query }: { productId: number; mine?: boolean; show?: Shown; asOf?: string | undefined; payerId?: number | undefined; history?: boolean }) =>
  queryOptions({ queryKey: ['market-access', 'positions', query, mine, history], queryFn: ({ signal }) => get('/api/market-access/positions', { query: { ...query, mine: flag(mine), history: flag(history) }, signal }) });

export const payersQuery = (productId: number, mine: boolean) =>
  queryOptions({ queryKey: ['market-access', 'payers', productId, mine], queryFn: ({ signal }) => get('/api/market-access/payers', { query: { productId, mine: flag(mine) }, signal }) });

export type AccessEventBody = Body<'/api/market-access/events/preview'>;

export const eventPreviewQuery = (body: AccessEventBody) =>
  queryOptions({ queryKey: ['market-access', 'preview', body], queryFn: ({ signal }) => post('/api/market-access/events/preview', { body, signal }), staleTime: 30_000, retry: false });

/** What the event would start, and how long the count took. */
export const playsPreviewQuery = (payerId: number, event: PreviewedEvent | undefined) => queryOptions({
  queryKey: ['orchestration', 'preview', payerId, event?.eventType, event?.data],
  queryFn: async ({ signal }) => {
    const begun = performance.now();
    const { plays } = await post('/api/orchestration/preview', { body: { type: event?.eventType ?? '', customerId: payerId, data: event?.data ?? {} }, signal });
    return { plays, seconds: (performance.now() - begun) / 1000 };
  },
  staleTime: 30_000, retry: false,
});

export const cascadesOfQuery = (eventId: number) =>
  queryOptions({ queryKey: ['orchestration', 'cascades', { eventId }], queryFn: ({ signal }) => get('/api/orchestration/cascades', { query: { eventId }, signal }) });

export const inboxQuery = () =>
  queryOptions({ queryKey: ['work', 'inbox'], queryFn: ({ signal }) => get('/api/work/inbox', { signal }) });
