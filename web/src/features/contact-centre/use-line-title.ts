import { useQuery } from '@tanstack/react-query';
import { formatSpan } from '../../ui/format.ts';
import { lineQuery } from './console.ts';
import { messages } from './messages.ts';

/** Who waits, and how long. */
export function useLineTitle(): string {
  const line = useQuery(lineQuery()).data;
  if (!line) return messages.place;
  if (!line.oldest || line.counts.waiting === 0) return messages.home.nobody;
  return messages.home.title(line.counts.waiting, formatSpan(new Date(line.now).getTime() - new Date(line.oldest.openedAt).getTime()));
}
