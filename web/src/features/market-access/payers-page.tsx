import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { formatNumber, formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { AccessTabs } from './access-tabs.tsx';
import { ChoiceTools } from './choice-tools.tsx';
import css from './market-access.module.css';
import { payersQuery, productsQuery, type Payer } from './market-access.ts';
import { messages } from './messages.ts';
import { useChoice } from './use-choice.ts';

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(productsQuery());

const COLUMNS: readonly Column<Payer>[] = [
  { id: 'payer', head: messages.columns.payer, cell: (payer) => <span className={css.two}><b>{payer.name}</b><span>{[payer.city, payer.state].filter(Boolean).join(', ')}{payer.isMine ? ` · ${messages.scopes.mine.toLowerCase()}` : ''}</span></span> },
  { id: 'plans', head: messages.columns.plans, cell: (payer) => formatNumber(payer.plans), end: true },
  { id: 'tier2', head: messages.columns.atTier2, cell: (payer) => messages.ofAll(formatNumber(payer.plansAtTier2), formatNumber(payer.plans)), end: true },
  { id: 'lives', head: messages.columns.lives, cell: (payer) => formatNumber(payer.coveredLives), end: true, narrow: 'end' },
  { id: 'changed', head: messages.columns.changed, cell: (payer) => (payer.lastChangeAt ? formatWhen(payer.lastChangeAt) : '—'), end: true },
];

/** Payers with where a product stands on their plans. */
export default function PayersPage() {
  const { choice, set } = useChoice({ mine: false });
  const { product, mine } = choice;
  const payers = useQuery({ ...payersQuery(product?.productId ?? 0, mine), enabled: product !== undefined });
  return (
    <Page title={messages.payersTitle(payers.data?.rows.filter((payer) => payer.isMine).length ?? 0)} subtitle={product?.name} place={[{ label: messages.place, href: paths.marketAccess() }, { label: messages.payers }]}>
      <AccessTabs at="payers" />
      <DataTable label={messages.payers} columns={COLUMNS} rows={payers.data?.rows} rowId={(payer) => String(payer.customerId)} rowName={(payer) => payer.name} hrefOf={(payer) => paths.account({ customerId: String(payer.customerId) }, { product: product?.code })}
        tall filters={<ChoiceTools choice={choice} set={set} />} empty={mine ? messages.emptyAccounts : messages.emptyPayers} error={payers.error} onRetry={() => void payers.refetch()} />
    </Page>
  );
}
