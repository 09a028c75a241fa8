import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/call.ts';
import { useUrlState } from '../../app/url-state.ts';
import { Figures } from '../../ui/figures.tsx';
import { formatNumber, plural } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './customers.module.css';
import { importQuery, previewQuery, type Checked, type Choice } from './imports.ts';
import { messages } from './messages.ts';
import type { Import } from './use-import.ts';

const words = messages.imports;
type Reject = Checked['rejects'][number];
type ProblemRow = Checked['problems'][number];
const COUNTS = ['total', 'loaded', 'changed', 'unchanged', 'rejected'] as const;

type Counted = Pick<Checked, (typeof COUNTS)[number] | 'leftOut'> & { readonly market?: string | null };
const Counts = ({ of }: { readonly of: Counted }) => (
  <>
    <Figures items={COUNTS.map((name) => ({ label: words.counts[name], value: formatNumber(of[name]) }))} />
    {of.leftOut > 0 && !of.market && <p className="t-quiet">{words.leftOutBy(plural(of.leftOut, 'line', 'lines'))}</p>}
  </>
);

const COLUMNS: readonly Column<Reject>[] = [
  { id: 'line', head: words.line, width: 90, cell: (row) => formatNumber(row.line), narrow: 'end' },
  { id: 'field', head: words.field, width: '18%', cell: (row) => row.field, narrow: 'note' },
  { id: 'reason', head: words.reason, cell: (row) => <span title={row.raw}>{row.reason}</span>, narrow: 'title' },
  { id: 'remedy', head: words.remedy, cell: (row) => row.remedy, narrow: 'note' },
];

const PROBLEMS: readonly Column<ProblemRow>[] = [
  { id: 'lines', head: words.lines, width: 90, cell: (row) => formatNumber(row.lines), narrow: 'end' },
  { id: 'field', head: words.field, width: '22%', cell: (row) => row.field, narrow: 'title' },
  { id: 'remedy', head: words.remedy, cell: (row) => row.remedy, narrow: 'note' },
  { id: 'first', head: words.line, width: 100, cell: (row) => formatNumber(row.firstLine), end: true, narrow: 'hide' },
];

const DownloadButton = ({ importId }: { readonly importId: number }) => <Button size="xs" component="a" href={`/api/customers/imports/${importId}/rejects.csv`} download leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}>{words.download}</Button>;

/** Rejected lines of a loaded file, by pages, and as a file. */
function RejectsSheet({ importId }: { readonly importId: number }) {
  const [url, , hrefWith] = useUrlState<'cursor'>();
  const rejects = useQuery({ queryKey: ['customers.import', 'rejects', importId, url.cursor ?? ''], queryFn: ({ signal }) => get('/api/customers/imports/{importId}/rejects', { path: { importId }, query: { limit: 50, cursor: url.cursor }, signal }) });
  return (
    <Sheet flush label={words.rejects}>
      <DataTable label={words.rejects} title={words.rejects} aside={rejects.data?.rows.length ? <DownloadButton importId={importId} /> : undefined} columns={COLUMNS} rows={rejects.data?.rows} rowId={(row) => `${row.line}-${row.field}`} rowName={(row) => `${words.line} ${row.line}`} empty={words.noRejects} error={rejects.isError ? rejects.error : undefined} onRetry={() => void rejects.refetch()}
        nextHref={rejects.data?.nextCursor ? hrefWith({ cursor: rejects.data.nextCursor }) : undefined} firstHref={url.cursor ? hrefWith({ cursor: undefined }) : undefined} />
    </Sheet>
  );
}

const SHOWN = ['kind', 'name', 'specialty_name', 'city', 'state'] as const;
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** The first rows as they would load, and what is wrong with the first two thousand. */
function Preview({ fileId, choice }: { readonly fileId: number; readonly choice: Choice }) {
  const preview = useQuery(previewQuery(fileId, choice));
  type Row = NonNullable<typeof preview.data>['rows'][number];
  const columns: readonly Column<Row>[] = [
    { id: 'line', head: words.line, width: 80, cell: (row) => formatNumber(row.line), narrow: 'end' },
    { id: 'record', head: words.record, cell: (row) => <span title={row.raw}>{row.facts ? SHOWN.map((name) => textOf(row.facts?.[name])).filter(Boolean).join(', ') || row.raw.slice(0, 120) : row.raw.slice(0, 120)}</span>, narrow: 'title' },
    { id: 'faults', head: words.problems, width: '36%', cell: (row) => (row.faults.length ? row.faults.map(({ field, reason }) => `${field} ${reason}`).join('. ') : words.fits), narrow: 'note' },
  ];
  if (preview.isError) return <Sheet title={words.preview}><Problem error={preview.error} kept /></Sheet>;
  return (
    <>
      <Sheet flush label={words.preview}>
        <DataTable label={words.preview} title={words.preview} columns={columns} rows={preview.data?.rows} rowId={(row) => String(row.line)} rowName={(row) => `${words.line} ${row.line}`} empty={words.noFiles} foot={preview.data ? words.previewOf(formatNumber(preview.data.sampled)) : undefined} />
      </Sheet>
      {preview.data && preview.data.problems.length > 0 && <ProblemsSheet rows={preview.data.problems} foot={words.previewOf(formatNumber(preview.data.sampled))} />}
    </>
  );
}

