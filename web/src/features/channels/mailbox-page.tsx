import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatInstant, formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { ChannelsTabs } from './channels-tabs.tsx';
import css from './channels.module.css';
import { mailboxQuery, type MailboxRow, type MailboxSearch } from './channels.ts';
import { MailboxPanel } from './mailbox-panel.tsx';
import { messages } from './messages.ts';

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.prefetchQuery(mailboxQuery(search));

const words = messages.mailbox;
const { heads } = words;
const WAIT_MS = 250;

const columns: readonly Column<MailboxRow>[] = [
  { id: 'to', head: heads.to, width: '38%', narrow: 'note', cell: (row) => <div>{row.customerName ?? row.toAddress}<div className={css.sub}>{row.toAddress}</div></div> },
  { id: 'subject', head: heads.subject, narrow: 'title', cell: (row) => row.subject },
  { id: 'when', head: heads.when, width: 150, narrow: 'end', cell: (row) => <span title={formatInstant(row.receivedAt)}>{formatWhen(row.receivedAt)}</span> },
];

function Find({ address, onChange }: { readonly address: string | undefined; readonly onChange: (address: string | undefined) => void }) {
  const [typed, setTyped] = useState(address ?? '');
  const ask = useDebouncedCallback((text: string) => onChange(text.trim() || undefined), WAIT_MS);
  return <TextInput aria-label={words.find} placeholder={words.find} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); ask(event.currentTarget.value); }} />;
}

/** Channels: the mail that a doctor got, to read, to follow, and to answer in her place. */
export default function MailboxPage() {
  const [search, setSearch, hrefWith] = useUrlState<keyof MailboxSearch & string>();
  const list = useQuery(mailboxQuery(search));
  const change = (address: string | undefined) => setSearch({ address, cursor: undefined }, 'replace');
  const mailboxId = Number(search.panel);
  const builtIn = list.data?.builtIn ?? true;
  return (
    <Page title={words.title} subtitle={builtIn ? words.subtitle : words.elsewhere} place={[{ label: messages.place, href: paths.channels() }, { label: words.place }]}>
      <ChannelsTabs at="mailbox" />
      <Sheet flush label={words.list}>
        <DataTable label={words.list} columns={columns} rows={list.data?.rows} tall rowId={(row) => String(row.mailboxId)} rowName={(row) => `${row.subject}, ${row.toAddress}`}
          panelOf={(row) => hrefWith({ panel: String(row.mailboxId) })} currentId={search.panel} filters={<Find address={search.address} onChange={change} />}
          empty={search.address ? <>{words.empty} <Button size="xs" variant="subtle" onClick={() => change(undefined)}>{words.showAll}</Button></> : words.emptyFirst}
          error={list.isError ? list.error : undefined} onRetry={() => void list.refetch()} waitingFor={words.waitingFor}
          nextHref={list.data?.nextCursor ? hrefWith({ cursor: list.data.nextCursor, panel: undefined }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined, panel: undefined }) : undefined} />
      </Sheet>
      {Number.isInteger(mailboxId) && mailboxId > 0 && <MailboxPanel key={mailboxId} mailboxId={mailboxId} builtIn={builtIn} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
