import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useMay } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatDate } from '../../ui/format.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { customerQuery, rulesQuery, type ConsentSearch, type PolicyRule } from './consent.ts';
import css from './consent.module.css';
import { ConsentTabs } from './consent-tabs.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { DecisionsSheet } from './decisions-sheet.tsx';
import { messages } from './messages.ts';
import { TryIt } from './try-it.tsx';

export const loader = ({ queryClient }: LoadArguments) => queryClient.prefetchQuery(rulesQuery());

type Numbered = PolicyRule & { readonly order: number };
const { heads } = messages;

const columns: readonly Column<Numbered>[] = [
  { id: 'order', head: heads.order, width: 52, end: true, narrow: 'hide', cell: (row) => row.order },
  { id: 'rule', head: heads.rule, narrow: 'title', cell: (row) => <div className={css.rule}>{row.sentence}<div className={css.source}>{row.source}</div></div> },
  { id: 'channel', head: heads.channel, width: 118, narrow: 'note', cell: (row) => messages.channels[row.channel] ?? row.channel },
  { id: 'since', head: heads.since, width: 116, narrow: 'hide', cell: (row) => (row.validFrom ? formatDate(row.validFrom) : messages.law) },
];

/** Consent: the rules in the order in which they bind, and the gate's own answer for any customer. */
export default function PolicyPage() {
  const [search, setSearch, hrefWith] = useUrlState<keyof ConsentSearch & string>();
  const mayAsk = useMay('consent:read');
  const rules = useQuery(rulesQuery());
  const customer = useQuery(customerQuery(search.customer ?? '')).data;
  const rows = rules.data?.rows.map((rule, index) => ({ ...rule, order: index + 1 }));
  return (
    <Page title={rows ? messages.title(rows.length) : messages.titleLoading} subtitle={messages.subtitle} place={[{ label: messages.place }]}>
      <ConsentTabs at="rules" />
      <Columns widths="3fr 2fr">
        <DataTable label={messages.list} columns={columns} rows={rows} tall rowId={(row) => String(row.order)} rowName={(row) => row.sentence} empty={messages.noRules}
          error={rules.isError ? rules.error : undefined} onRetry={() => void rules.refetch()} waitingFor={messages.waiting} />
        {mayAsk && <TryIt search={search} onChange={(patch) => setSearch(patch, 'replace')} />}
      </Columns>
      {search.customer && customer && <DecisionsSheet name={customer.name} search={search} hrefWith={hrefWith} />}
      {search.panel === 'record' && customer && <DecisionPanel key={customer.customerId} customerId={customer.customerId} customerName={customer.name} search={search} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
