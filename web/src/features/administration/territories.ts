import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, type Answer, type Body, type RowOf } from '../../api/call.ts';
import { idOf } from './access.ts';

export type ForceRow = RowOf<'/api/access/sales-forces'>;
export type TerritoryRow = RowOf<'/api/access/territories'>;
export type Territory = Answer<'/api/access/territories/{territoryId}'>;
export type Rule = Territory['ruleRows'][number];
export type Exception = RowOf<'/api/access/territory-exceptions'>;
export type CustomerThere = RowOf<'/api/access/territory-customers'>;
export type Alignment = RowOf<'/api/access/alignments'>;
export type Preview = Answer<'/api/access/alignments/{alignmentId}/preview'>;
export type Move = RowOf<'/api/access/alignment-moves'>;
export type NewRule = Body<'/api/access/territory-rules/count'>;

export const TOPIC = 'access.territory';
export const MOVES = ['all', 'left', 'contested'] as const;
export const KINDS = ['hcp', 'hco', 'idn', 'payer', 'plan', 'pharmacy', 'contact'] as const;
export const ROLES_THERE = ['holder', 'support', 'manager'] as const;
const RULE_STALE_MS = 30_000; // whom a rule names changes slower than one types

export const forcesQuery = () => queryOptions({ queryKey: [TOPIC, 'forces'], queryFn: ({ signal }) => get('/api/access/sales-forces', { signal }) });
export const territoriesQuery = (search: Partial<Record<'force' | 'q' | 'cursor', string>>) => {
  const query = { limit: 50, salesForceId: idOf(search.force), q: search.q, cursor: search.cursor };
  return queryOptions({ queryKey: [TOPIC, 'list', query], queryFn: ({ signal }) => get('/api/access/territories', { query, signal }), placeholderData: keepPreviousData });
};
export const territoryQuery = (territoryId: number, alignmentId: number | undefined) => queryOptions({
  queryKey: [TOPIC, territoryId, alignmentId], queryFn: ({ signal }) => get('/api/access/territories/{territoryId}', { path: { territoryId }, query: { alignmentId }, signal }),
});
export const customersThereQuery = (query: { readonly salesForceId?: number | undefined; readonly territoryId?: number | undefined; readonly show: 'in' | 'nobody' | 'contested'; readonly cursor?: string | undefined }) => queryOptions({
  queryKey: [TOPIC, 'customers', query], queryFn: ({ signal }) => get('/api/access/territory-customers', { query: { limit: 50, ...query }, signal }), placeholderData: keepPreviousData,
});
export const exceptionsQuery = (query: { readonly territoryId?: number | undefined; readonly salesForceId?: number | undefined; readonly alignmentId?: number | undefined; readonly cursor?: string | undefined }) => queryOptions({
  queryKey: [TOPIC, 'exceptions', query], queryFn: ({ signal }) => get('/api/access/territory-exceptions', { query: { limit: 50, ...query }, signal }), placeholderData: keepPreviousData,
});
export const alignmentsQuery = (salesForceId: number | undefined) => queryOptions({ queryKey: [TOPIC, 'alignments', salesForceId], queryFn: ({ signal }) => get('/api/access/alignments', { query: { salesForceId }, signal }) });
export const alignmentQuery = (alignmentId: number) => queryOptions({ queryKey: [TOPIC, 'alignment', alignmentId], queryFn: ({ signal }) => get('/api/access/alignments/{alignmentId}', { path: { alignmentId }, signal }) });
export const previewQuery = (alignmentId: number) => queryOptions({
  queryKey: [TOPIC, 'preview', alignmentId], queryFn: ({ signal }) => get('/api/access/alignments/{alignmentId}/preview', { path: { alignmentId }, signal }), retry: false,
});
export const movesQuery = (query: { readonly alignmentId: number; readonly show: 'all' | 'left' | 'contested' | 'gains' | 'losses'; readonly userId?: number | undefined; readonly cursor?: string | undefined }) => queryOptions({
  queryKey: [TOPIC, 'moves', query], queryFn: ({ signal }) => get('/api/access/alignment-moves', { query: { limit: 50, ...query }, signal }), placeholderData: keepPreviousData, retry: false,
});
export const countQuery = (rule: NewRule, enabled: boolean) => queryOptions({
  queryKey: [TOPIC, 'count', rule], queryFn: ({ signal }) => post('/api/access/territory-rules/count', { body: rule, signal }), enabled, placeholderData: keepPreviousData, retry: false, staleTime: RULE_STALE_MS,
});
