import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { CascadesTable } from './cascades-table.tsx';
import { cascadesQuery, stateOf } from './cascades.ts';
import { messages } from './messages.ts';
import { Sections } from './sections.tsx';

type Key = 'state' | 'cursor' | 'eventId';
type Search = Partial<Record<Key, string>>;
const words = messages.list;
const FILTERS = ['all', 'proposed', 'running', 'done', 'held', 'undone'] as const;

const filterOf = ({ state, cursor, eventId }: Search) => ({ state: stateOf(state), cursor, eventId: /^\d+$/.test(eventId ?? '') ? Number(eventId) : undefined });

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.prefetchQuery(cascadesQuery(filterOf(search)));

/** Every cascade, newest first. */
export default function CascadesPage() {
  const [search, setSearch, hrefWith] = useUrlState<Key>();
  const filter = filterOf(search);
  const page = useQuery(cascadesQuery(filter));
  const waiting = useQuery(cascadesQuery({ state: 'proposed', limit: 50 })).data?.rows.length ?? 0;
  const all = hrefWith({ state: undefined, cursor: undefined, eventId: undefined });
  const narrowed = filter.state !== undefined || filter.eventId !== undefined;
  return (
    <Page title={page.data ? words.title(waiting, page.data.rows.length) : messages.cascades} subtitle={filter.eventId ? <>{words.oneEvent} <Link href={all}>{words.showAll}</Link></> : words.subtitle}
      place={[{ label: messages.place, href: paths.orchestration() }, { label: messages.cascades }]}>
      <Sections current="cascades" />
      <CascadesTable rows={page.data?.rows} error={page.error} onRetry={() => void page.refetch()}
        filters={<FilterChips label={words.filter} options={FILTERS.map((value) => ({ value, label: value === 'all' ? words.all : messages.states[value] ?? value }))} value={FILTERS.find((one) => one === filter.state) ?? 'all'}
          onChange={(value) => setSearch({ state: value === 'all' ? undefined : value, cursor: undefined })} />}
        empty={narrowed ? <>{filter.state ? words.emptyState(messages.states[filter.state] ?? filter.state) : words.emptyEvent} <Link href={all}>{words.showAll}</Link></> : words.empty}
        nextHref={page.data?.nextCursor ? hrefWith({ cursor: page.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
    </Page>
  );
}
