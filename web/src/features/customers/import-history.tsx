import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatInstant, formatNumber, formatWhen } from '../../ui/format.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { connection } from './connection-messages.ts';
import css from './customers.module.css';
import { importQuery, importsQuery, type ImportRun } from './imports.ts';
import { Link } from '../../ui/link.tsx';
import { messages } from './messages.ts';

const words = messages.imports;
const CHIP = { running: 'due', done: 'done', failed: 'harm', undone: 'neutral' } as const;

const COUNTED = ['total', 'loaded', 'changed', 'unchanged', 'rejected'] as const;

const COLUMNS: readonly Column<ImportRun>[] = [
  { id: 'file', head: words.file, width: '30%', cell: (run) => <span className={css.two}><span>{run.fileName}</span><span>{words.formats[run.format] ?? (run.format.includes(':') ? connection.format(run.format) : run.format)}</span></span>, narrow: 'title' },
  { id: 'state', head: words.state, width: 120, cell: (run) => <StateChip state={CHIP[run.state]}>{words.states[run.state]}</StateChip>, narrow: 'end' },
  ...COUNTED.map((name): Column<ImportRun> => ({ id: name, head: words.counts[name], cell: (run) => formatNumber(run[name]), end: true, narrow: name === 'total' ? 'note' : 'hide' })),
  { id: 'when', head: words.when, cell: (run) => <span className={css.whole} title={formatInstant(run.startedAt)}>{formatWhen(run.startedAt)}</span>, end: true, narrow: 'hide' },
];

/** What was imported, newest first; a run that goes on moves by itself. */
export function ImportHistory() {
  const [url, , hrefWith] = useUrlState<'page' | 'panel'>();
  const runs = useQuery(importsQuery(url.page));
  return (
    <Sheet flush label={words.history}>
      <DataTable label={words.history} title={words.history} columns={COLUMNS} rows={runs.data?.rows} tall rowId={(run) => String(run.importId)} rowName={(run) => run.fileName} panelOf={(run) => hrefWith({ panel: String(run.importId) })} {...(url.panel ? { currentId: url.panel } : {})}
        empty={words.noHistory} error={runs.isError ? runs.error : undefined} onRetry={() => void runs.refetch()} nextHref={runs.data?.nextCursor ? hrefWith({ page: runs.data.nextCursor }) : undefined} firstHref={url.page ? hrefWith({ page: undefined }) : undefined} />
      {url.panel && <RunPanel importId={Number(url.panel)} closeTo={hrefWith({ panel: undefined })} />}
    </Sheet>
  );
}

const UNDONE = ['restored', 'removed', 'kept', 'merged', 'newer'] as const;

/** Asks once more, then the import is taken back in the background. */
function Undo({ importId }: { readonly importId: number }) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const undoing = useMutation({ mutationFn: () => post('/api/customers/imports/{importId}/undo', { path: { importId } }), onSuccess: () => { setAsking(false); void client.invalidateQueries({ queryKey: ['customers.import'] }); } });
  if (undoing.isSuccess) return <p role="status">{words.undoing}</p>;
  return (
    <>
      <Button variant="outline" onClick={() => setAsking(true)}>{words.undo}</Button>
      {asking && (
        <Dialog title={words.undo} onClose={() => setAsking(false)} foot={<Button loading={undoing.isPending} onClick={() => undoing.mutate()}>{words.undo}</Button>}>
          <p>{words.undoAsk}</p>
          {undoing.error ? <Problem error={undoing.error} kept /> : null}
        </Dialog>
      )}
    </>
  );
}

function RunPanel({ importId, closeTo }: { readonly importId: number; readonly closeTo: string }) {
  const { data: run } = useQuery(importQuery(importId));
  if (!run) return null;
  return (
    <Panel wide title={run.fileName} above={words.states[run.state]} subtitle={[formatInstant(run.startedAt), run.startedByName].filter(Boolean).join(', ')} closeTo={closeTo}>
      {run.failure && <PanelSection><p>{run.failure}</p></PanelSection>}
      <PanelSection><dl className={css.facts}>{COUNTED.map((name) => [<dt key={`${name}t`}>{formatNumber(run[name])}</dt>, <dd key={`${name}d`}>{words.counts[name]}</dd>])}</dl>{run.market && <p className="t-quiet">{connection.leftOut(run.market, formatNumber(run.leftOut))}</p>}</PanelSection>
      {run.undoReport && <PanelSection title={words.states['undone']}><dl className={css.facts}>{UNDONE.map((name) => [<dt key={`${name}t`}>{formatNumber(run.undoReport?.[name] ?? 0)}</dt>, <dd key={`${name}d`}>{words.undone[name]}</dd>])}</dl></PanelSection>}
      {(run.state === 'done' || run.state === 'failed') && <PanelSection><Undo importId={importId} /></PanelSection>}
      {run.reasons.length > 0 && (
        <PanelSection title={words.rejects} aside={<Link href={`/api/customers/imports/${importId}/rejects.csv`} download>{words.download}</Link>}>
          <dl className={css.facts}>{run.reasons.map((one) => [<dt key={`${one.field}${one.remedy}t`}>{formatNumber(one.lines)}</dt>, <dd key={`${one.field}${one.remedy}d`}>{one.field} <small>{one.remedy} {words.line} {formatNumber(one.firstLine)}</small></dd>])}</dl>
        </PanelSection>
      )}
    </Panel>
  );
}
