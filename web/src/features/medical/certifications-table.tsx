import { useQuery } from '@tanstack/react-query';
import { useNow } from '../../ui/clock-chip.tsx';
import { formatDate } from '../../ui/format.ts';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { certificationsQuery, type Certification } from './medical.ts';
import { messages } from './messages.ts';

const words = messages.certifications;

function State({ row }: { readonly row: Certification }) {
  const today = new Intl.DateTimeFormat('en-CA').format(useNow());
  if (row.validFrom > today) return <StateChip state="planned">{words.soon}</StateChip>;
  return row.validTo < today ? <StateChip state="refused">{words.ended}</StateChip> : <StateChip state="done">{words.valid}</StateChip>;
}

const COLUMNS: readonly Column<Certification>[] = [
  { id: 'who', head: words.who, cell: (row) => <b>{row.name}</b> },
  { id: 'product', head: words.product, cell: (row) => [row.productName, row.indication].filter(Boolean).join(' · ') },
  { id: 'market', head: words.market, cell: (row) => row.market, narrow: 'hide' },
  { id: 'from', head: words.from, cell: (row) => formatDate(row.validFrom), end: true, narrow: 'hide' },
  { id: 'until', head: words.until, cell: (row) => formatDate(row.validTo), end: true },
  { id: 'state', head: words.state, cell: (row) => <State row={row} />, narrow: 'end' },
];

/** Who may speak about which product, until when. */
export function CertificationsTable() {
  const found = useQuery(certificationsQuery(false));
  return (
    <DataTable label={messages.tabs.certifications} columns={COLUMNS} rows={found.data?.rows} rowId={(row) => `${row.userId}-${row.productId}-${row.indication}-${row.market}`} rowName={(row) => `${row.name}, ${row.productName}`} empty={words.empty} error={found.error} onRetry={() => void found.refetch()} />
  );
}
