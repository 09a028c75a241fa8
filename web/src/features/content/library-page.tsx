import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatDate } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Link } from '../../ui/link.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { ContentTabs } from './content-tabs.tsx';
import css from './content.module.css';
import { functionName, KINDS, libraryQuery, STATES, type DocumentRow, type LibrarySearch } from './content.ts';
import { DraftPanel } from './draft-panel.tsx';
import { messages } from './messages.ts';
import { VersionState } from './version-facts.tsx';

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.prefetchQuery(libraryQuery(search));

const { heads, filters: words } = messages;
const WAIT_MS = 250;

const columns: readonly Column<DocumentRow>[] = [
  { id: 'title', head: heads.title, narrow: 'title', cell: (row) => <div><Link href={paths.contentItem({ contentId: String(row.versionId) })}>{row.title}</Link><div className={css.sub}><span className="t-mono">{row.code}</span></div></div> },
  { id: 'kind', head: heads.kind, width: 150, narrow: 'note', cell: (row) => messages.kinds[row.kind] ?? row.kind },
  { id: 'product', head: heads.product, width: 110, narrow: 'hide', cell: (row) => row.productName ?? messages.allProducts },
  { id: 'function', head: heads.function, width: 150, narrow: 'hide', cell: (row) => <FunctionMark of={functionName(row.function)} /> },
  { id: 'newest', head: heads.newest, width: 150, narrow: 'end', cell: (row) => <span className={css.state}>{messages.version(row.versionNo)}<VersionState state={row.state} /></span> },
  {
    id: 'usable', head: heads.usable, width: 176, narrow: 'hide',
    cell: (row) => (row.usableVersionId === null ? <span className="t-quiet">{messages.nothingUsable}</span> : <span><Link href={paths.contentItem({ contentId: String(row.usableVersionId) })}>{messages.version(row.usableVersionNo ?? 0)}</Link> {messages.until(formatDate(row.usableUntil ?? ''))}</span>),
  },
];

type FilterProps = { readonly search: LibrarySearch; readonly onChange: (patch: LibrarySearch) => void };

function Filters({ search, onChange }: FilterProps) {
  const [typed, setTyped] = useState(search.q ?? '');
  const ask = useDebouncedCallback((q: string) => onChange({ q: q || undefined }), WAIT_MS);
  return (
    <div className={css.filters}>
      <FilterChips label={words.state} value={search.state ?? 'all'} onChange={(state) => onChange({ state: state === 'all' ? undefined : state })}
        options={[{ value: 'all', label: words.all }, ...STATES.map((value) => ({ value: value as string, label: messages.states[value] ?? value }))]} />
      <Select aria-label={words.kind} placeholder={words.everyKind} clearable value={search.kind ?? null} onChange={(kind) => onChange({ kind: kind ?? undefined })} data={KINDS.map((value) => ({ value, label: messages.kinds[value] ?? value }))} />
      <TextInput aria-label={words.find} placeholder={words.find} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); ask(event.currentTarget.value); }} />
    </div>
  );
}

/** Content: the library, each document with its newest version and the one in use. */
export default function LibraryPage() {
  const [search, setSearch, hrefWith] = useUrlState<keyof LibrarySearch & string>();
  const library = useQuery(libraryQuery(search));
  const drafts = useMay('content:draft');
  const { go } = useNavigation();
  const filtered = Boolean(search.state ?? search.kind ?? search.q);
  const change = (patch: LibrarySearch) => setSearch({ ...patch, cursor: undefined }, 'replace');
  return (
    <Page title={messages.libraryTitle} subtitle={messages.librarySubtitle} place={[{ label: messages.place }]}
      actions={<>{!drafts && <span className={css.why}>{messages.draftRefused}</span>}<Button variant="filled" aria-disabled={!drafts || undefined} data-disabled={!drafts || undefined} onClick={() => { if (drafts) go(hrefWith({ panel: 'new' })); }}>{messages.newDraft}</Button></>}>
      <ContentTabs at="library" />
      <DataTable label={messages.list} columns={columns} rows={library.data?.rows} tall rowId={(row) => String(row.documentId)} rowName={(row) => row.title} hrefOf={(row) => paths.contentItem({ contentId: String(row.versionId) })}
          filters={<Filters search={search} onChange={change} />} waitingFor={messages.waiting} error={library.isError ? library.error : undefined} onRetry={() => void library.refetch()}
          empty={filtered ? <>{messages.empty} <Button size="xs" variant="subtle" onClick={() => change({ state: undefined, kind: undefined, q: undefined })}>{messages.showAll}</Button></> : messages.emptyFirst}
          nextHref={library.data?.nextCursor ? hrefWith({ cursor: library.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
      {search.panel === 'new' && drafts && <DraftPanel closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
