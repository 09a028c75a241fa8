import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onLive } from '../../app/live.ts';

/** Reads line, case and finder anew when the server says that cases, hand-overs or presence changed. */
export function useFollowLine(): void {
  const client = useQueryClient();
  useEffect(() => onLive(({ topic }) => {
    if (/^(work\.(case|hand_over)|case|hand_over)/.test(topic)) void client.invalidateQueries({ queryKey: ['contact-centre'] });
    if (topic === 'work.presence') void client.invalidateQueries({ queryKey: ['medical', 'finder'] });
  }), [client]);
}
