import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { mergesQuery, undoMerge, type MergeRow } from './steward-desk.ts';
import { stewardWords } from './steward-messages.ts';

const words = stewardWords.books;
const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, one) => all + one, 0);

/** The books: which record went into which, by whom, and the way back. */
export function StewardMerges() {
  const { data, error, refetch } = useQuery(mergesQuery());
  const [undoing, setUndoing] = useState<MergeRow>();
  return (
    <>
      <DataTable label={words.title} title={words.title} rows={data?.rows} rowId={(row) => String(row.mergeId)} rowName={(row) => row.loserName} empty={words.empty} error={error ?? undefined} onRetry={() => void refetch()} tall columns={[
        { id: 'stayed', head: words.stayed, cell: (row) => <Link href={paths.customer({ customerId: String(row.winnerId) })}>{row.winnerName}</Link>, narrow: 'title' },
        { id: 'went', head: words.went, cell: (row) => <>{row.loserName} <span className="t-mono">C{row.loserId}</span></>, narrow: 'note' },
        { id: 'when', head: words.when, cell: (row) => `${formatWhen(row.mergedAt)}, ${row.mergedByName ?? words.byRule}`, narrow: 'note' },
        { id: 'state', head: words.state, cell: (row) => (row.undoneAt ? words.undoneBy(row.undoneByName ?? words.byRun, formatWhen(row.undoneAt)) : words.standing), narrow: 'note' },
        { id: 'undo', head: <span className="t-hidden">{words.undo}</span>, cell: (row) => (row.undoneAt ? null : <Button size="xs" variant="outline" onClick={() => setUndoing(row)}>{words.undo}</Button>), narrow: 'end' },
      ]} />
      {undoing && (
        <ReasonDialog topic="customers.pair" onClose={() => setUndoing(undefined)} save={(reason) => undoMerge(undoing.mergeId, reason)}
          words={{ title: words.undoTitle(undoing.loserName), lead: words.undoLead, reason: words.undoReason, save: words.undoSave, done: ({ back, since }) => words.undoDone(sum(back), sum(since)) }} />
      )}
    </>
  );
}
