import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { formatWhen } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import { MATCHING, matchRunsQuery, startRun, type MatchRun } from './matching.ts';
import { matchingWords } from './matching-messages.ts';

const words = matchingWords.runs;
const { number } = matchingWords;
const ASK_MS = 2_000; // while one runs

const COLUMNS: readonly Column<MatchRun>[] = [
  { id: 'at', head: words.head.at, width: 170, narrow: 'title', cell: (row) => formatWhen(row.startedAt) },
  { id: 'by', head: words.head.by, narrow: 'note', cell: (row) => row.startedByName ?? words.nightly },
  { id: 'version', head: words.head.version, width: 90, end: true, narrow: 'hide', cell: (row) => row.version },
  { id: 'state', head: words.head.state, width: 120, narrow: 'end', cell: (row) => (row.failure ? `${words.states[row.state]}: ${row.failure}` : words.states[row.state]) },
  { id: 'records', head: words.head.records, width: 110, end: true, narrow: 'hide', cell: (row) => number(row.records) },
  { id: 'pairs', head: words.head.pairs, width: 110, end: true, narrow: 'hide', cell: (row) => number(row.pairs) },
  { id: 'review', head: words.head.review, width: 110, end: true, narrow: 'hide', cell: (row) => number(row.toReview) },
];

/** Runs over all records, and the verb that starts one. */
export function MatchRuns() {
  const client = useQueryClient();
  const runs = useQuery({ ...matchRunsQuery(), refetchInterval: (query) => (query.state.data?.rows.some(({ state }) => state === 'running') ? ASK_MS : false) });
  const starting = useMutation({ mutationFn: startRun, onSuccess: () => { void client.invalidateQueries({ queryKey: [MATCHING] }); toast(words.started); } });
  return (
    <>
      {starting.error && <Problem error={starting.error} />}
      <DataTable label={words.label} title={words.title} aside={<Button size="xs" loading={starting.isPending} onClick={() => starting.mutate()}>{words.start}</Button>} columns={COLUMNS} rows={runs.data?.rows} rowId={(row) => String(row.runId)}
        rowName={(row) => formatWhen(row.startedAt)} empty={words.empty} error={runs.isError ? runs.error : undefined} onRetry={() => void runs.refetch()} />
    </>
  );
}
