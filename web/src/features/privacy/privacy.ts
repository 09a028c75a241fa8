import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, type Answer, type RowOf } from '../../api/call.ts';
import { request } from '../../api/client.ts';
import { messages } from './messages.ts';

export type Request = RowOf<'/api/privacy/requests'>;
export type Preview = Answer<'/api/privacy/requests/{requestId}/preview'>;
export type Hold = Answer<'/api/privacy/holds'>['rows'][number];
export type Found = Answer<'/api/privacy/people'>['rows'][number];
export type DataTableRow = Answer<'/api/privacy/data'>['tables'][number];

// The first part is the live topic: privacy.request wakes every page of privacy.
const KEY = 'privacy.request';
export const requestsQuery = (state: 'open' | 'closed', cursor: string | undefined) => queryOptions({ queryKey: [KEY, 'list', state, cursor ?? ''], queryFn: ({ signal }) => get('/api/privacy/requests', { query: { state, cursor, limit: 50 }, signal }), placeholderData: keepPreviousData });
export const requestQuery = (requestId: number) => queryOptions({ queryKey: [KEY, 'one', requestId], queryFn: ({ signal }) => get('/api/privacy/requests/{requestId}', { path: { requestId }, signal }) });
export const previewQuery = (requestId: number) => queryOptions({ queryKey: [KEY, 'preview', requestId], queryFn: ({ signal }) => get('/api/privacy/requests/{requestId}/preview', { path: { requestId }, signal }), staleTime: 30_000 });
export const holdsQuery = () => queryOptions({ queryKey: [KEY, 'holds'], queryFn: ({ signal }) => get('/api/privacy/holds', { query: {}, signal }) });
export const dataQuery = () => queryOptions({ queryKey: ['privacy.data'], queryFn: ({ signal }) => get('/api/privacy/data', { signal }), staleTime: Number.POSITIVE_INFINITY });
export const suppressionsQuery = () => queryOptions({ queryKey: [KEY, 'suppressions'], queryFn: ({ signal }) => get('/api/privacy/suppressions', { signal }) });
export const peopleQuery = (q: string) => queryOptions({ queryKey: ['privacy.people', q], queryFn: ({ signal }) => get('/api/privacy/people', { query: { q }, signal }), enabled: q.length >= 2, gcTime: 0 });

export const nameOf = ({ subjectName, customerId, userId }: Pick<Request, 'subjectName' | 'customerId' | 'userId'>): string =>
  subjectName ?? (customerId ? messages.customer(customerId) : userId ? messages.colleague(userId) : messages.nobody);

/** One step of a request by its word. */
export function useStep(requestId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, body }: { readonly step: string; readonly body: object }) => request('POST', `/privacy/requests/${requestId}/${step}`, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  });
}
