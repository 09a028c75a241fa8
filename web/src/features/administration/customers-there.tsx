import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CustomerLink } from '../../app/customer-link.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { formatDate } from '../../ui/format.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './administration.module.css';
import { customersThereQuery, type CustomerThere } from './territories.ts';
import { territoryMessages as words } from './territory-messages.ts';

const { heads } = words;

const because = (row: CustomerThere): string => [row.how === null ? '' : row.reason ? `${words.how.include}: ${row.reason}` : words.how[row.how], ...(row.tiedWith.length > 0 ? [words.tied(row.tiedWith)] : [])].filter(Boolean).join(', ');
const COLUMNS: readonly Column<CustomerThere>[] = [
  { id: 'name', head: heads.customer, narrow: 'title', cell: (row) => <span className={`${css.two} ${css.name}`}><CustomerLink plain of={row.customerId} className={css.party}>{row.name}</CustomerLink><span>{row.specialtyName ?? ''}</span></span> },
  { id: 'place', head: heads.place, width: '22%', narrow: 'note', cell: (row) => [row.postalCode, row.city, row.state].filter(Boolean).join(' ') },
  { id: 'territory', head: heads.name, width: '16%', narrow: 'hide', cell: (row) => row.territoryName ?? '' },
  { id: 'why', head: heads.why, width: '22%', narrow: 'hide', cell: because },
  { id: 'since', head: heads.since, width: 120, narrow: 'end', cell: (row) => (row.sinceOn ? formatDate(row.sinceOn) : '') },
];
type CustomersThereProps = { readonly title: string; readonly query: Parameters<typeof customersThereQuery>[0]; readonly hrefOfPage: (cursor: string | undefined) => string; readonly filters?: ReactNode };

/** A page of customers with the territory in which each lies and why. */
export function CustomersThere({ title, query, hrefOfPage, filters }: CustomersThereProps) {
  const list = useQuery(customersThereQuery(query));
  return (
    <DataTable label={title} title={title} tall columns={query.territoryId === undefined ? COLUMNS : COLUMNS.filter(({ id }) => id !== 'territory')} rows={list.data?.rows} rowId={(row) => String(row.customerId)} rowName={(row) => row.name} empty={words.noCustomers} error={list.error ?? undefined} onRetry={() => void list.refetch()} filters={filters}
      aside={<ExportMenu list="/access/territory-customers" filters={{ salesForceId: query.salesForceId?.toString(), territoryId: query.territoryId?.toString(), show: query.show }} />}
      nextHref={list.data?.nextCursor ? hrefOfPage(list.data.nextCursor) : undefined} firstHref={query.cursor ? hrefOfPage(undefined) : undefined} />
  );
}
