import { useSuspenseQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useParam } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatDate, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './market-access.module.css';
import { isAtTier2, positionsQuery, productsQuery, type Position } from './market-access.ts';
import { messages } from './messages.ts';
import { ChangeChip, PositionsTable, Restrictions, tierCell } from './positions-table.tsx';
import { RecordButton } from './record-button.tsx';
import { RecordPanels } from './record-panels.tsx';
import { useChoice } from './use-choice.ts';

export const loader = async ({ params, search, queryClient }: LoadArguments) => {
  const { rows } = await queryClient.ensureQueryData(productsQuery());
  const product = rows.find((one) => one.code === search['product']) ?? rows[0];
  if (product) await queryClient.ensureQueryData(positionsQuery({ productId: product.productId, payerId: Number(params['customerId']), history: true }));
};

const HISTORY: readonly Column<Position>[] = [
  { id: 'plan', head: messages.columns.plans, cell: (row) => <span className={css.two}><b>{row.planName}</b><span>{row.source}</span></span> },
  { id: 'changed', head: messages.columns.changed, cell: (row) => <ChangeChip change={row.change} /> },
  { id: 'tier', head: messages.columns.tier, cell: tierCell, narrow: 'end' },
  { id: 'restrictions', head: messages.columns.restrictions, cell: (row) => <Restrictions codes={row.restrictions} /> },
  { id: 'since', head: messages.columns.since, cell: (row) => `${formatDate(row.effectiveFrom)}${row.effectiveTo ? ` – ${formatDate(row.effectiveTo)}` : ''}`, end: true },
  { id: 'recorded', head: messages.columns.recorded, cell: (row) => <span className={css.two}>{formatWhen(row.recordedAt)}<span>{row.recordedByName ?? ''} {row.eventId !== null && <Link href={paths.cascades({ eventId: row.eventId })}>{messages.cascade}</Link>}</span></span>, end: true },
];

/** One payer: its plans with where the product stands, how it came about, and the form to record what it decided. */
export default function AccountPage() {
  const payerId = useParam('customerId');
  const { choice } = useChoice({ mine: false });
  return choice.product ? <Account key={choice.product.productId} payerId={payerId} productId={choice.product.productId} /> : <Page title={messages.place} place={[{ label: messages.place, href: paths.marketAccess() }]} />;
}

function Account({ payerId, productId }: { readonly payerId: string; readonly productId: number }) {
  const { choice, set, hrefWith } = useChoice({ mine: false });
  const { data } = useSuspenseQuery(positionsQuery({ productId, payerId: Number(payerId), history: true }));
  const name = data.rows[0]?.payerName ?? messages.payers;
  const tier2 = data.rows.filter(isAtTier2).length;
  return (
    <Page title={data.rows.length ? messages.accountTitle(name, choice.product?.name ?? '', { tier2, plans: data.rows.length }) : name} subtitle={<Link href={paths.customer({ customerId: payerId })}>{messages.customerPage}</Link>}
      place={[{ label: messages.place, href: paths.marketAccess() }, { label: messages.payers, href: paths.payers() }, { label: name }]} actions={<RecordButton href={hrefWith({ panel: 'record', payer: payerId })} />}
      tools={choice.products.length > 1 && <FilterChips label={messages.product} options={choice.products.map((one) => ({ value: one.code, label: one.name }))} value={choice.product?.code} onChange={(product) => set({ product }, 'replace')} />}>
      <PositionsTable plans={data.rows} withPayer={false} />
      <DataTable label={messages.history} title={messages.history} columns={HISTORY} rows={data.history} rowId={(row) => String(row.positionId)} rowName={(row) => `${row.planName}, ${row.effectiveFrom}`} tall empty={messages.emptyHistory} />
      {choice.product && <RecordPanels product={choice.product} products={choice.products} />}
    </Page>
  );
}
