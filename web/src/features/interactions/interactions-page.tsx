import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useUrlState } from '../../app/url-state.ts';
import { ChannelShape } from '../../ui/channel-shape.tsx';
import { formatDate, formatInstant, formatWhen } from '../../ui/format.ts';
import { FunctionMark, hueOf } from '../../ui/function-mark.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { InteractionPanel } from './interaction-panel.tsx';
import css from './interactions.module.css';
import { functionName, logQuery, periodOf, type Interaction, type LogSearch } from './interactions.ts';
import { LogFilters, WhoseChips } from './log-filters.tsx';
import { messages } from './messages.ts';

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.prefetchQuery(logQuery(search));

const { heads } = messages;

/** What a headline does not say already. */
function noteOf(row: Interaction): string {
  const kind = messages.kinds[row.kind] ?? row.kind;
  const said = row.headline.toLowerCase().startsWith(kind.toLowerCase()) ? '' : kind;
  return [said, row.productName ?? '', row.minutes === null ? '' : messages.minutes(row.minutes)].filter(Boolean).join(', ');
}

function What({ row }: { readonly row: Interaction }) {
  return (
    <div className={css.what}>
      <div>{row.quote ? `“${row.quote}”` : row.headline}</div>
      <div className={css.note}>{row.shown === 'in_part' ? <><IconLock size={14} stroke={1.6} aria-hidden="true" />{row.sentence}</> : noteOf(row)}</div>
    </div>
  );
}

const columns: readonly Column<Interaction>[] = [
  { id: 'when', head: heads.when, width: 112, narrow: 'end', cell: (row) => <span title={formatInstant(row.occurredAt)}>{formatWhen(row.occurredAt)}</span> },
  { id: 'who', head: heads.who, width: '20%', narrow: 'note', cell: (row) => (row.customerName ? <CustomerLink of={row.customerId}>{row.customerName}</CustomerLink> : messages.unnamed) },
  { id: 'function', head: heads.function, width: 156, narrow: 'hide', cell: (row) => (row.direction === 'in' ? messages.from : <FunctionMark of={functionName(row.function)} />) },
  { id: 'what', head: heads.what, narrow: 'title', cell: (row) => <What row={row} /> },
  {
    id: 'channel', head: heads.channel, width: 104, narrow: 'hide',
    cell: (row) => (row.channel === 'none' ? '' : <span className={css.way}><ChannelShape of={row.channel} color={hueOf(row.direction === 'in' ? 'customer' : functionName(row.function))} planned={row.state === 'planned'} />{messages.channels[row.channel]}</span>),
  },
  { id: 'person', head: heads.person, width: '13%', narrow: 'hide', cell: (row) => row.personName ?? '' },
];

/** Interactions: the log over everybody whom the reader may see, searched by days, function, channel and product. */
export default function InteractionsPage() {
  const [search, setSearch, hrefWith] = useUrlState<keyof LogSearch & string>();
  const log = useQuery(logQuery(search));
  const { from, to } = periodOf(search);
  const rows = log.data?.rows;
  const change = (patch: LogSearch) => setSearch(patch, 'replace');
  return (
    <Page title={messages.title(`${formatDate(from, 'short')} to ${formatDate(to)}`)} subtitle={messages.subtitle} place={[{ label: messages.place }]}>
      <LogFilters search={search} onChange={change} />
      <DataTable label={messages.list} columns={columns} rows={rows} tall rowId={(row) => String(row.interactionId)} rowName={(row) => `${row.headline}, ${row.customerName}`}
        panelOf={(row) => hrefWith({ panel: String(row.interactionId) })} currentId={search.panel} isHatched={(row) => row.shown === 'in_part'}
        filters={<WhoseChips search={search} onChange={change} />}
        empty={<>{messages.empty} <Button size="xs" variant="subtle" onClick={() => setSearch({ function: undefined, channel: undefined, whose: undefined, product: undefined, cursor: undefined }, 'replace')}>{messages.emptyAction}</Button></>}
        error={log.isError ? log.error : undefined} onRetry={() => void log.refetch()} waitingFor={messages.waiting}
        nextHref={log.data?.nextCursor ? hrefWith({ cursor: log.data.nextCursor, panel: undefined }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined, panel: undefined }) : undefined}
        foot={log.data?.closed.map((lane) => lane.sentence).join(' ')} />
      {search.panel && rows && <InteractionPanel row={rows.find((row) => String(row.interactionId) === search.panel)} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
