import { queryOptions } from '@tanstack/react-query';
import { get, type RowOf } from '../../api/call.ts';

export type Journey = RowOf<'/api/orchestration/journeys'>;

export const journeysQuery = () => queryOptions({
  queryKey: ['orchestration.journey'],
  queryFn: ({ signal }) => get('/api/orchestration/journeys', { signal }),
});

/** Names by version, for what only knows the id. */
export const namesOf = (journeys: readonly Journey[] | undefined): ReadonlyMap<number, { readonly name: string; readonly version: number }> =>
  new Map((journeys ?? []).map(({ journeyVersionId, name, version }) => [journeyVersionId, { name, version }]));

/** How many are under way in a version. */
export const totalOf = (journey: Journey): number => Object.values(journey.underWay).reduce((sum, count) => sum + count, 0);
