import type { ReactNode } from 'react';
import { CustomerLink } from '../../app/customer-link.tsx';
import { formatNumber } from '../../ui/format.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './insight.module.css';
import type { LookAlike, LookAlikes } from './insight.ts';
import { messages } from './messages.ts';

const words = messages.alike;
const placeOf = (row: LookAlike): string => [words.kinds[row.kind], row.city, row.state].filter(Boolean).join(', ');

function Reasons({ of }: { readonly of: LookAlike['nearest'] }) {
  return <ul className={css.reasons}>{of.map((reason) => <li key={reason.attribute}>{reason.sentence}</li>)}</ul>;
}

const lowered = (sentence: string): string => (/^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence); // but not NY or a product
const inOne = (reasons: LookAlike['nearest']): string => reasons.map((reason, i) => (i === 0 ? reason.sentence : lowered(reason.sentence))).join('; ');

const columns: readonly Column<LookAlike>[] = [
  { id: 'account', head: words.heads.account, width: '21%', narrow: 'title', cell: (row) => <><CustomerLink of={row.customerId}>{row.name}</CustomerLink><small>{placeOf(row)}</small></> },
  { id: 'likeness', head: words.heads.likeness, end: true, width: 84, narrow: 'end', cell: (row) => <span className={css.figure}>{formatNumber(row.likeness, 2)}</span> },
  { id: 'because', head: words.heads.because, narrow: 'note', cell: (row) => <Reasons of={row.nearest} /> },
  { id: 'apart', head: words.heads.apart, narrow: 'note', cell: (row) => <div className={css.apart}><Reasons of={row.farthest} /></div> },
  { id: 'reach', head: words.heads.reach, end: true, width: 96, narrow: 'note', cell: (row) => <>{formatNumber(row.wouldReach)}<span className={css.phone}>{words.heads.reach}</span></> },
];

/** The same in fewer lines, for the dashboard. */
const compact = columns.map((column): Column<LookAlike> => {
  if (column.id === 'because') return { ...column, cell: (row) => inOne(row.nearest) };
  return column.id === 'apart' ? { ...column, cell: (row) => <span className={css.apart}>{inOne(row.farthest)}</span> } : column;
});

type AlikeTableProps = { readonly inBrief?: boolean; readonly data: LookAlikes | undefined; readonly error: unknown; readonly onRetry: () => void; readonly filters?: ReactNode; readonly foot?: ReactNode };

/** Look-alike accounts with what makes them alike, what does not, how learned, and what a win would mean. */
export function AlikeTable({ data, error, onRetry, filters, foot, inBrief = false }: AlikeTableProps) {
  return (
    <DataTable label={data?.account ? words.title(data.account.name) : words.pageWaiting} title={data?.account ? words.title(data.account.name) : words.pageWaiting}
      aside={data?.account ? words.learned(formatNumber(data.compared), data.learned) : undefined} columns={inBrief ? compact : columns} rows={data?.rows} tall rowId={(row) => String(row.customerId)} rowName={(row) => row.name}
      filters={filters} empty={data && !data.account ? words.none : words.empty} error={error ?? undefined} onRetry={onRetry} waitingFor={words.waiting} foot={foot} />
  );
}
