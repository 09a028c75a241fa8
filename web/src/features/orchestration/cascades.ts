import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get, post, type Answer, type RowOf } from '../../api/call.ts';
import { onLive } from '../../app/live.ts';

export type CascadeRow = RowOf<'/api/orchestration/cascades'>;
export type Cascade = Answer<'/api/orchestration/cascades/{cascadeId}'>;
export type DecisionRow = RowOf<'/api/orchestration/cascades/{cascadeId}/decisions'>;
export type Why = Answer<'/api/orchestration/cascades/{cascadeId}/decisions/{customerId}'>;

/** The live topic of cascades: all of it becomes stale when one of them moves on. */
export const TOPIC = 'orchestration.cascade';

type State = 'deciding' | 'proposed' | 'approved' | 'running' | 'done' | 'held' | 'undone';
const STATES: readonly string[] = ['deciding', 'proposed', 'approved', 'running', 'done', 'held', 'undone'];
export const stateOf = (text: string | undefined): State | undefined => (text && STATES.includes(text) ? text as State : undefined);

export const cascadesQuery = (filter: { readonly state?: State | undefined; readonly cursor?: string | undefined; readonly eventId?: number | undefined; readonly limit?: number }) => queryOptions({
  queryKey: [TOPIC, 'list', filter],
  queryFn: ({ signal }) => get('/api/orchestration/cascades', { query: filter, signal }),
});

export const cascadeQuery = (cascadeId: number) => queryOptions({
  queryKey: [TOPIC, cascadeId],
  queryFn: ({ signal }) => get('/api/orchestration/cascades/{cascadeId}', { path: { cascadeId }, signal }),
});

export type DecisionSearch = { readonly outcome?: string; readonly candidate?: string; readonly refusal?: string; readonly cursor?: string };
type Outcome = 'chosen' | 'refused' | 'held_out';

/** What the URL says, as the API takes it. */
export const filterOf = (search: DecisionSearch) => ({
  outcome: ['chosen', 'refused', 'held_out'].includes(search.outcome ?? '') ? search.outcome as Outcome : undefined,
  candidate: /^\d+$/.test(search.candidate ?? '') ? Number(search.candidate) : undefined,
  refusal: search.refusal || undefined,
});

export const decisionsQuery = (cascadeId: number, search: DecisionSearch) => queryOptions({
  queryKey: [TOPIC, cascadeId, 'decisions', filterOf(search), search.cursor ?? null],
  queryFn: ({ signal }) => get('/api/orchestration/cascades/{cascadeId}/decisions', { path: { cascadeId }, query: { ...filterOf(search), cursor: search.cursor }, signal }),
});

export const whyQuery = (cascadeId: number, customerId: number) => queryOptions({
  queryKey: [TOPIC, cascadeId, 'why', customerId],
  queryFn: ({ signal }) => get('/api/orchestration/cascades/{cascadeId}/decisions/{customerId}', { path: { cascadeId, customerId }, signal }),
  staleTime: 300_000, // a decision is never edited
});

/** Approves; a repeated click is the same approval. `onApproved` runs even when what asked is gone from the page by then. */
export function useApprove(cascadeId: number, onApproved: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => post('/api/orchestration/cascades/{cascadeId}/approve', { path: { cascadeId }, idempotencyKey: `approve-cascade-${cascadeId}` }),
    onSuccess: () => {
      onApproved();
      return queryClient.invalidateQueries({ queryKey: [TOPIC] });
    },
  });
}

const STOPS = { hold: '/api/orchestration/cascades/{cascadeId}/hold', undo: '/api/orchestration/cascades/{cascadeId}/undo' } as const;
export type StopHow = keyof typeof STOPS;

/** Holds what is left, or undoes; both with a reason. */
export const stopCascade = (cascadeId: number, how: StopHow, reason: string) => post(STOPS[how], { path: { cascadeId }, body: { reason } });

/** Lets a held cascade go on; with a reason. */
export const resumeCascade = (cascadeId: number, reason: string) => post('/api/orchestration/cascades/{cascadeId}/resume', { path: { cascadeId }, body: { reason } });

const GATHER_MS = 2_000; // mail leaves in bursts; one look at the counts serves a burst

/** Counts also rise when mail leaves and when answers come, which have topics of their own. */
export function useLiveCounts(cascadeId: number): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onLive(({ topic }) => {
      if (!topic.startsWith('channels.') && !topic.startsWith('message.') && topic !== 'work.task') return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void queryClient.invalidateQueries({ queryKey: [TOPIC, cascadeId], exact: true });
      }, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [queryClient, cascadeId]);
}
