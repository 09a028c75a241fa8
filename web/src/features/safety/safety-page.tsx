import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Link } from '../../ui/link.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { ClockFigures, useClockTitle } from './clock-figures.tsx';
import { EventTable } from './event-table.tsx';
import { IntakeForm, Receipts } from './intake-form.tsx';
import { messages } from './messages.ts';
import { eventsQuery } from './safety.ts';
import { useFollowSafety } from './use-follow.ts';

const FILTERS = ['open', 'received', 'forwarded', 'acknowledged', 'nullified'] as const;

/** Safety: the clocks for those who keep them, the form for everybody else. */
export default function SafetyPage() {
  return useMay('safety:read') ? <EventsPage /> : <ReporterPage />;
}

function ReporterPage() {
  return (
    <Page title={messages.intakeTitle} subtitle={messages.intakeLead} place={[{ label: messages.place }]}>
      <Columns widths="3fr 2fr"><IntakeForm /><Receipts /></Columns>
    </Page>
  );
}

function EventsPage() {
  useFollowSafety();
  const [search, setSearch, hrefWith] = useUrlState<'state' | 'cursor'>();
  const state = FILTERS.find((one) => one === search.state) ?? 'open';
  const events = useQuery(eventsQuery({ state, cursor: search.cursor }));
  const title = useClockTitle();
  const filters = <FilterChips label={messages.heads.state} value={state} options={FILTERS.map((value) => ({ value, label: messages.filters[value] }))} onChange={(value) => setSearch({ state: value === 'open' ? undefined : value, cursor: undefined })} />;
  return (
    <Page title={title} place={[{ label: messages.place }]} actions={<Link href={paths.safetyIntake()}>{messages.intake}</Link>}>
      <ClockFigures />
      <EventTable rows={events.data?.rows} filters={filters} empty={messages.empty} error={events.error ?? undefined} onRetry={() => void events.refetch()}
        nextHref={events.data?.nextCursor ? hrefWith({ cursor: events.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
    </Page>
  );
}
