import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import type { RowOf } from '../../api/call.ts';
import { formatDate, formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { StateChip, Tag } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { isClosed, positionsQuery, type Customer } from './customers.ts';
import { messages } from './messages.ts';

type Position = RowOf<'/api/market-access/positions'>;
const words = messages.organisation;

const standing = (row: Position) => {
  if (row.status === 'not_recorded') return <span className="t-quiet">{words.unknown}</span>;
  return row.status === 'covered' ? <><StateChip state="allowed">{row.tier === null ? row.status : words.tier(row.tier)}</StateChip> {row.restrictions.map((code) => <Tag key={code}>{code}</Tag>)}</> : <StateChip state="refused">{words.notCovered}</StateChip>;
};

const COLUMNS: readonly Column<Position>[] = [
  { id: 'plan', head: words.plan, cell: (row) => <Link href={paths.customer({ customerId: String(row.planId) })}>{row.planName}</Link>, narrow: 'title' },
  { id: 'position', head: words.position, cell: standing, narrow: 'note' },
  { id: 'lives', head: words.lives, cell: (row) => formatNumber(row.coveredLives), end: true, narrow: 'end' },
  { id: 'effective', head: words.effective, cell: (row) => (row.since ? formatDate(row.since) : ''), end: true, narrow: 'hide' },
];

/** Where a product stands on the payer's plans today; what the reader may not read is not shown. */
export function PositionsSheet({ payer, product }: { readonly payer: Customer; readonly product: { readonly productId: number; readonly code: string; readonly name: string } }) {
  const positions = useQuery(positionsQuery(payer.customerId, product.productId));
  if (isClosed(positions.error)) return null;
  return (
    <Sheet flush label={words.formulary(product.name)}>
      <DataTable label={words.formulary(product.name)} title={words.formulary(product.name)} aside={<Link href={paths.account({ customerId: String(payer.customerId) }, { product: product.code })}>{words.account}</Link>} columns={COLUMNS} rows={positions.data?.rows} rowId={(row) => String(row.planId)} rowName={(row) => row.planName}
        empty={words.unknown} error={positions.isError ? positions.error : undefined} onRetry={() => void positions.refetch()} />
    </Sheet>
  );
}
