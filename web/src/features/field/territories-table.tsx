import { queryOptions, useQuery } from '@tanstack/react-query';
import { get, type RowOf } from '../../api/call.ts';
import { formatNumber } from '../../ui/format.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { messages } from './messages.ts';

type Territory = RowOf<'/api/field/territories'>;

export const territoriesQuery = () => queryOptions({ queryKey: ['field', 'territories'], queryFn: ({ signal }) => get('/api/field/territories', { signal }) });

const words = messages.territoryColumns;
const COLUMNS: readonly Column<Territory>[] = [
  { id: 'name', head: words.name, cell: (row) => <b>{row.name}</b> },
  { id: 'holder', head: words.holder, cell: (row) => row.userName ?? messages.vacant },
  { id: 'customers', head: words.customers, cell: (row) => formatNumber(row.customers), end: true },
  { id: 'booked', head: words.booked, cell: (row) => formatNumber(row.planned), end: true, narrow: 'end' },
  { id: 'perDay', head: words.perDay, cell: (row) => (row.perDay === null ? '—' : formatNumber(row.perDay)), end: true },
];

/** Territories, who holds them, and how full the coming week is. */
export function TerritoriesTable() {
  const found = useQuery(territoriesQuery());
  return (
    <DataTable label={messages.territories} columns={COLUMNS} rows={found.data?.rows} rowId={(row) => String(row.territoryId)} rowName={(row) => row.name} empty={messages.emptyTerritories} error={found.error} onRetry={() => void found.refetch()} />
  );
}
