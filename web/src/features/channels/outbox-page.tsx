import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useUrlState } from '../../app/url-state.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatInstant, formatNumber, formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { ChannelsTabs } from './channels-tabs.tsx';
import css from './channels.module.css';
import { messagesQuery, outboxQuery, STATES, type Message, type OutboxSearch } from './channels.ts';
import { MailPanel } from './mail-panel.tsx';
import { MailState } from './mail-state.tsx';
import { messages } from './messages.ts';
import { OutboxFaults } from './outbox-faults.tsx';
import { OutboxFigures, countOf } from './outbox-figures.tsx';

export const loader = ({ search, queryClient }: LoadArguments) => Promise.all([queryClient.prefetchQuery(outboxQuery()), queryClient.prefetchQuery(messagesQuery(search))]);

const words = messages.outbox;
const { heads } = words;

const whenOf = (row: Message): string => row.sentAt ?? row.intentAt ?? row.queuedAt;

function Why({ row }: { readonly row: Message }) {
  const now = useNow();
  if (row.refusal) return <div>{messages.refusals[row.refusal] ?? row.refusal}{row.refusalRecord && <div className={css.sub}><span className="t-mono">{row.refusalRecord}</span></div>}</div>;
  if (row.fault && row.state === 'failed') return <span>{messages.faults.say(row.fault)}</span>;
  if (row.failure) return <span className={css.sub}>{row.failure}</span>;
  return row.state === 'queued' && Date.parse(row.notBefore) > now ? <span>{words.until(formatWhen(row.notBefore))}</span> : null;
}

const columns: readonly Column<Message>[] = [
  { id: 'who', head: heads.who, width: '22%', narrow: 'title', cell: (row) => (row.customerName ? <CustomerLink of={row.customerId}>{row.customerName}</CustomerLink> : words.unnamed) },
  { id: 'title', head: heads.title, narrow: 'note', cell: (row) => <div>{row.title}<div className={css.sub}>{row.productName}</div></div> },
  { id: 'state', head: heads.state, width: 150, narrow: 'end', cell: (row) => <MailState state={row.state} /> },
  { id: 'why', head: heads.why, width: '28%', narrow: 'hide', cell: (row) => <Why row={row} /> },
  { id: 'when', head: heads.when, width: 150, narrow: 'hide', cell: (row) => <span title={formatInstant(whenOf(row))}>{formatWhen(whenOf(row))}</span> },
];

/** Channels: what leaves, what was refused and by which record, and what nobody can know. */
export default function OutboxPage() {
  const [search, setSearch, hrefWith] = useUrlState<keyof OutboxSearch & string>();
  const outbox = useQuery(outboxQuery());
  const list = useQuery(messagesQuery(search));
  const rows = list.data?.rows;
  const change = (patch: OutboxSearch) => setSearch({ ...patch, cursor: undefined, panel: undefined }, 'replace');
  const title = outbox.data ? words.title({ waiting: formatNumber(countOf(outbox.data, 'queued', 'claimed', 'dispatching')), unknown: countOf(outbox.data, 'unknown') }) : words.titleLoading;
  const filtered = Boolean(search.state ?? search.refusal ?? search.fault ?? search.cascade);
  return (
    <Page title={title} subtitle={words.subtitle} place={[{ label: messages.place }, { label: words.place }]}>
      <ChannelsTabs at="outbox" />
      {outbox.data && <OutboxFigures outbox={outbox.data} />}
      {outbox.data && <OutboxFaults outbox={outbox.data} />}
      <Sheet flush label={words.list}>
        <DataTable label={words.list} columns={columns} rows={rows} tall rowId={(row) => String(row.messageId)} rowName={(row) => `${row.title}, ${row.customerName ?? words.unnamed}`}
          panelOf={(row) => hrefWith({ panel: String(row.messageId) })} currentId={search.panel} isHatched={(row) => row.state === 'refused'}
          filters={(
            <div className={css.filters}>
              <FilterChips label={words.filter} value={search.state ?? 'all'} onChange={(state) => change({ state: state === 'all' ? undefined : state, refusal: undefined, fault: undefined })}
                options={[{ value: 'all', label: words.all }, ...STATES.map((value) => ({ value: value as string, label: messages.states[value] ?? value, ...(outbox.data ? { count: formatNumber(countOf(outbox.data, value)) } : {}) }))]} />
              {search.fault && <Button size="xs" onClick={() => change({ fault: undefined })} aria-label={`${messages.faults.say(search.fault)} ${words.anyReason}`}>{messages.faults.say(search.fault)} ×</Button>}
              {search.cascade && <Button size="xs" onClick={() => change({ cascade: undefined })} aria-label={`${words.oneCascade}. ${words.showAll}`}>{words.oneCascade} ×</Button>}
              {search.refusal && <Button size="xs" onClick={() => change({ refusal: undefined })} aria-label={`${words.why} ${messages.refusals[search.refusal] ?? search.refusal}. ${words.anyReason}`}>{words.why}: {messages.refusals[search.refusal] ?? search.refusal} ×</Button>}
            </div>
          )}
          empty={filtered ? <>{words.empty} <Button size="xs" variant="subtle" onClick={() => change({ state: undefined, refusal: undefined, fault: undefined, cascade: undefined })}>{words.showAll}</Button></> : words.emptyFirst}
          error={list.isError ? list.error : undefined} onRetry={() => void list.refetch()} waitingFor={words.waitingFor}
          nextHref={list.data?.nextCursor ? hrefWith({ cursor: list.data.nextCursor, panel: undefined }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined, panel: undefined }) : undefined} />
      </Sheet>
      {search.panel && rows && <MailPanel key={search.panel} row={rows.find((row) => String(row.messageId) === search.panel)} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
