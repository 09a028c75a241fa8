import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ClockFigures, useClockTitle } from './clock-figures.tsx';
import { EventTable } from './event-table.tsx';
import { messages } from './messages.ts';
import { eventsQuery } from './safety.ts';
import { useFollowSafety } from './use-follow.ts';

const NEEDS = 7;

/** Safety's home: which clock runs. */
export default function SafetyHome() {
  useFollowSafety();
  const events = useQuery(eventsQuery({ state: 'open' }));
  const title = useClockTitle();
  return (
    <Page title={title} place={[{ label: 'Home' }]} actions={<Link href={paths.safetyIntake()}>{messages.intake}</Link>}>
      <ClockFigures />
      <EventTable title={messages.homeNeeds} rows={events.data?.rows.slice(0, NEEDS)} empty={messages.homeNone} error={events.error ?? undefined} onRetry={() => void events.refetch()} />
    </Page>
  );
}
