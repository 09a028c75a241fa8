import { queryOptions } from '@tanstack/react-query';
import { get, type Answer, type RowOf } from '../../api/call.ts';

export type StepDecision = RowOf<'/api/orchestration/journeys/{journeyVersionId}/steps/{step}/decisions'>;
export type JourneyStep = Answer<'/api/orchestration/journeys/{journeyVersionId}/steps/{step}'>;
export type StepKey = { readonly journeyVersionId: number; readonly step: string };

export type Journey = RowOf<'/api/orchestration/journeys'>;

export const journeysQuery = () => queryOptions({
  queryKey: ['orchestration.journey'],
  queryFn: ({ signal }) => get('/api/orchestration/journeys', { signal }),
});

/** A decide step with how its decisions fell. */
export const stepQuery = (path: StepKey) => queryOptions({
  queryKey: ['orchestration.journey', path, 'step'],
  queryFn: ({ signal }) => get('/api/orchestration/journeys/{journeyVersionId}/steps/{step}', { path, signal }),
});

export const stepDecisionsQuery = (path: StepKey, query: { readonly option?: number | undefined; readonly cursor?: string | undefined }) => queryOptions({
  queryKey: ['orchestration.journey', path, 'decisions', query],
  queryFn: ({ signal }) => get('/api/orchestration/journeys/{journeyVersionId}/steps/{step}/decisions', { path, query, signal }),
});

export const stepWhyQuery = ({ journeyVersionId, step }: StepKey, customerId: number) => queryOptions({
  queryKey: ['orchestration.journey', journeyVersionId, step, 'why', customerId],
  queryFn: ({ signal }) => get('/api/orchestration/journeys/{journeyVersionId}/steps/{step}/decisions/{customerId}', { path: { journeyVersionId, step, customerId }, signal }),
  staleTime: 300_000, // a decision is never edited
});

/** Names by version, for what only knows the id. */
export const namesOf = (journeys: readonly Journey[] | undefined): ReadonlyMap<number, { readonly name: string; readonly version: number }> =>
  new Map((journeys ?? []).map(({ journeyVersionId, name, version }) => [journeyVersionId, { name, version }]));

/** How many are under way in a version. */
export const totalOf = (journey: Journey): number => Object.values(journey.underWay).reduce((sum, count) => sum + count, 0);
