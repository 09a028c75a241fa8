import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, type Answer, type Body } from '../../api/call.ts';

export type PublishedBody = Body<'/api/market-access/published/preview'>;
export type PublishedPreview = Answer<'/api/market-access/published/preview', 'post'>;
export type PublishedPlan = PublishedPreview['plans'][number];
export type ListLink = NonNullable<PublishedBody['lists']>[number];

/** What was chosen the last time. */
export const chosenQuery = (productId: number) => queryOptions({ queryKey: ['market-access', 'published', productId], queryFn: ({ signal }) => get('/api/market-access/published', { query: { productId }, signal }) });

export const publishedQuery = (body: PublishedBody) =>
  queryOptions({ queryKey: ['market-access', 'published-preview', body], queryFn: ({ signal }) => post('/api/market-access/published/preview', { body, signal }), staleTime: 30_000, retry: false, placeholderData: keepPreviousData });
