import { useQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { messages } from './messages.ts';
import { useFollowWork } from './use-follow.ts';
import { WorkTabs } from './work-tabs.tsx';
import { casesQuery, type Case } from './work.ts';

const columns: readonly Column<Case>[] = [
  { id: 'customer', head: messages.heads.customer, cell: (one) => (one.customerName ? <CustomerLink of={one.customerId}>{one.customerName}</CustomerLink> : messages.noName) },
  { id: 'kind', head: messages.heads.what, cell: (one) => [messages.kinds[one.kind] ?? one.kind, one.productName].filter(Boolean).join(' · ') },
  { id: 'desk', head: messages.heads.desk, cell: (one) => messages.functions[one.function] ?? one.function, narrow: 'hide' },
  { id: 'owner', head: messages.heads.owner, cell: (one) => one.ownerName ?? messages.queue, narrow: 'hide' },
  { id: 'state', head: messages.heads.state, cell: (one) => messages.states[one.state] ?? one.state, narrow: 'hide' },
  { id: 'due', head: messages.heads.due, cell: (one) => (one.closedAt ? formatWhen(one.closedAt) : <ClockChip due={one.dueAt} plain />), end: true, narrow: 'end' },
];

const FILTERS = ['open', 'mine', 'closed'] as const;

/** Cases by clock, of every desk, as far as the reader's role goes. */
export default function CasesPage() {
  useFollowWork();
  const [search, setSearch, hrefWith] = useUrlState<'filter' | 'cursor'>();
  const inConsole = useMay('contact_centre:take');
  const filter = FILTERS.find((one) => one === search.filter) ?? 'open';
  const cases = useQuery(casesQuery({ state: filter === 'closed' ? 'closed' : 'not_closed', mine: filter === 'mine' ? 'true' : undefined, cursor: search.cursor }));
  const hrefOf = (one: Case) => (inConsole && one.function === 'contact_centre' && one.state !== 'closed' ? paths.contactCase({ caseId: String(one.caseId) }) : paths.case({ caseId: String(one.caseId) }));
  const open = filter === 'open' && !search.cursor && cases.data?.nextCursor === null ? cases.data.rows.length : undefined; // a page of more is no count
  const filters = <FilterChips label={messages.heads.state} value={filter} options={FILTERS.map((value) => ({ value, label: messages.filters[value] }))} onChange={(value) => setSearch({ filter: value === 'open' ? undefined : value, cursor: undefined })} />;
  return (
    <Page title={messages.casesTitle(open)} place={[{ label: messages.place, href: paths.work() }, { label: messages.tabs.cases }]}>
      <WorkTabs at="cases" />
      <DataTable label={messages.tabs.cases} columns={columns} rows={cases.data?.rows} rowId={(one) => String(one.caseId)} rowName={(one) => one.customerName ?? messages.caseTitle(one.caseId)} hrefOf={hrefOf}
        filters={filters} empty={messages.noCases} error={cases.error ?? undefined} onRetry={() => void cases.refetch()}
        nextHref={cases.data?.nextCursor ? hrefWith({ cursor: cases.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
    </Page>
  );
}
