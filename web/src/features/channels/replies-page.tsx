import { useQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatInstant, formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { ChannelsTabs } from './channels-tabs.tsx';
import css from './channels.module.css';
import { INBOUND_KINDS, inboundQuery, type Inbound, type RepliesSearch } from './channels.ts';
import { messages } from './messages.ts';

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.prefetchQuery(inboundQuery(search));

const words = messages.replies;
const { heads } = words;

function Words({ row }: { readonly row: Inbound }) {
  return <div><div className={css.words}>{row.words || row.subject || words.noWords}</div>{row.stopAsked && <div className={css.sub}>{words.stop}</div>}</div>;
}

const columns: readonly Column<Inbound>[] = [
  { id: 'when', head: heads.when, width: 150, narrow: 'end', cell: (row) => <span title={formatInstant(row.receivedAt)}>{formatWhen(row.receivedAt)}</span> },
  { id: 'who', head: heads.who, width: '24%', narrow: 'note', cell: (row) => <div>{row.customerName ? <CustomerLink of={row.customerId}>{row.customerName}</CustomerLink> : words.unknown}<div className={css.sub}>{row.fromAddress}</div></div> },
  { id: 'words', head: heads.words, narrow: 'title', cell: (row) => <Words row={row} /> },
  { id: 'kind', head: heads.kind, width: 150, narrow: 'hide', cell: (row) => words.kinds[row.kind] ?? row.kind },
];

/** Channels: mail that came in, in the writers' own words. */
export default function RepliesPage() {
  const [search, setSearch, hrefWith] = useUrlState<keyof RepliesSearch & string>();
  const list = useQuery(inboundQuery(search));
  return (
    <Page title={words.title} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.channels() }, { label: words.place }]}>
      <ChannelsTabs at="replies" />
      <Sheet flush label={words.list}>
        <DataTable label={words.list} columns={columns} rows={list.data?.rows} tall rowId={(row) => String(row.inboundId)} rowName={(row) => row.subject || words.noWords}
          filters={<FilterChips label={words.filter} value={search.kind ?? 'all'} onChange={(kind) => setSearch({ kind: kind === 'all' ? undefined : kind, cursor: undefined }, 'replace')}
            options={[{ value: 'all', label: words.all }, ...INBOUND_KINDS.map((value) => ({ value: value as string, label: words.kinds[value] ?? value }))]} />}
          empty={search.kind ? words.empty : words.emptyFirst} error={list.isError ? list.error : undefined} onRetry={() => void list.refetch()} waitingFor={words.waitingFor}
          nextHref={list.data?.nextCursor ? hrefWith({ cursor: list.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
      </Sheet>
    </Page>
  );
}
