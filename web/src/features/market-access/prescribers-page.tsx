import { Select } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { get, type RowOf } from '../../api/call.ts';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { DayField } from '../../ui/day-field.tsx';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { AccessTabs } from './access-tabs.tsx';
import { positionsQuery, productsQuery } from './market-access.ts';
import { messages } from './messages.ts';
import { prescriberWords as words } from './prescriber-messages.ts';

type Prescriber = RowOf<'/api/market-access/plans/{planId}/prescribers'>;
type Asked = { readonly planId: number; readonly productId: number; readonly on: string | undefined; readonly cursor: string | undefined };

const prescribersQuery = ({ planId, ...query }: Asked) => queryOptions({
  queryKey: ['market-access', 'prescribers', planId, query], placeholderData: keepPreviousData, retry: false,
  queryFn: ({ signal }) => get('/api/market-access/plans/{planId}/prescribers', { path: { planId }, query: { ...query, limit: 50 }, signal }),
});

const positionsOf = (productId: number | undefined) => positionsQuery({ productId: productId ?? 0, show: 'all' });

export async function loader({ queryClient, search }: LoadArguments) {
  const { rows } = await queryClient.ensureQueryData(productsQuery());
  await queryClient.ensureQueryData(positionsOf((rows.find(({ code }) => code === search['product']) ?? rows[0])?.productId)); // who may not ask finds no page
}

const columns = [
  { id: 'name', head: words.heads.name, cell: (row: Prescriber) => <Link href={paths.customer({ customerId: String(row.customerId) })}>{row.name}{row.credential ? `, ${row.credential}` : ''}</Link>, narrow: 'title' as const },
  { id: 'specialty', head: words.heads.specialty, cell: (row: Prescriber) => row.specialtyName ?? '', narrow: 'note' as const },
  { id: 'through', head: words.heads.through, cell: (row: Prescriber) => [row.itself ? words.itself : '', ...row.practices].filter(Boolean).join(', '), narrow: 'note' as const },
  { id: 'place', head: words.heads.place, cell: (row: Prescriber) => [row.city, row.state].filter(Boolean).join(', '), narrow: 'hide' as const },
  { id: 'can', head: words.heads.can, cell: (row: Prescriber) => (row.reason ? words.reasons[row.reason] : words.can), narrow: 'end' as const },
];

/** Who can prescribe a product under a plan on a day: customers, networks and positions in one question. */
export default function PrescribersPage() {
  const [search, setSearch, hrefWith] = useUrlState<'product' | 'plan' | 'on' | 'cursor'>();
  const products = useQuery(productsQuery()).data?.rows ?? [];
  const product = products.find((one) => one.code === search.product) ?? products[0];
  const plans = useQuery({ ...positionsOf(product?.productId), enabled: product !== undefined }).data?.rows ?? [];
  const plan = plans.find((one) => String(one.planId) === search.plan) ?? plans[0];
  const { data, error, refetch } = useQuery({ ...prescribersQuery({ planId: plan?.planId ?? 0, productId: product?.productId ?? 0, on: search.on || undefined, cursor: search.cursor }), enabled: plan !== undefined });
  const stands = data && words.stands(data.position, data.position.effectiveFrom ? formatDate(data.position.effectiveFrom) : null);
  return (
    <Page title={data ? words.title(data.position.productName, data.position.planName, formatDate(data.on)) : messages.tabs.prescribers} subtitle={stands ?? words.subtitle} place={[{ label: messages.place, href: paths.marketAccess() }, { label: messages.tabs.prescribers }]}>
      <AccessTabs at="prescribers" />
      <DataTable label={messages.tabs.prescribers} rows={plan ? data?.rows : plans.length === 0 && products.length > 0 ? [] : undefined} rowId={(row) => String(row.customerId)} rowName={(row) => row.name} empty={words.empty} error={error ?? undefined} onRetry={() => void refetch()} columns={columns} foot={words.foot}
        hrefOf={(row) => paths.customer({ customerId: String(row.customerId) })} nextHref={data?.nextCursor ? hrefWith({ cursor: data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined}
        filters={<>
          <Select size="xs" aria-label={words.product} value={product?.code ?? null} data={products.map(({ code, name }) => ({ value: code, label: name }))} onChange={(value) => setSearch({ product: value ?? undefined, cursor: undefined })} />
          <Select size="xs" searchable w={320} maw="100%" aria-label={words.plan} value={plan ? String(plan.planId) : null} data={plans.map((one) => ({ value: String(one.planId), label: `${one.planName}, ${one.payerName}` }))} onChange={(value) => setSearch({ plan: value ?? undefined, cursor: undefined })} />
          <DayField size="xs" aria-label={words.day} value={search.on ?? data?.on ?? ''} onDay={(on) => setSearch({ on: on || undefined, cursor: undefined }, 'replace')} />
        </>} />
    </Page>
  );
}
