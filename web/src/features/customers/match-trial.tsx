import { Figures } from '../../ui/figures.tsx';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import type { Trial } from './matching.ts';
import { matchingWords } from './matching-messages.ts';

const words = matchingWords.trial;
type Block = Trial['blocks'][number];

const COLUMNS: readonly Column<Block>[] = [
  { id: 'block', head: words.block, narrow: 'title', cell: (row) => row.block },
  { id: 'pairs', head: words.pairs, width: 130, end: true, narrow: 'end', cell: (row) => formatNumber(row.pairs) },
  { id: 'largest', head: words.largest, width: 190, end: true, narrow: 'note', cell: (row) => formatNumber(row.largest) },
];

const judged = (share: Trial['precision']) => (share ? { value: formatShare(share.share), comparison: words.share(formatShare(share.low), formatShare(share.high), share.of) } : { value: '–', comparison: words.none });

/** What a version would cost and propose, and how it does on the pairs that people have judged. */
export function MatchTrial({ trial, version }: { readonly trial: Trial; readonly version: number }) {
  return (
    <>
      <Figures label={words.title(version)} items={[
        { label: words.records, value: formatNumber(trial.records), comparison: `${formatNumber(trial.pairs)} ${words.pairs.toLowerCase()}` },
        { label: words.joined, value: formatNumber(trial.joined) }, { label: words.review, value: formatNumber(trial.toReview) },
        { label: words.precision, definition: words.precisionIs, ...judged(trial.precision) }, { label: words.recall, definition: words.recallIs, ...judged(trial.recall) },
      ]} />
      <DataTable label={words.blocks} title={words.blocks} columns={COLUMNS} rows={trial.blocks} rowId={(row) => row.block} rowName={(row) => row.block} empty={words.noBlocks} />
    </>
  );
}
