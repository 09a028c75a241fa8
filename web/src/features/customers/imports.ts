import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, type RowOf } from '../../api/call.ts';

export type ImportRun = RowOf<'/api/customers/imports'>;

/** Imports, newest first; `customers.import` is the live topic of their progress. */
export const importsQuery = (cursor?: string) =>
  queryOptions({ queryKey: ['customers.import', 'list', cursor ?? ''], queryFn: ({ signal }) => get('/api/customers/imports', { query: { limit: 20, cursor }, signal }), placeholderData: keepPreviousData });

export const importQuery = (importId: number) => queryOptions({ queryKey: ['customers.import', 'one', importId], queryFn: ({ signal }) => get('/api/customers/imports/{importId}', { path: { importId }, signal }) });
