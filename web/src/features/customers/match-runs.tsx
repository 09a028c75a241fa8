import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { formatNumber, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import { answerRun, MATCHING, matchRunsQuery, startRun, takeBackRun, type MatchRun, type Subject } from './matching.ts';
import css from './matching.module.css';
import { matchingWords } from './matching-messages.ts';

const { runs: words, asks, back, number } = matchingWords;
const ASK_MS = 2_000; // while one runs
const isUnderWay = ({ state, joins }: MatchRun) => state === 'running' || joins === 'joining' || joins === 'taking_back';
const isUndoable = ({ joins, joined, takenBack }: MatchRun) => (joins === 'joined' || joins === 'joining') && (joined ?? 0) > (takenBack ?? 0);

function joinsOf({ joins, certain, joined, takenBack, joinsByName }: MatchRun): string {
  const [sure, done, undone] = [number(certain), number(joined ?? 0), takenBack ?? 0];
  switch (joins) {
    case null: return number(certain);
    case 'asked': return words.joins.asked(sure);
    case 'left': return words.joins.left(sure);
    case 'joining': return words.joins.joining(done, sure);
    case 'joined': return `${words.joins.joined(done, joinsByName)}${undone ? words.joins.someBack(formatNumber(undone)) : ''}`;
    case 'taking_back': return words.joins.taking_back(done);
    case 'taken_back': return words.joins.taken_back(done, joinsByName);
  }
}

const columns = (takeBack: (run: MatchRun) => void): readonly Column<MatchRun>[] => [
  { id: 'at', head: words.head.at, width: 170, narrow: 'title', cell: (row) => formatWhen(row.startedAt) },
  { id: 'by', head: words.head.by, narrow: 'note', cell: (row) => row.startedByName ?? words.nightly },
  { id: 'version', head: words.head.version, width: 90, end: true, narrow: 'hide', cell: (row) => row.version },
  { id: 'state', head: words.head.state, width: 120, narrow: 'end', cell: (row) => (row.failure ? `${words.states[row.state]}: ${row.failure}` : words.states[row.state]) },
  { id: 'records', head: words.head.records, width: 110, end: true, narrow: 'hide', cell: (row) => number(row.records) },
  { id: 'review', head: words.head.review, width: 110, end: true, narrow: 'hide', cell: (row) => number(row.toReview) },
  { id: 'joins', head: words.head.joins, width: 250, narrow: 'note', cell: joinsOf },
  { id: 'deed', head: <span className="t-hidden">{words.head.deed}</span>, width: 110, narrow: 'end', cell: (row) => (isUndoable(row) ? <Button size="xs" variant="outline" onClick={() => takeBack(row)}>{back.verb}</Button> : null) },
];

/** What the last run is certain of and may not join by itself, and the two answers. */
function RunAsks({ run, automatic }: { readonly run: MatchRun; readonly automatic: boolean }) {
  const [answering, setAnswering] = useState<'join' | 'leave'>();
  const [count, close] = [run.certain ?? 0, () => setAnswering(undefined)];
  return (
    <Sheet title={asks.title(count, run.records ?? 0)} foot={(
      <div className={css.deeds}>
        <Button variant="filled" onClick={() => setAnswering('join')}>{asks.join}</Button>
        <Button onClick={() => setAnswering('leave')}>{asks.leave}</Button>
        <Link href={paths.stewardQueue()}>{asks.look}</Link>
      </div>
    )}>
      <p>{asks.body(automatic)}</p>
      {answering === 'join' && <ReasonDialog topic={MATCHING} onClose={close} save={(reason) => answerRun(run.runId, 'join', reason)} words={{ title: asks.joinTitle(count), lead: asks.joinLead, reason: asks.reason, save: asks.join, done: asks.joined, failed: asks.failed }} />}
      {answering === 'leave' && <ReasonDialog topic={MATCHING} onClose={close} save={(reason) => answerRun(run.runId, 'leave', reason)} words={{ title: asks.leaveTitle, lead: asks.leaveLead, reason: asks.reason, save: asks.leave, done: asks.left, failed: asks.failed }} />}
    </Sheet>
  );
}

/** Runs over all records of a subject, the verb that starts one, what one asks, and the way back. */
export function MatchRuns({ subject, automatic }: { readonly subject: Subject; readonly automatic: boolean }) {
  const client = useQueryClient();
  const [undoing, setUndoing] = useState<MatchRun>();
  const runs = useQuery({ ...matchRunsQuery(subject), refetchInterval: (query) => (query.state.data?.rows.some(isUnderWay) ? ASK_MS : false) });
  const starting = useMutation({ mutationFn: () => startRun(subject), onSuccess: () => { void client.invalidateQueries({ queryKey: [MATCHING] }); toast(words.started); } });
  const asking = runs.data?.rows.find(({ joins }) => joins === 'asked');
  return (
    <>
      {starting.error && <Problem error={starting.error} />}
      {asking && <RunAsks key={asking.runId} run={asking} automatic={automatic} />}
      <DataTable label={words.label} title={words.title} aside={<Button size="xs" loading={starting.isPending} onClick={() => starting.mutate()}>{words.start}</Button>} columns={columns(setUndoing)} rows={runs.data?.rows} rowId={(row) => String(row.runId)}
        rowName={(row) => formatWhen(row.startedAt)} empty={words.empty} error={runs.isError ? runs.error : undefined} onRetry={() => void runs.refetch()} />
      {undoing && <ReasonDialog topic={MATCHING} onClose={() => setUndoing(undefined)} save={(reason) => takeBackRun(undoing.runId, reason)} words={{ title: back.title((undoing.joined ?? 0) - (undoing.takenBack ?? 0)), lead: back.lead, reason: back.reason, save: back.save, done: back.done, failed: back.failed }} />}
    </>
  );
}
