import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatDate, formatShare } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { membersQuery, type Customer } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

type Edge = Customer['belongsTo'][number];
const words = messages.organisation;
const periodOf = (edge: Edge): string => (edge.validTo ? words.period(formatDate(edge.validFrom), formatDate(edge.validTo)) : words.since(formatDate(edge.validFrom)));

const COLUMNS: readonly Column<Edge>[] = [
  { id: 'name', head: words.heads.name, width: '32%', cell: (edge) => <span className={css.two}><Link href={paths.customer({ customerId: String(edge.customerId) })}>{edge.name}</Link><span>{messages.kinds[edge.kind]}</span></span>, narrow: 'title' },
  { id: 'role', head: words.heads.role, cell: (edge) => <>{messages.roles[edge.role]}{edge.confidence < 1 ? ` (${words.unconfirmed(formatShare(edge.confidence, 0))})` : ''}</>, narrow: 'note' },
  { id: 'weight', head: words.heads.weight, cell: (edge) => formatShare(edge.weight, 0), end: true, width: 90, narrow: 'hide' },
  { id: 'period', head: words.heads.period, cell: periodOf, narrow: 'end' },
  { id: 'source', head: words.heads.source, cell: (edge) => edge.source, width: 120, narrow: 'hide' },
];

/** To whom it belongs and who belongs to it, each edge with weight, period and source. */
export function AffiliationsSheet({ customer }: { readonly customer: Customer }) {
  const [url, , hrefWith] = useUrlState<'cursor'>();
  const members = useQuery(membersQuery(customer.customerId, url.cursor));
  const shared = { columns: COLUMNS, tall: true, rowId: (edge: Edge) => String(edge.affiliationId), rowName: (edge: Edge) => edge.name, hrefOf: (edge: Edge) => paths.customer({ customerId: String(edge.customerId) }) };
  return (
    <>
      <Sheet flush label={words.belongs}><DataTable label={words.belongs} title={words.belongs} rows={customer.belongsTo} empty={words.none} {...shared} /></Sheet>
      <Sheet flush label={words.hasMembers}>
        <DataTable label={words.hasMembers} title={words.hasMembers} rows={members.data?.rows} empty={words.nobody} error={members.isError ? members.error : undefined} onRetry={() => void members.refetch()} {...shared}
          nextHref={members.data?.nextCursor ? hrefWith({ cursor: members.data.nextCursor }) : undefined} firstHref={url.cursor ? hrefWith({ cursor: undefined }) : undefined} />
      </Sheet>
    </>
  );
}
