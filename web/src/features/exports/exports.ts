import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { del, get, post, type Answer } from '../../api/call.ts';

export type Export = Answer<'/api/lists/exports'>['rows'][number];

const FOLLOW_MS = 1_000; // a table takes less, the whole some seconds to some minutes
const KEY = ['lists', 'exports'];

export const exportsQuery = () => queryOptions({
  queryKey: KEY, queryFn: ({ signal }) => get('/api/lists/exports', { signal }),
  refetchInterval: ({ state }) => (state.data?.rows.some((one) => one.state !== 'done') ? FOLLOW_MS : false),
});

export const downloadHref = (exportId: string): string => `/api/lists/exports/${exportId}/download`;
export const rowsOf = ({ tables }: Export): number => tables.reduce((sum, { rows }) => sum + rows, 0);

export function useExports() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: KEY });
  return {
    begin: useMutation({ mutationFn: () => post('/api/lists/exports'), onSuccess }),
    remove: useMutation({ mutationFn: (exportId: string) => del('/api/lists/exports/{exportId}', { path: { exportId } }), onSuccess }),
  };
}
