import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatDate } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { messages } from './messages.ts';
import { NewRequestPanel } from './new-request-panel.tsx';
import { nameOf, requestsQuery, type Request } from './privacy.ts';
import { PrivacyTabs } from './privacy-tabs.tsx';

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.ensureQueryData(requestsQuery(search['state'] === 'closed' ? 'closed' : 'open', search['cursor']));

const SOON_MINUTES = 7 * 24 * 60; // a week before the month is over
const CHIPS: Readonly<Record<string, 'due' | 'planned' | 'done' | 'refused' | 'neutral'>> = { received: 'due', verified: 'planned', in_progress: 'planned', fulfilled: 'done', refused: 'refused' };
const { heads } = messages;

const COLUMNS: readonly Column<Request>[] = [
  { id: 'who', head: heads.who, cell: nameOf, narrow: 'title' },
  { id: 'kind', head: heads.kind, cell: (one) => messages.kinds[one.kind] ?? one.kind, narrow: 'note' },
  { id: 'state', head: heads.state, cell: (one) => <StateChip state={CHIPS[one.state] ?? 'neutral'}>{messages.states[one.state] ?? one.state}</StateChip>, narrow: 'hide' },
  { id: 'received', head: heads.received, cell: (one) => formatDate(one.receivedAt), width: 130, narrow: 'hide' },
  { id: 'due', head: heads.due, cell: (one) => (one.closedAt ? formatDate(one.closedAt) : <ClockChip due={one.dueAt} soonMinutes={SOON_MINUTES} />), end: true, width: 150, narrow: 'end' },
];

/** Requests of people about their own data, by their clock. */
export default function RequestsPage() {
  const [search, set, hrefWith] = useUrlState<'state' | 'cursor' | 'panel'>();
  const state = search.state === 'closed' ? 'closed' as const : 'open' as const;
  const requests = useQuery(requestsQuery(state, search.cursor));
  const { go } = useNavigation();
  const { rows, nextCursor } = requests.data ?? {};
  return (
    <Page title={messages.title(state === 'open' && !search.cursor ? rows?.length : undefined, Boolean(nextCursor))} subtitle={messages.subtitle} place={[{ label: messages.place }]}
      actions={<Button variant="filled" onClick={() => go(hrefWith({ panel: 'new' }))}>{messages.take}</Button>}>
      <PrivacyTabs at="requests" />
      <DataTable label={messages.list} columns={COLUMNS} rows={rows} rowId={(one) => String(one.requestId)} rowName={nameOf} hrefOf={(one) => paths.privacyRequest({ requestId: String(one.requestId) })} empty={messages.empty[state]} waitingFor={messages.waiting}
        filters={<FilterChips label={messages.filter} options={[{ value: 'open', label: messages.open }, { value: 'closed', label: messages.closed }]} value={state} onChange={(value) => set({ state: value === 'closed' ? 'closed' : undefined, cursor: undefined })} />}
        error={requests.error ?? undefined} onRetry={() => void requests.refetch()} {...(nextCursor ? { nextHref: hrefWith({ cursor: nextCursor }) } : {})} {...(search.cursor ? { firstHref: hrefWith({ cursor: undefined }) } : {})} />
      {search.panel === 'new' && <NewRequestPanel closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
