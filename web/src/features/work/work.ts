import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { get, type Answer, type RowOf } from '../../api/call.ts';
import { request } from '../../api/client.ts';

export type Inbox = Answer<'/api/work/inbox'>;
export type Bucket = keyof Inbox['buckets'];
export const BUCKETS: readonly Bucket[] = ['now', 'today', 'later', 'waiting'];
export type InboxItem = Inbox['buckets'][Bucket][number];

export type Task = Answer<'/api/work/tasks/{taskId}'>;
export type Case = Answer<'/api/work/cases/{caseId}'>;
export type HandOver = RowOf<'/api/work/hand-overs'>;
export type Notice = RowOf<'/api/work/notifications'>;

const FRESH_MS = 20_000; // a list of duties is looked at while others work on it

export const inboxQuery = () => queryOptions({ queryKey: ['work', 'inbox'], queryFn: ({ signal }) => get('/api/work/inbox', { signal }), refetchInterval: FRESH_MS });

export const tasksQuery = (query: { state?: Task['state']; cursor?: string }) =>
  queryOptions({ queryKey: ['work', 'tasks', query], queryFn: ({ signal }) => get('/api/work/tasks', { query, signal }) });
export const taskQuery = (taskId: string) => queryOptions({ queryKey: ['work', 'task', taskId], queryFn: ({ signal }) => get('/api/work/tasks/{taskId}', { path: { taskId: Number(taskId) }, signal }) });

export const casesQuery = (query: { state?: Case['state'] | 'not_closed'; mine?: 'true'; cursor?: string }) =>
  queryOptions({ queryKey: ['work', 'cases', query], queryFn: ({ signal }) => get('/api/work/cases', { query, signal }) });
export const caseQuery = (caseId: string) => queryOptions({ queryKey: ['work', 'case', caseId], queryFn: ({ signal }) => get('/api/work/cases/{caseId}', { path: { caseId: Number(caseId) }, signal }) });
export const questionQuery = (caseId: string) => queryOptions({ queryKey: ['work', 'question', caseId], queryFn: ({ signal }) => get('/api/work/cases/{caseId}/question', { path: { caseId: Number(caseId) }, signal }) });
export const notesQuery = (caseId: string) => queryOptions({ queryKey: ['work', 'notes', caseId], queryFn: ({ signal }) => get('/api/work/cases/{caseId}/notes', { path: { caseId: Number(caseId) }, signal }) });

export const handOversQuery = (query: { cursor?: string }) =>
  queryOptions({ queryKey: ['work', 'hand-overs', query], queryFn: ({ signal }) => get('/api/work/hand-overs', { query, signal }) });
export const noticesQuery = (query: { cursor?: string }) =>
  queryOptions({ queryKey: ['work', 'notices', query], queryFn: ({ signal }) => get('/api/work/notifications', { query, signal }) });
export const colleaguesQuery = (fn: string) =>
  queryOptions({ queryKey: ['work', 'colleagues', fn], queryFn: ({ signal }) => get('/api/work/colleagues', { query: { function: fn }, signal }), staleTime: 300_000 });

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: ['work'] });

/** Posts to a path of Work and reads everything of Work anew. */
export function useWork<Saved = unknown>(options: { onDone?: (answer: Saved) => void } = {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body = {} }: { readonly path: string; readonly body?: unknown }) => request<Saved>('POST', `/work${path}`, { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: async (answer) => {
      options.onDone?.(answer);
      await refresh(client);
    },
    onError: () => refresh(client), // what was refused has changed meanwhile
  });
}
