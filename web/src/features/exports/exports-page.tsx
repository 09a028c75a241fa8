import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatInstant, formatNumber } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import { ExportPanel } from './export-panel.tsx';
import { exportsQuery, rowsOf, useExports, type Export } from './exports.ts';
import { messages } from './messages.ts';

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(exportsQuery());

function State({ of }: { readonly of: Export }) {
  if (of.state === 'running') return <StateChip state="due">{messages.states.running(of.tables.length, of.tablesTotal)}</StateChip>;
  return <StateChip state={of.state === 'done' ? 'done' : 'harm'}>{messages.states[of.state]}</StateChip>;
}

const COLUMNS: readonly Column<Export>[] = [
  { id: 'asked', head: messages.heads.asked, narrow: 'title', cell: (one) => <time dateTime={one.askedAt}>{formatInstant(one.askedAt)}</time> },
  { id: 'by', head: messages.heads.by, narrow: 'note', cell: (one) => one.askedByName ?? messages.system },
  { id: 'rows', head: messages.heads.rows, end: true, width: 140, narrow: 'hide', cell: (one) => formatNumber(rowsOf(one)) },
  { id: 'state', head: messages.heads.state, width: 180, narrow: 'end', cell: (one) => <State of={one} /> },
];

/** Everything as files: asked for, followed, taken and removed. */
export default function ExportsPage() {
  const [search, , hrefWith] = useUrlState<'panel'>();
  const list = useQuery(exportsQuery());
  const { begin } = useExports();
  const chosen = search.panel === undefined ? undefined : list.data?.rows.find(({ exportId }) => exportId === search.panel);
  return (
    <Page title={messages.title(list.data?.rows.length)} subtitle={messages.subtitle} place={[{ label: messages.place, href: paths.administration() }, { label: messages.here }]}
      actions={<Button variant="filled" loading={begin.isPending} onClick={() => begin.mutate(undefined, { onSuccess: () => toast(messages.begun) })}>{messages.begin}</Button>}>
      <AdministrationTabs at="exports" />
      {begin.error && <Problem error={begin.error} />}
      <DataTable label={messages.list} columns={COLUMNS} rows={list.data?.rows} rowId={(one) => one.exportId} rowName={(one) => formatInstant(one.askedAt)} panelOf={(one) => hrefWith({ panel: one.exportId })} {...(search.panel ? { currentId: search.panel } : {})}
        error={list.error ?? undefined} onRetry={() => void list.refetch()} empty={messages.empty} waitingFor={messages.waiting} />
      {search.panel !== undefined && list.data && <ExportPanel key={search.panel} of={chosen} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
