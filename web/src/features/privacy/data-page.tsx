import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { messages } from './messages.ts';
import { dataQuery, suppressionsQuery, type DataTableRow } from './privacy.ts';
import css from './privacy.module.css';
import { PrivacyTabs } from './privacy-tabs.tsx';

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(dataQuery());

const words = messages.data;
const COLUMNS: readonly Column<DataTableRow>[] = [
  { id: 'table', head: words.heads.table, cell: (one) => <span className="t-mono">{one.table}</span>, narrow: 'note' },
  { id: 'purpose', head: words.heads.purpose, cell: (one) => one.purpose, narrow: 'title' },
  { id: 'basis', head: words.heads.basis, cell: (one) => one.basis, narrow: 'hide' },
  { id: 'retention', head: words.heads.retention, cell: (one) => one.retention, narrow: 'hide' },
  { id: 'erase', head: words.heads.erase, cell: (one) => words.erase[one.erase] ?? one.erase, width: 150, narrow: 'end' },
];

/** What we keep about people, and what becomes of it when they ask. */
export default function DataPage() {
  const [search, set, hrefWith] = useUrlState<'of' | 'panel'>();
  const of = search.of === 'colleague' ? 'colleague' : 'customer';
  const data = useQuery(dataQuery());
  const open = data.data?.tables.find((one) => one.table === search.panel);
  return (
    <Page title={words.title(data.data?.tables.length)} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.privacy() }, { label: messages.tabs.data }]}>
      <PrivacyTabs at="data" />
      <DataTable label={words.list} columns={COLUMNS} rows={data.data?.tables.filter((one) => one.of === of)} rowId={(one) => one.table} rowName={(one) => one.table} tall empty={words.empty} waitingFor={words.waiting} panelOf={(one) => hrefWith({ panel: one.table })}
        filters={<FilterChips label={words.filter} options={Object.entries(words.of).map(([value, label]) => ({ value, label }))} value={of} onChange={(value) => set({ of: value === 'colleague' ? 'colleague' : undefined, panel: undefined })} />}
        error={data.error ?? undefined} onRetry={() => void data.refetch()} {...(search.panel ? { currentId: search.panel } : {})} />
      <Suppressions />
      {open && <TablePanel table={open} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}

function TablePanel({ table, closeTo }: { readonly table: DataTableRow; readonly closeTo: string }) {
  return (
    <Panel wide toRead title={table.table} subtitle={table.purpose} closeTo={closeTo}>
      <PanelSection><dl className={css.facts}><dt>{words.panel.basis}</dt><dd>{table.basis}</dd><dt>{words.panel.retention}</dt><dd>{table.retention}</dd>{table.because && <><dt>{words.panel.because}</dt><dd>{table.because}</dd></>}</dl></PanelSection>
      <PanelSection title={words.panel.columns}><dl className={css.facts}>{table.columns.map((one) => [<dt key={`${one.column}t`} className="t-mono">{one.column}</dt>, <dd key={`${one.column}d`}>{`${one.category.replaceAll('_', ' ')}, ${words.erase[one.erasure] ?? one.erasure}`}</dd>])}</dl></PanelSection>
    </Panel>
  );
}

function Suppressions() {
  const { data } = useQuery(suppressionsQuery());
  if (!data) return null;
  const kinds = [...new Set(data.rows.map((one) => one.kind))];
  const unbound = data.rows.filter((one) => !one.binds).length;
  return (
    <Sheet title={words.suppressions}>
      <p className="t-quiet">{words.suppressionsNote}</p>
      {data.rows.length === 0 ? <p>{words.noSuppressions}</p> : <ul className={css.list}>{kinds.map((kind) => <li key={kind}>{words.suppression(kind, data.rows.filter((one) => one.kind === kind).length)}</li>)}</ul>}
      {unbound > 0 && <p>{words.unbound(unbound)}</p>}
    </Sheet>
  );
}
