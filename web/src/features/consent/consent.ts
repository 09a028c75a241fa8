import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, type Answer, type Body, type RowOf } from '../../api/call.ts';
import { messages } from './messages.ts';

export type PolicyRule = RowOf<'/api/consent/rules'>;
export type Decision = RowOf<'/api/consent/decisions'>;
export type Reach = Answer<'/api/gate/reach'>;
export type NewDecision = Body<'/api/consent/decisions'>;
export type ConsentSearch = Partial<Record<'customer' | 'channel' | 'who' | 'purpose' | 'product' | 'panel' | 'cursor', string>>;

export const CHANNELS = ['email', 'sms', 'phone', 'visit', 'event', 'portal'] as const;
export const FUNCTIONS = ['sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services'] as const;
export const PURPOSES = ['promotion', 'medical_information', 'service'] as const;
export const SOURCES = ['form', 'visit', 'call', 'reply', 'letter', 'event'] as const;

const idOf = (text: string | undefined): number | undefined => (text && /^\d{1,15}$/.test(text) ? Number(text) : undefined);

export const rulesQuery = () => queryOptions({ queryKey: ['consent.rule', 'US'], queryFn: ({ signal }) => get('/api/consent/rules', { query: {}, signal }) });
export const productsQuery = () => queryOptions({ queryKey: ['products', 'own'], queryFn: ({ signal }) => get('/api/products', { query: { ownOnly: 'true' }, signal }), staleTime: 300_000 });

export const customerQuery = (id: string) => queryOptions({
  queryKey: ['customers', id], queryFn: ({ signal }) => get('/api/customers/{customerId}', { path: { customerId: Number(id) }, signal }), enabled: idOf(id) !== undefined, retry: false,
});

export const LEAST_SEARCH = 2; // letters: one finds half the country
export const customerSearchQuery = (text: string) => queryOptions({
  queryKey: ['customers', 'search', text], queryFn: ({ signal }) => get('/api/customers', { query: { search: text, limit: 8 }, signal }), enabled: text.length >= LEAST_SEARCH, placeholderData: keepPreviousData,
});

export function reachQuery(search: ConsentSearch) {
  const query = { customerId: idOf(search.customer) ?? 0, productId: idOf(search.product), function: FUNCTIONS.find((one) => one === search.who), purpose: PURPOSES.find((one) => one === search.purpose) ?? 'promotion' as const };
  return queryOptions({ queryKey: ['consent.decision', 'reach', query], queryFn: ({ signal }) => get('/api/gate/reach', { query, signal }), enabled: query.customerId > 0, retry: false });
}

export function decisionsQuery(search: ConsentSearch) {
  const query = { customerId: idOf(search.customer) ?? 0, cursor: search.cursor, limit: 20 };
  return queryOptions({ queryKey: ['consent.decision', 'list', query], queryFn: ({ signal }) => get('/api/consent/decisions', { query, signal }), enabled: query.customerId > 0, retry: false });
}

export function restrictionsQuery(search: ConsentSearch) {
  const customerId = idOf(search.customer) ?? 0;
  return queryOptions({ queryKey: ['consent.restriction', customerId], queryFn: ({ signal }) => get('/api/consent/restrictions', { query: { customerId }, signal }), enabled: customerId > 0, retry: false });
}

/** A withdrawal has a door of its own, so that it can be told apart in the trail. */
export const saveDecision = (body: NewDecision, idempotencyKey: string): Promise<{ readonly decisionId: number }> => {
  const { granted, basis: _basis, effectiveAt: _at, expiresAt: _to, ...withdrawal } = body;
  return granted ? post('/api/consent/decisions', { body, idempotencyKey }) : post('/api/consent/withdrawals', { body: withdrawal, idempotencyKey });
};

/** A record of the gate by its name: consent.decision:20771 → Consent C-20771. */
export function recordName(record: string): string {
  const at = record.indexOf(':');
  const prefix = messages.records[record.slice(0, at)];
  return prefix === undefined ? record : `${prefix}${record.slice(at + 1)}`;
}
