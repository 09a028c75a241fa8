import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { formatWhen } from '../../ui/format.ts';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './medical.module.css';
import type { InquiryRow } from './medical.ts';
import { messages } from './messages.ts';

const columns = (answered: boolean): Column<InquiryRow>[] => [
  { id: 'who', head: messages.columns.who, cell: (row) => <span className={css.two}><b>{row.customerName}{row.credential ? `, ${row.credential}` : ''}</b><span>{[row.specialtyName, row.city].filter(Boolean).join(' · ')}</span></span> },
  { id: 'product', head: messages.columns.product, cell: (row) => row.productName ?? '—' },
  { id: 'state', head: messages.columns.state, cell: (row) => <StateChip state={answered ? 'done' : row.state === 'submitted' ? 'due' : 'neutral'}>{messages.states[row.state] ?? row.state}</StateChip> },
  { id: 'wish', head: messages.columns.wish, cell: (row) => messages.wishes[row.wish] ?? row.wish, narrow: 'hide' },
  { id: 'asked', head: messages.columns.asked, cell: (row) => row.askedByName ?? '—', narrow: 'hide' },
  answered ? { id: 'answered', head: messages.columns.answered, cell: (row) => (row.answeredAt ? formatWhen(row.answeredAt) : '—'), end: true } : { id: 'clock', head: messages.columns.clock, cell: (row) => <ClockChip due={row.dueAt} />, end: true, narrow: 'end' },
];

export type InquiriesTableProps = { readonly rows: readonly InquiryRow[] | undefined; readonly answered?: boolean; readonly error?: unknown; readonly onRetry: () => void; readonly filters?: ReactNode };

/** Inquiries by clock: that somebody asked; her words are on the inquiry's own page. */
export function InquiriesTable({ rows, answered = false, error, onRetry, filters }: InquiriesTableProps) {
  return (
    <DataTable label={messages.inquiries} title={messages.inquiries} columns={columns(answered)} rows={rows} rowId={(row) => String(row.inquiryId)} rowName={(row) => row.customerName} hrefOf={(row) => paths.inquiry({ inquiryId: String(row.inquiryId) })} tall filters={filters}
      empty={answered ? messages.emptyAnswered : messages.emptyInquiries} error={error} onRetry={onRetry} />
  );
}
