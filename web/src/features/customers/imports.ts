import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, type Answer, type Body, type RowOf } from '../../api/call.ts';

export type ImportRun = RowOf<'/api/customers/imports'>;
export type ImportFile = RowOf<'/api/customers/files'>;
export type Choice = Omit<Body<'/api/customers/files/{fileId}/load'>, 'fileId'>;
export type Checked = Answer<'/api/customers/files/{fileId}/check', 'post'>;

/** Imports, newest first; `customers.import` is the live topic of their progress. */
export const importsQuery = (cursor?: string) =>
  queryOptions({ queryKey: ['customers.import', 'list', cursor ?? ''], queryFn: ({ signal }) => get('/api/customers/imports', { query: { limit: 20, cursor }, signal }), placeholderData: keepPreviousData });

export const importQuery = (importId: number) => queryOptions({ queryKey: ['customers.import', 'one', importId], queryFn: ({ signal }) => get('/api/customers/imports/{importId}', { path: { importId }, signal }) });

/** These imports, as far as they have begun; they are among the newest. */
export const runsQuery = (importIds: readonly number[]) => queryOptions({
  queryKey: ['customers.import', 'runs', importIds.join(',')], enabled: importIds.length > 0,
  queryFn: async ({ signal }) => (await get('/api/customers/imports', { query: { limit: 100 }, signal })).rows.filter((run) => importIds.includes(run.importId)),
});

export const filesQuery = () => queryOptions({ queryKey: ['customers.import', 'files'], queryFn: ({ signal }) => get('/api/customers/files', { query: { limit: 20 }, signal }) });
/** How a file is made; read from the file itself, so it is asked once. */
export type Reading = { readonly sheet?: string | undefined; readonly encoding?: 'windows-1252' | undefined };
export const fileQuery = (fileId: number, { sheet, encoding }: Reading = {}) =>
  queryOptions({ queryKey: ['customers.file', fileId, sheet ?? '', encoding ?? ''], queryFn: ({ signal }) => get('/api/customers/files/{fileId}', { path: { fileId }, query: { ...(sheet ? { sheet } : {}), ...(encoding ? { encoding } : {}) }, signal }), staleTime: Number.POSITIVE_INFINITY, retry: false });
export const mappingsQuery = () => queryOptions({ queryKey: ['customers.import', 'mappings'], queryFn: ({ signal }) => get('/api/customers/mappings', { signal }) });
export const previewQuery = (fileId: number, choice: Choice) =>
  queryOptions({ queryKey: ['customers.file', fileId, 'preview', JSON.stringify(choice)], queryFn: ({ signal }) => post('/api/customers/files/{fileId}/preview', { path: { fileId }, body: choice as never, signal }), staleTime: Number.POSITIVE_INFINITY, retry: false, placeholderData: keepPreviousData });
