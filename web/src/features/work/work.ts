import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { request } from '../../api/client.ts';

export type Bucket = 'now' | 'today' | 'later' | 'waiting';
export const BUCKETS: readonly Bucket[] = ['now', 'today', 'later', 'waiting'];

export type InboxItem = {
  readonly kind: 'task' | 'case' | 'hand_over'; readonly id: number; readonly customerId: number; readonly customerName: string | null; readonly subject: string; readonly title: string;
  readonly reason: string; readonly state: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly askedBy: string | null; readonly askedAt: string;
  readonly dueAt: string | null; readonly snoozedUntil: string | null; readonly link: string | null; readonly version: number; readonly function: string; readonly productName: string | null; readonly wish: string | null;
  readonly preferredTime: string | null; readonly bucket: Bucket; readonly mine: boolean;
};
export type Inbox = { readonly now: string; readonly timeZone: string; readonly buckets: Readonly<Record<Bucket, readonly InboxItem[]>> };

export type Task = {
  readonly taskId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null;
  readonly state: string; readonly title: string; readonly reason: string; readonly outcome: string | null; readonly link: string | null; readonly dueAt: string | null; readonly snoozedUntil: string | null;
  readonly createdAt: string; readonly askedBy: string | null; readonly closedAt: string | null; readonly version: number; readonly handOverId: number | null; readonly cascadeId: number | null;
};
export type Case = {
  readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null; readonly ownerName: string | null;
  readonly channel: string; readonly state: string; readonly headline: string; readonly productName: string | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string;
  readonly closedAt: string | null; readonly version: number;
};
export type CaseQuestion = {
  readonly question: string; readonly topics: readonly string[]; readonly callback: string; readonly bestTime: string; readonly mayMentionHarm: boolean;
  readonly answersRead: readonly { readonly versionId: number; readonly code: string; readonly title: string; readonly versionNo: number }[];
};
export type CaseNote = { readonly noteId: number; readonly name: string | null; readonly body: string; readonly writtenAt: string };
export type HandOver = {
  readonly handOverId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly fromName: string | null; readonly toName: string | null; readonly toUserId: number;
  readonly state: string; readonly wish: string; readonly preferredTime: string; readonly productName: string | null; readonly caseId: number | null; readonly declineReason: string; readonly createdAt: string;
  readonly dueAt: string | null; readonly decidedAt: string | null;
};
export type Notice = {
  readonly notificationId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly headline: string; readonly detail: string; readonly link: string | null;
  readonly createdAt: string; readonly readAt: string | null;
};
export type Rows<Row> = { readonly rows: readonly Row[]; readonly nextCursor: string | null };

const FRESH_MS = 20_000; // a list of duties is looked at while others work on it

export const inboxQuery = () => queryOptions({ queryKey: ['work', 'inbox'], queryFn: ({ signal }) => request<Inbox>('GET', '/work/inbox', { signal }), refetchInterval: FRESH_MS });

export const tasksQuery = (query: { state?: string; cursor?: string }) =>
  queryOptions({ queryKey: ['work', 'tasks', query], queryFn: ({ signal }) => request<Rows<Task>>('GET', '/work/tasks', { query, signal }) });
export const taskQuery = (taskId: string) => queryOptions({ queryKey: ['work', 'task', taskId], queryFn: ({ signal }) => request<Task>('GET', `/work/tasks/${taskId}`, { signal }) });

export const casesQuery = (query: { state?: string; mine?: boolean; cursor?: string }) =>
  queryOptions({ queryKey: ['work', 'cases', query], queryFn: ({ signal }) => request<Rows<Case>>('GET', '/work/cases', { query, signal }) });
export const caseQuery = (caseId: string) => queryOptions({ queryKey: ['work', 'case', caseId], queryFn: ({ signal }) => request<Case>('GET', `/work/cases/${caseId}`, { signal }) });
export const questionQuery = (caseId: string) => queryOptions({ queryKey: ['work', 'question', caseId], queryFn: ({ signal }) => request<CaseQuestion>('GET', `/work/cases/${caseId}/question`, { signal }) });
export const notesQuery = (caseId: string) => queryOptions({ queryKey: ['work', 'notes', caseId], queryFn: ({ signal }) => request<{ rows: readonly CaseNote[] }>('GET', `/work/cases/${caseId}/notes`, { signal }) });

export const handOversQuery = (query: { state?: string; cursor?: string }) =>
  queryOptions({ queryKey: ['work', 'hand-overs', query], queryFn: ({ signal }) => request<Rows<HandOver>>('GET', '/work/hand-overs', { query, signal }) });
export const noticesQuery = (query: { cursor?: string }) =>
  queryOptions({ queryKey: ['work', 'notices', query], queryFn: ({ signal }) => request<Rows<Notice>>('GET', '/work/notifications', { query, signal }) });
export const colleaguesQuery = (fn: string) =>
  queryOptions({ queryKey: ['work', 'colleagues', fn], queryFn: ({ signal }) => request<{ rows: readonly { userId: number; name: string }[] }>('GET', '/work/colleagues', { query: { function: fn }, signal }), staleTime: 300_000 });

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: ['work'] });

/** Posts to a path of Work and reads everything of Work anew. */
export function useWork<Answer = unknown>(options: { onDone?: (answer: Answer) => void } = {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body = {} }: { readonly path: string; readonly body?: unknown }) => request<Answer>('POST', `/work${path}`, { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: async (answer) => {
      options.onDone?.(answer);
      await refresh(client);
    },
    onError: () => refresh(client), // what was refused has changed meanwhile
  });
}
