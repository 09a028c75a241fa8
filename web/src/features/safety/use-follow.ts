import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onLive } from '../../app/live.ts';

/** Reads safety anew when the server says that an event came in or moved on. */
export function useFollowSafety(): void {
  const client = useQueryClient();
  useEffect(() => onLive(({ topic }) => {
    if (topic.startsWith('safety')) void client.invalidateQueries({ queryKey: ['safety'] });
  }), [client]);
}
