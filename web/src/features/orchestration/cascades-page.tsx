import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatInstant, formatNumber, formatWhen } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { StateChip, type ChipState } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { cascadesQuery, stateOf, type CascadeRow } from './cascades.ts';
import { functionOfEvent } from './functions.ts';
import { messages } from './messages.ts';
import css from './orchestration.module.css';
import { Sections } from './sections.tsx';

type Key = 'state' | 'cursor';
const words = messages.list;

export const loader = ({ search, queryClient }: LoadArguments) =>
  queryClient.prefetchQuery(cascadesQuery({ state: stateOf(search['state']), cursor: search['cursor'] }));

const CHIP: Readonly<Record<string, ChipState>> = { deciding: 'planned', proposed: 'due', approved: 'planned', running: 'allowed', done: 'done', held: 'refused', undone: 'refused' };

/** Where a cascade stands, as a chip. */
export const CascadeState = ({ state }: { readonly state: string }) => <StateChip state={CHIP[state] ?? 'neutral'}>{messages.states[state] ?? state}</StateChip>;

const columns: readonly Column<CascadeRow>[] = [
  { id: 'name', head: words.columns.name, cell: (row) => <span className={css.tall}><Link plain className={css.link} href={paths.cascade({ cascadeId: String(row.cascadeId) })}><b>{row.name}</b></Link><span className="t-quiet">{row.playName}, v{row.playVersion}</span></span> },
  { id: 'event', head: words.columns.event, narrow: 'hide', cell: (row) => <FunctionMark of={functionOfEvent(row.eventType)}>{messages.events[row.eventType ?? ''] ?? row.eventType}</FunctionMark> },
  { id: 'state', head: words.columns.state, narrow: 'end', cell: (row) => <CascadeState state={row.state} /> },
  { id: 'audience', head: words.columns.audience, end: true, narrow: 'hide', cell: (row) => formatNumber(row.audience) },
  { id: 'decided', head: words.columns.decided, end: true, cell: (row) => formatNumber(row.decided) },
  { id: 'started', head: words.columns.started, cell: (row) => <time dateTime={row.startedAt} title={formatInstant(row.startedAt)}>{formatWhen(row.startedAt)}</time> },
  { id: 'approved', head: words.columns.approved, narrow: 'hide', cell: (row) => row.approvedBy ?? '' },
];

const FILTERS = ['all', 'proposed', 'running', 'done', 'held', 'undone'] as const;

/** Every cascade, newest first. */
export default function CascadesPage() {
  const [search, setSearch, hrefWith] = useUrlState<Key>();
  const state = stateOf(search.state);
  const page = useQuery(cascadesQuery({ state, cursor: search.cursor }));
  const waiting = useQuery(cascadesQuery({ state: 'proposed', limit: 50 })).data?.rows.length ?? 0;
  return (
    <Page title={page.data ? words.title(waiting, page.data.rows.length) : messages.cascades} subtitle={words.subtitle} tools={<Sections current="cascades" />}
      place={[{ label: messages.place, href: paths.orchestration() }, { label: messages.cascades }]}>
      <DataTable<CascadeRow> label={words.label} tall columns={columns} rows={page.data?.rows} rowId={(row) => String(row.cascadeId)} rowName={(row) => row.name}
        hrefOf={(row) => paths.cascade({ cascadeId: String(row.cascadeId) })}
        filters={<FilterChips label={words.filter} options={FILTERS.map((value) => ({ value, label: value === 'all' ? words.all : messages.states[value] ?? value }))} value={FILTERS.find((one) => one === state) ?? 'all'} onChange={(value) => setSearch({ state: value === 'all' ? undefined : value, cursor: undefined })} />}
        empty={state ? <>{words.emptyState(messages.states[state] ?? state)} <Link href={hrefWith({ state: undefined, cursor: undefined })}>{words.showAll}</Link></> : words.empty}
        error={page.error} onRetry={() => void page.refetch()} waitingFor={words.waiting}
        nextHref={page.data?.nextCursor ? hrefWith({ cursor: page.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
    </Page>
  );
}
