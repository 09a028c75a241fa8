import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onLive } from '../../app/live.ts';

/** Reads Work anew when the server says that tasks, cases, hand-overs or notices changed. */
export function useFollowWork(): void {
  const client = useQueryClient();
  useEffect(() => onLive(({ topic }) => {
    if (/^(work|case|hand_over|task)\./.test(topic)) void client.invalidateQueries({ queryKey: ['work'] });
  }), [client]);
}
