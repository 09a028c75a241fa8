import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { connection as words } from './connection-messages.ts';
import css from './customers.module.css';
import { runsQuery } from './imports.ts';
import { messages } from './messages.ts';
import type { Connection, PlanStep } from './use-connection.ts';

const SHOWN_COLUMNS = 3;
const listed = (names: readonly string[]): string => `${names.slice(0, SHOWN_COLUMNS).join(', ')}${names.length > SHOWN_COLUMNS ? ` +${names.length - SHOWN_COLUMNS}` : ''}`;
const restOf = ({ refused, kept, unread }: PlanStep): string => refused ?? (kept.length ? words.kept(listed(kept)) : unread.length ? words.unread(listed(unread)) : '');
const nameOf = (step: PlanStep) => step.table ?? step.name;
const CHIP = { running: 'due', done: 'done', failed: 'harm', undone: 'neutral' } as const;

const PLAN: readonly Column<PlanStep>[] = [
  { id: 'file', head: words.heads.file, width: '30%', cell: (step) => <span className={css.two}><span>{nameOf(step)}</span><span>{[step.object, step.mappingName && words.own(step.mappingName)].filter(Boolean).join(', ')}</span></span>, narrow: 'title' },
  { id: 'becomes', head: words.heads.becomes, width: 170, cell: (step) => (step.refused ? <StateChip state="refused">{words.refused}</StateChip> : step.becomes), narrow: 'end' },
  { id: 'read', head: words.heads.read, cell: (step) => <span title={step.read.join(', ')}>{formatNumber(step.read.length)}</span>, end: true, width: 130, narrow: 'hide' },
  { id: 'kept', head: words.heads.rest, cell: (step) => <span title={[...step.kept, ...step.unread].join(', ')}>{restOf(step)}</span>, narrow: 'note' },
];

/** What the files are, in which order they load, and of which market. */
function Planned({ current }: { readonly current: Connection }) {
  const { plan, loading, market, system } = current;
  if (plan.isError) return <Problem error={plan.error} kept />;
  if (!plan.data) return <p role="status">{words.looking}</p>;
  const loads = plan.data.steps.filter(({ refused }) => !refused);
  const fits = market === '' || /^[A-Z]{2}$/.test(market);
  return (
    <>
      <p className="t-quiet">{words.note}</p>
      <DataTable label={words.title} columns={PLAN} rows={plan.data.steps} tall rowId={(step) => `${step.fileId}-${step.table ?? ''}-${step.format}`} rowName={nameOf} empty={words.refused} />
      {plan.data.unknown.map((one) => <p key={`${one.fileId}-${one.table ?? ''}`}>{words.unknown(one.table ?? one.name, one.columns.slice(0, 12).join(', '))}</p>)}
      {loading.error ? <Problem error={loading.error} kept /> : null}
      <div className={`${css.filters} ${css.low}`}>
        {system && <Select label={words.system} data={Object.entries(words.systems).map(([value, label]) => ({ value, label }))} value={system} onChange={(value) => value && current.setSystem(value)} allowDeselect={false} w={170} />}
        <TextInput label={words.market} description={words.marketNote} value={market} onChange={(event) => current.setMarket(event.currentTarget.value)} maxLength={2} w={240} error={fits ? undefined : words.wrongMarket} />
        <Button variant="filled" disabled={!fits || loads.length === 0} loading={loading.isPending} onClick={() => loading.mutate()}>{words.load(loads.length, market)}</Button>
      </div>
    </>
  );
}

type Row = { readonly importId: number; readonly name: string; readonly format: string; readonly run: { state: keyof typeof CHIP; total: number; loaded: number; changed: number; unchanged: number; rejected: number; leftOut: number; failure: string | null } | undefined };

const RUNS: readonly Column<Row>[] = [
  { id: 'file', head: words.heads.file, width: '34%', cell: ({ name, format, run }) => <span className={css.two}><span>{name}</span><span>{run?.failure ?? (run ? words.result(formatNumber(run.loaded), formatNumber(run.changed), formatNumber(run.unchanged)) : format.split(':')[1] ?? '')}</span></span>, narrow: 'title' },
  { id: 'state', head: words.heads.state, width: 130, cell: ({ run }) => (run ? <StateChip state={CHIP[run.state]}>{messages.imports.states[run.state]}</StateChip> : <StateChip state="neutral">{words.waits}</StateChip>), narrow: 'end' },
  { id: 'lines', head: words.heads.lines, cell: ({ run }) => (run ? formatNumber(run.total) : ''), end: true, narrow: 'hide' },
  { id: 'leftOut', head: words.heads.leftOut, cell: ({ run }) => (run ? formatNumber(run.leftOut) : ''), end: true, narrow: 'hide' },
  { id: 'rejected', head: words.heads.rejected, cell: ({ run, importId }) => (run?.rejected ? <Link href={`/api/customers/imports/${importId}/rejects.csv`} download>{formatNumber(run.rejected)}</Link> : run ? '0' : ''), end: true, narrow: 'note' },
];

/** How far each load is. */
function Loading({ current }: { readonly current: Connection }) {
  const { runs, plan } = current;
  const ids = runs.map(({ importId }) => importId);
  const found = useQuery({ ...runsQuery(ids), refetchInterval: (query) => (ids.every((id) => query.state.data?.some((run) => run.importId === id && run.state !== 'running')) ? false : 1_000) });
  const rows = runs.map(({ importId, format, fileId }): Row => {
    const step = plan.data?.steps.find((one) => one.fileId === fileId && one.format === format);
    return { importId, name: step ? nameOf(step) : format, format, run: found.data?.find((run) => run.importId === importId) };
  });
  const ended = rows.length > 0 && rows.every(({ run }) => run && run.state !== 'running');
  return (
    <>
      <DataTable label={words.title} columns={RUNS} rows={rows} tall rowId={(row) => String(row.importId)} rowName={(row) => row.name} empty={words.waits} />
      {ended && <p role="status">{words.done}</p>}
    </>
  );
}

/** Exports of another CRM that were chosen: a plan, then the loads. */
export function ConnectionSheet({ current }: { readonly current: Connection }) {
  if (current.fileIds.length === 0) return null;
  return (
    <Sheet title={words.title} aside={<Button size="xs" variant="subtle" onClick={current.leave}>{words.again}</Button>}>
      <div className={css.form}>{current.runs.length ? <Loading current={current} /> : <Planned current={current} />}</div>
    </Sheet>
  );
}
