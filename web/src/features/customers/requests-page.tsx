import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { CustomersTabs } from './customers-tabs.tsx';
import { messages } from './messages.ts';
import { NewPersonDialog } from './request-dialog.tsx';
import { requestWords } from './request-messages.ts';
import { RequestPanel } from './request-panel.tsx';
import { requestsQuery, type ChangeRequest, type RequestView } from './requests.ts';

const words = requestWords.page;
const viewOf = (text: string | undefined, steward: boolean): RequestView => (text === 'mine' || !steward ? 'mine' : text === 'decided' ? 'decided' : 'waiting');
const CHIP: Readonly<Record<string, 'planned' | 'due' | 'done' | 'refused'>> = { new: 'planned', submitted: 'due', pending: 'due', processed: 'done', cancelled: 'refused' };

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.prefetchQuery(requestsQuery(viewOf(search['view'], false), search['cursor']));

/** Change requests: one's own, and for a steward those of everybody. */
export default function RequestsPage() {
  const [search, setSearch, hrefWith] = useUrlState<'view' | 'cursor' | 'request'>();
  const steward = useMay('customers:decide_request');
  const view = viewOf(search.view, steward);
  const { data, error, refetch } = useQuery(requestsQuery(view, search.cursor));
  const [adding, setAdding] = useState(false);
  const rows = data?.rows;
  const columns = [
    { id: 'who', head: words.heads.who, cell: (row: ChangeRequest) => row.customerName, narrow: 'title' as const }, { id: 'kind', head: words.heads.kind, cell: (row: ChangeRequest) => requestWords.kinds[row.kind] ?? row.kind, narrow: 'note' as const },
    { id: 'state', head: words.heads.state, cell: (row: ChangeRequest) => <StateChip state={CHIP[row.state] ?? 'planned'}>{requestWords.states[row.state]}</StateChip>, narrow: 'end' as const },
    { id: 'by', head: words.heads.by, cell: (row: ChangeRequest) => row.requestedByName, narrow: 'hide' as const }, { id: 'when', head: words.heads.when, cell: (row: ChangeRequest) => formatWhen(row.submittedAt ?? row.createdAt), narrow: 'note' as const },
  ];
  return (
    <Page title={view === 'waiting' && rows && !search.cursor ? words.title(rows.length, Boolean(data.nextCursor)) : words.titles[view] ?? words.label} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.customers() }, { label: requestWords.tab }]}
      actions={<Button variant="outline" onClick={() => setAdding(true)}>{requestWords.newPerson}</Button>}>
      <CustomersTabs at="requests" />
      <DataTable label={words.label} rows={rows} rowId={(row) => String(row.requestId)} rowName={(row) => row.customerName} empty={words.empty[view]} error={error ?? undefined} onRetry={() => void refetch()} columns={columns} tall
        panelOf={(row) => hrefWith({ request: String(row.requestId) })} {...(search.request ? { currentId: search.request } : {})}
        filters={steward ? <FilterChips label={words.label} value={view} onChange={(value) => setSearch({ view: value, cursor: undefined, request: undefined })} options={(['waiting', 'decided', 'mine'] as const).map((value) => ({ value, label: words.views[value] }))} /> : undefined}
        nextHref={data?.nextCursor ? hrefWith({ cursor: data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
      {search.request && <RequestPanel key={search.request} requestId={Number(search.request)} closeTo={hrefWith({ request: undefined })} />}
      {adding && <NewPersonDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
