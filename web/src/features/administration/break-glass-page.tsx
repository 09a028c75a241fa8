import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { breakGlassQuery, idOf, type BreakGlass } from './access.ts';
import css from './administration.module.css';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import { BreakGlassForm } from './break-glass-form.tsx';
import { BreakGlassPanel } from './break-glass-panel.tsx';
import { messages } from './messages.ts';

const words = messages.breakGlass;
const { heads } = words;
const FILTERS = ['all', 'open'] as const;

const COLUMNS: readonly Column<BreakGlass>[] = [
  { id: 'who', head: heads.who, width: '20%', narrow: 'title', cell: (row) => row.userName },
  { id: 'customer', head: heads.customer, width: '22%', narrow: 'note', cell: (row) => <span className={css.two}>{row.customerName ?? messages.why.customerOf(row.customerId)}</span> },
  { id: 'reason', head: heads.reason, narrow: 'note', cell: (row) => <span className={css.two}>{words.reasons[row.reason]}<span>{row.words}</span></span> },
  { id: 'state', head: heads.state, width: 180, narrow: 'end', cell: (row) => (row.open ? <StateChip state="due">{words.openUntil(row.until)}</StateChip> : <span className={css.two} title={formatInstant(row.endedAt ?? row.until)}>{words.endedAt(row.endedAt ?? row.until)}<span>{row.endedByName ? words.endedBy(row.endedByName) : words.endedItself}</span></span>) },
];

/** Temporary access: one's own, that to customers of one's work or team, and for administrators all. */
export default function BreakGlassPage() {
  const [search, set, hrefWith] = useUrlState<'panel' | 'show' | 'cursor' | 'number' | 'reads'>();
  const { go } = useNavigation();
  const mayAsk = useMay('access:break_glass');
  const openOnly = search.show === 'open';
  const list = useQuery(breakGlassQuery(search.cursor, openOnly));
  const open = useQuery(breakGlassQuery(undefined, true));
  const closed = hrefWith({ panel: undefined, number: undefined, reads: undefined });
  const panelOf = (id: number) => hrefWith({ panel: String(id), number: undefined, reads: undefined });
  const id = idOf(search.panel);
  return (
    <Page title={words.title(open.data?.rows.length ?? 0)} subtitle={words.subtitle} place={[{ label: messages.place }, { label: messages.tabs.breakGlass }]}
      actions={<><Button variant="filled" aria-disabled={!mayAsk || undefined} data-disabled={!mayAsk || undefined} onClick={() => { if (mayAsk) go(hrefWith({ panel: 'new' })); }}>{words.ask}</Button>{!mayAsk && <span className="t-quiet">{words.mayNot}</span>}</>}>
      <AdministrationTabs at="breakGlass" />
      <DataTable label={words.list} columns={COLUMNS} tall rows={list.data?.rows} rowId={(row) => String(row.breakGlassId)} rowName={(row) => `${row.userName}, ${row.customerName ?? messages.why.customerOf(row.customerId)}`} waitingFor={words.waiting}
        filters={<FilterChips label={words.filter} options={FILTERS.map((value) => ({ value, label: words.filters[value] }))} value={openOnly ? 'open' : 'all'} onChange={(show) => set({ show: show === 'open' ? show : undefined, cursor: undefined }, 'replace')} />}
        panelOf={(row) => panelOf(row.breakGlassId)} {...(search.panel ? { currentId: search.panel } : {})} error={list.error ?? undefined} onRetry={() => void list.refetch()}
        empty={openOnly ? <>{words.emptyOpen} <Link href={hrefWith({ show: undefined, cursor: undefined })}>{words.showAll}</Link></> : words.empty}
        nextHref={list.data?.nextCursor ? hrefWith({ cursor: list.data.nextCursor, panel: undefined }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined, panel: undefined }) : undefined} />
      {search.panel === 'new' && mayAsk && <BreakGlassForm number={search.number ?? ''} closeTo={closed} openOf={panelOf} />}
      {id !== undefined && <BreakGlassPanel key={id} breakGlassId={id} closeTo={closed} readsCursor={search.reads} hrefOfReads={(reads) => hrefWith({ reads })} />}
    </Page>
  );
}
