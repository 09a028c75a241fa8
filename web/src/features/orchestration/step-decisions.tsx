import { useQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatNumber } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { functionOf } from './functions.ts';
import { stepDecisionsQuery, stepQuery, stepWhyQuery, type JourneyStep, type StepDecision, type StepKey } from './journeys.ts';
import { messages } from './messages.ts';
import css from './orchestration.module.css';
import { ToldPanel } from './why-told.tsx';

const words = messages.journey;
type Key = 'option' | 'cursor' | 'customer';

function WayChip({ step, row }: { readonly step: JourneyStep; readonly row: StepDecision }) {
  if (row.outcome === 'refused') return <StateChip state="refused" />;
  if (row.outcome === 'held_out') return <StateChip state="held-out" />;
  const option = step.options.find((one) => one.position === row.chosen);
  return option?.function ? <FunctionMark of={functionOf(option.function)}>{option.name}</FunctionMark> : <StateChip state="neutral">{option?.name}</StateChip>;
}

const columnsOf = (step: JourneyStep): readonly Column<StepDecision>[] => [
  { id: 'customer', head: messages.decisions.columns.customer, cell: (row) => <span className={css.name}><CustomerLink plain className={css.link} of={row.customerId}><b>{row.customerName}</b></CustomerLink>{row.specialty && <span>{row.specialty}</span>}</span> },
  { id: 'way', head: words.ownWay, narrow: 'end', cell: (row) => <WayChip step={step} row={row} /> },
  { id: 'because', head: messages.decisions.columns.because, cell: (row) => row.because },
  { id: 'owner', head: messages.decisions.columns.owner, narrow: 'hide', cell: (row) => row.ownerName ?? <span className="t-quiet">{messages.decisions.nobody}</span> },
];

/** What a decide step chose for each customer, in the order of decision; any row answers why. */
export function StepDecisions({ of }: { readonly of: StepKey }) {
  const mayOpen = useMay('customers:read');
  const [search, setSearch, hrefWith] = useUrlState<Key>();
  const step = useQuery(stepQuery(of)).data;
  const option = /^\d{1,2}$/.test(search.option ?? '') ? Number(search.option) : undefined;
  const page = useQuery(stepDecisionsQuery(of, { option, cursor: search.cursor }));
  if (!step) return null;
  const count = (position: number) => step.outcomes.filter((one) => one.chosen === position).reduce((sum, one) => sum + one.count, 0);
  const total = step.outcomes.reduce((sum, one) => sum + one.count, 0);
  return (
    <>
      <DataTable<StepDecision>
        label={words.decisionsOf(step.name)} title={words.decisionsOf(step.name)} aside={words.decided(option === undefined ? total : count(option))}
        columns={columnsOf(step)} rows={page.data?.rows} rowId={(row) => String(row.customerId)} rowName={(row) => row.customerName}
        {...(mayOpen ? { hrefOf: (row: { customerId: number }) => paths.customer({ customerId: String(row.customerId) }) } : {})} panelOf={(row) => hrefWith({ customer: String(row.customerId) })} currentId={search.customer}
        filters={<FilterChips label={words.ownWay} value={search.option ?? 'all'} onChange={(value) => setSearch({ option: value === 'all' ? undefined : value, cursor: undefined, customer: undefined })}
          options={[{ value: 'all', label: words.everyWay }, ...step.options.map((one) => ({ value: String(one.position), label: one.name, count: formatNumber(count(one.position)) }))]} />}
        empty={words.noDecisions} error={page.error} onRetry={() => void page.refetch()} waitingFor={messages.decisions.waiting(total)}
        nextHref={page.data?.nextCursor ? hrefWith({ cursor: page.data.nextCursor, customer: undefined }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined, customer: undefined }) : undefined} />
      {search.customer && /^\d+$/.test(search.customer) && <StepWhyPanel of={of} customerId={Number(search.customer)} />}
    </>
  );
}

/** Why a journey went on so for one customer: read from the ledger. */
function StepWhyPanel({ of, customerId }: { readonly of: StepKey; readonly customerId: number }) {
  const [, , hrefWith] = useUrlState<Key>();
  const { data: why, error, refetch } = useQuery(stepWhyQuery(of, customerId));
  const closeTo = hrefWith({ customer: undefined });
  if (!why) return <Panel title={error ? messages.decisions.label : messages.why.loading} closeTo={closeTo}>{error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} what={messages.why.loading} />}</Panel>;
  return <ToldPanel why={why} closeTo={closeTo} />;
}
