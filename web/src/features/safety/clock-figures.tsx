import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { Figures } from '../../ui/figures.tsx';
import { formatNumber } from '../../ui/format.ts';
import { messages } from './messages.ts';
import { clocksQuery } from './safety.ts';

/** How the clocks stand, each figure with its members. */
export function ClockFigures() {
  const clocks = useQuery(clocksQuery()).data;
  if (!clocks) return null;
  const { figures, definitions } = messages;
  return (
    <Figures label={messages.heads.clock} items={[
      { label: figures.received, value: formatNumber(clocks.received), definition: definitions.received, href: paths.safety({ state: 'received' }) },
      { label: figures.overdue, value: formatNumber(clocks.overdue), definition: definitions.overdue, href: paths.safety({ state: 'received' }) },
      { label: figures.soon, value: formatNumber(clocks.dueSoon), definition: definitions.soon, href: paths.safety({ state: 'received' }) },
      { label: figures.waiting, value: formatNumber(clocks.unacknowledged), definition: definitions.waiting, href: paths.safety({ state: 'forwarded' }) },
      { label: figures.inTime, value: clocks.forwarded === 0 ? messages.none : formatNumber(clocks.forwardedInTime), comparison: clocks.forwarded === 0 ? undefined : messages.ofForwarded(clocks.forwarded), definition: definitions.inTime },
    ]} />
  );
}

/** Which clock runs, in one sentence. */
export function useClockTitle(): string {
  const clocks = useQuery(clocksQuery()).data;
  return clocks ? messages.title(clocks.received, clocks.overdue) : messages.place;
}
