import { useQuery } from '@tanstack/react-query';
import { formatDate, formatNumber } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './insight.module.css';
import { functionOf, orchestrationQuery, type Orchestration, type Scope } from './insight.ts';
import { messages } from './messages.ts';

const words = messages.activity;
type Row = Orchestration['activity'][number];
const KINDS = ['action', 'task', 'email', 'visit', 'call'] as const;

const inWords = (row: Row): string => KINDS.filter((kind) => row.counts[kind] > 0).map((kind) => `${words.heads[kind]} ${formatNumber(row.counts[kind])}`).join(', ');

const columns: readonly Column<Row>[] = [
  { id: 'function', head: words.heads.function, width: 190, narrow: 'title', cell: (row) => <FunctionMark of={functionOf(row.function)} /> },
  { id: 'role', head: words.heads.role, narrow: 'note', cell: (row) => <>{row.role}<span className={css.phone}>{inWords(row)}</span></> },
  ...KINDS.map((kind): Column<Row> => ({ id: kind, head: words.heads[kind], end: true, width: 96, narrow: 'hide', cell: (row) => (row.counts[kind] ? formatNumber(row.counts[kind]) : '·') })),
];

/** What each department and role did in the weeks shown. */
export function ActivityTable({ scope }: { readonly scope: Scope }) {
  const { data, error, isError, refetch } = useQuery(orchestrationQuery(scope));
  return (
    <DataTable label={words.title} title={words.title} aside={data ? `${formatDate(data.from, 'short')} to now` : undefined} columns={columns} rows={data?.activity} rowId={(row) => `${row.function} ${row.role}`}
      rowName={(row) => `${row.function} ${row.role}`} empty={words.empty} error={isError ? error : undefined} onRetry={() => void refetch()} waitingFor={messages.waiting} foot={data?.activityDefinition} />
  );
}
