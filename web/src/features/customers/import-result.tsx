import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/call.ts';
import { useUrlState } from '../../app/url-state.ts';
import { Figures } from '../../ui/figures.tsx';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './customers.module.css';
import type { ImportResult } from './import-file.ts';
import { importsQuery } from './imports.ts';
import { messages } from './messages.ts';
import { mappingFits } from './import-source.tsx';
import type { Import } from './use-import.ts';

const words = messages.imports;
type Reject = ImportResult['rejects'][number];
const COUNTS = ['total', 'loaded', 'changed', 'unchanged', 'rejected'] as const;

export const Counts = ({ of }: { readonly of: Pick<ImportResult, (typeof COUNTS)[number]> }) => <Figures items={COUNTS.map((name) => ({ label: words.counts[name], value: formatNumber(of[name]) }))} />;

const COLUMNS: readonly Column<Reject>[] = [
  { id: 'line', head: words.line, width: 90, cell: (row) => formatNumber(row.line), narrow: 'end' },
  { id: 'field', head: words.field, width: '18%', cell: (row) => row.field, narrow: 'note' },
  { id: 'reason', head: words.reason, cell: (row) => <span title={row.raw}>{row.reason}</span>, narrow: 'title' },
  { id: 'remedy', head: words.remedy, cell: (row) => row.remedy, narrow: 'note' },
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

/** Check, load with live progress, result. */
export function ImportSteps({ current }: { readonly current: Import }) {
  const { chosen, phase, result, error } = current;
  const running = useQuery({ ...importsQuery(), enabled: phase === 'loading', refetchInterval: phase === 'loading' ? 1_000 : false }).data?.rows.find((run) => run.state === 'running' && run.fileName === chosen?.file.name);
  if (!chosen) return null;
  const fits = mappingFits(current);
  const checked = result?.check ? result.of : undefined;
  const loaded = result && !result.check ? result.of : undefined;
  return (
    <>
      <Sheet title={loaded ? words.done : checked ? words.checked : undefined} label={words.check} foot={phase === null && !loaded && (
        <div className={css.foot}>
          <Button variant={checked ? 'outline' : 'filled'} disabled={!fits} onClick={() => current.send(true)}>{words.check}</Button>
          <Button variant={checked ? 'filled' : 'outline'} disabled={!fits} onClick={() => current.send(false)}>{checked ? words.load(formatNumber(checked.loaded + checked.changed)) : words.loadAnyway}</Button>
        </div>
      )}>
        {error ? <Problem error={error} kept /> : null}
        {phase && (
          <div className={css.progress} role="status">
            <p>{phase === 'checking' ? words.checking : `${words.loading}. ${running ? words.titleRunning(formatNumber(running.total)) : ''}`}</p>
            <div className={css.bar} role="progressbar" aria-valuenow={Math.round(current.share * 100)} aria-valuemin={0} aria-valuemax={100} aria-label={words.sentPart('')}><span style={{ width: `${current.share * 100}%` }} /></div>
            <div className={css.foot}><span className="t-quiet">{words.sentPart(formatShare(current.share, 0))}</span><Button size="xs" variant="subtle" onClick={current.stop}>{words.stop}</Button></div>
          </div>
        )}
        {result && <Counts of={result.of} />}
      </Sheet>
      {checked && checked.rejects.length > 0 && <Sheet flush label={words.rejects}><DataTable label={words.rejects} title={words.rejects} columns={COLUMNS} rows={checked.rejects} rowId={(row) => `${row.line}-${row.field}`} rowName={(row) => `${words.line} ${row.line}`} empty={words.noRejects} foot={checked.rejected > checked.rejects.length ? words.more : undefined} /></Sheet>}
      {loaded && loaded.importId !== null && loaded.rejected > 0 && <RejectsSheet importId={loaded.importId} />}
    </>
  );
}