const ProblemsSheet = ({ rows, foot }: { readonly rows: readonly ProblemRow[]; readonly foot?: string }) => (
  <Sheet flush label={words.problems}><DataTable label={words.problems} title={words.problems} columns={PROBLEMS} rows={rows} rowId={(row) => `${row.field}-${row.remedy}`} rowName={(row) => row.field} empty={words.noProblems} foot={foot} /></Sheet>
);

/** How far the load is, then its result. */
function Running({ importId, fileName }: { readonly importId: number; readonly fileName: string }) {
  const run = useQuery({ ...importQuery(importId), retry: false, refetchInterval: (query) => (query.state.data === undefined || query.state.data.state === 'running' ? 1_000 : false) }).data;
  const [, , hrefWith] = useUrlState<'panel'>();
  const title = run === undefined || run.state === 'running' ? words.loading : run.state === 'done' ? words.done : run.state === 'undone' ? words.states['undone'] : words.failed;
  return (
    <>
      <Sheet title={title}>
        {(run === undefined || run.state === 'running') && <p role="status">{words.loadingFile(fileName)} {run ? words.titleRunning(formatNumber(run.total)) : ''}</p>}
        {run?.failure && <p>{run.failure}</p>}
        {run && <Counts of={run} />}
        {run && run.state !== 'running' && <p><Link href={hrefWith({ panel: String(importId) })}>{words.details}</Link></p>}
      </Sheet>
      {run && run.rejected > 0 && <RejectsSheet importId={importId} />}
    </>
  );
}

/** Preview, check, load with live progress, result. */
export function ImportSteps({ current }: { readonly current: Import }) {
  const { file, draft, choice, trial, checking, loading, importId } = current;
  if (!file || !choice || !draft) return null;
  if (importId !== undefined) return <Running importId={importId} fileName={file.name} />;
  const mapped = draft.format === 'csv' && !draft.saved;
  const fits = !mapped || trial.fits;
  const shown = mapped ? trial.definition && { format: 'csv', mapping: trial.definition } : choice;
  const checked = checking.data;
  const busy = checking.isPending || loading.isPending;
  return (
    <>
      {fits && shown && !checked && <Preview fileId={file.fileId} choice={shown} />}
      <Sheet title={checked ? words.checked : undefined} label={words.check} foot={(
        <div className={css.foot}>
          <Button variant={checked ? 'outline' : 'filled'} disabled={!fits || busy} loading={checking.isPending} onClick={() => checking.mutate()}>{words.check}</Button>
          <Button variant={checked ? 'filled' : 'outline'} disabled={!fits || busy} loading={loading.isPending} onClick={() => loading.mutate()}>{checked ? words.load(formatNumber(checked.loaded + checked.changed)) : words.loadAnyway}</Button>
        </div>
      )}>
        {checking.isPending && <p role="status">{words.checking}</p>}
        {checking.error || loading.error ? <Problem error={checking.error ?? loading.error} kept /> : null}
        {checked ? <Counts of={checked} /> : !checking.isPending && <p className="t-quiet">{words.checkNote}</p>}
      </Sheet>
      {checked && checked.problems.length > 0 && <ProblemsSheet rows={checked.problems} />}
      {checked && checked.rejects.length > 0 && <Sheet flush label={words.rejects}><DataTable label={words.rejects} title={words.rejects} columns={COLUMNS} rows={checked.rejects} rowId={(row) => `${row.line}-${row.field}`} rowName={(row) => `${words.line} ${row.line}`} empty={words.noRejects} foot={checked.rejected > checked.rejects.length ? words.more : undefined} /></Sheet>}
    </>
  );
}
