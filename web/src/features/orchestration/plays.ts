import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, type RowOf } from '../../api/call.ts';

export type Play = RowOf<'/api/orchestration/plays'>;

const KEY = ['orchestration.play'] as const;

export const playsQuery = () => queryOptions({ queryKey: KEY, queryFn: ({ signal }) => get('/api/orchestration/plays', { signal }) });

/** Saves a text as the next version of the play it names. */
export function useSavePlay() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly text: string; readonly reason: string }) => post('/api/orchestration/plays', { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** Of each play the live version, else the newest; the API gives newest first. */
export const currentOf = (plays: readonly Play[]): readonly Play[] =>
  plays.filter((play) => {
    const versions = plays.filter((one) => one.code === play.code);
    return play === (versions.find((one) => one.state === 'live') ?? versions[0]);
  });
