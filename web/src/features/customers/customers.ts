import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, type Answer, type RowOf } from '../../api/call.ts';
import { request } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import type { FunctionName } from '../../ui/theme/tokens.ts';

export type ListedCustomer = RowOf<'/api/customers'>;
export type Customer = Answer<'/api/customers/{customerId}'>;
export type Member = RowOf<'/api/customers/{customerId}/members'>;
export type Touch = RowOf<'/api/interactions'>;
export type PlannedVisit = Answer<'/api/field/customers/{customerId}/planned'>['visits'][number];
export type Lanes = Answer<'/api/interactions/lanes'>;
export type Next = NonNullable<Answer<'/api/orchestration/next'>['next']>;
export type ListSearch = Partial<Record<'search' | 'kind' | 'state' | 'specialty' | 'cursor', string>>;

// The first part of a key is the live topic that makes it stale.
const MASTER = 'customers.customer';
const TOUCHES = 'interactions.interaction';

export const PEOPLE = ['hcp', 'contact'] as const;
export const ORGANISATIONS = ['hco', 'idn', 'payer', 'plan', 'pharmacy'] as const;
export const isPerson = (kind: string): boolean => (PEOPLE as readonly string[]).includes(kind) || kind === 'patient';
export const functionName = (name: string): FunctionName => name.replaceAll('_', '-') as FunctionName;

/** What one may not read is left out of a page; anything else is shown as the error it is. */
export const isClosed = (error: unknown): boolean => error instanceof ProblemError && (error.problem.status === 403 || error.problem.status === 404);
const retry = (failures: number, error: unknown): boolean => !isClosed(error) && failures < 2;

export function listQuery(search: ListSearch, within: readonly string[]) {
  const kind = search.kind && (within.length === 0 || within.includes(search.kind)) ? search.kind : within.join(',');
  const query = { search: search.search || undefined, kind: kind || undefined, state: search.state || undefined, specialty: search.specialty || undefined, cursor: search.cursor, limit: 50 };
  return queryOptions({ queryKey: [MASTER, 'list', query], queryFn: ({ signal }) => get('/api/customers', { query, signal }), placeholderData: keepPreviousData });
}

export const specialtiesQuery = () => queryOptions({ queryKey: [MASTER, 'specialties'], queryFn: ({ signal }) => get('/api/customers/specialties', { signal }), staleTime: 600_000 });

export const customerQuery = (customerId: number) =>
  queryOptions({ queryKey: [MASTER, 'one', customerId], queryFn: ({ signal }) => get('/api/customers/{customerId}', { path: { customerId }, signal }), retry });

export const membersQuery = (customerId: number, cursor?: string) =>
  queryOptions({ queryKey: [MASTER, 'members', customerId, cursor ?? ''], queryFn: ({ signal }) => get('/api/customers/{customerId}/members', { path: { customerId }, query: { limit: 50, cursor }, signal }), retry });

export const sourcesQuery = (customerId: number) =>
  queryOptions({ queryKey: [MASTER, 'sources', customerId], queryFn: ({ signal }) => get('/api/customers/{customerId}/source-records', { path: { customerId }, signal }), retry });

export const lanesQuery = (customerId: number) =>
  queryOptions({ queryKey: [TOUCHES, 'lanes', customerId], queryFn: ({ signal }) => get('/api/interactions/lanes', { query: { customerId }, signal }), retry });

/** Visits still to come; kept apart from what took place, and drawn hollow. */
export const plannedQuery = (customerId: number) =>
  queryOptions({ queryKey: ['field', 'planned', customerId], queryFn: ({ signal }) => get('/api/field/customers/{customerId}/planned', { path: { customerId }, signal }), retry });

export type TouchFilter = 'all' | 'from_customer' | 'product' | 'with_me';
export const touchesQuery = (customerId: number, show: { filter: TouchFilter; productId?: number | undefined; cursor?: string | undefined }) =>
  queryOptions({
    queryKey: [TOUCHES, 'list', customerId, show], placeholderData: keepPreviousData, retry,
    queryFn: ({ signal }) => get('/api/interactions', { query: { customerId, filter: show.filter, productId: show.productId, cursor: show.cursor, limit: 30 }, signal }),
  });

export const preferencesQuery = (customerId: number) =>
  queryOptions({ queryKey: [TOUCHES, 'preferences', customerId], queryFn: ({ signal }) => get('/api/interactions/preferences', { query: { customerId }, signal }), retry });

export const productsQuery = () => queryOptions({ queryKey: ['products', 'own'], queryFn: ({ signal }) => get('/api/products', { query: { ownOnly: 'true' }, signal }), staleTime: 300_000 });

export const reachQuery = (customerId: number, productId: number | undefined) =>
  queryOptions({ queryKey: ['consent', 'reach', customerId, productId], queryFn: ({ signal }) => get('/api/gate/reach', { query: { customerId, productId }, signal }), retry });

export const nextQuery = (customerId: number) =>
  queryOptions({ queryKey: ['work.task', 'next', customerId], queryFn: ({ signal }) => get('/api/orchestration/next', { query: { customerId }, signal }), retry });

export const suggestedTimeQuery = (customerId: number) =>
  queryOptions({ queryKey: ['field', 'suggested', customerId], queryFn: ({ signal }) => get('/api/field/suggested-time', { query: { customerId }, signal }), retry, staleTime: 0 });

export const positionsQuery = (payerId: number, productId: number) =>
  queryOptions({ queryKey: ['market_access', 'positions', payerId, productId], queryFn: ({ signal }) => get('/api/market-access/positions', { query: { payerId, productId }, signal }), retry });

/** Our products, and the one a customer's page is about: as the URL says, else the one last spoken of, else the first. */
export function useProduct(customerId: number, code: string | undefined) {
  const products = useQuery(productsQuery()).data?.rows;
  const touches = useQuery(touchesQuery(customerId, { filter: 'all', productId: undefined, cursor: undefined }));
  const spokenOf = touches.data?.rows.find((row) => row.productId !== null && products?.some((one) => one.productId === row.productId))?.productId;
  const settled = products !== undefined && !touches.isLoading;
  const product = settled ? products.find((one) => one.code === code) ?? products.find((one) => one.productId === spokenOf) ?? products[0] : undefined;
  return { products: settled ? products : [], product };
}

/** Writes for a customer's page; what they change is read anew. */
export function useSave<Body>(path: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => request('POST', path, { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: async () => {
      onDone();
      await Promise.all([TOUCHES, 'work.task', 'field', 'consent'].map((topic) => client.invalidateQueries({ queryKey: [topic] })));
    },
  });
}

/** Plans a visit as the reader. */
export const planVisit = (body: { customerId: number; startsAt: string; taskId?: number | undefined; productId?: number | undefined }) => post('/api/field/visits', { body, idempotencyKey: crypto.randomUUID() });
