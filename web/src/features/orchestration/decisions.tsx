import { Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatNumber } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Link } from '../../ui/link.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import type { Counts } from './cascade-counts.ts';
import { decisionsQuery, type Cascade, type DecisionRow } from './cascades.ts';
import { functionOf } from './functions.ts';
import { messages } from './messages.ts';
import css from './orchestration.module.css';

const words = messages.decisions;
export type DecisionKey = 'outcome' | 'candidate' | 'refusal' | 'cursor' | 'customer';

const columnsOf = (cascade: Cascade): readonly Column<DecisionRow>[] => [
  { id: 'customer', head: words.columns.customer, cell: (row) => <span className={css.name}><CustomerLink plain className={css.link} of={row.customerId}><b>{row.customerName}</b></CustomerLink>{row.specialty && <span>{row.specialty}</span>}</span> },
  { id: 'practice', head: words.columns.practice, narrow: 'hide', cell: (row) => (row.practiceId === null ? row.practiceName : <CustomerLink plain className={css.link} of={row.practiceId}>{row.practiceName}</CustomerLink>) },
  { id: 'decision', head: words.columns.decision, narrow: 'end', cell: (row) => <DecisionChip cascade={cascade} row={row} /> },
  { id: 'because', head: words.columns.because, cell: (row) => row.because },
  { id: 'owner', head: words.columns.owner, narrow: 'hide', cell: (row) => row.ownerName ?? <span className="t-quiet">{words.nobody}</span> },
];

function DecisionChip({ cascade, row }: { readonly cascade: Cascade; readonly row: DecisionRow }) {
  if (row.outcome === 'refused') return <StateChip state="refused" />;
  if (row.outcome === 'held_out') return <StateChip state="held-out" />;
  const candidate = cascade.candidates.find((one) => one.position === row.chosen);
  return candidate ? <FunctionMark of={functionOf(candidate.function)}>{candidate.name}</FunctionMark> : <StateChip state="neutral">{row.channel}</StateChip>;
}

type DecisionsProps = { readonly cascade: Cascade; readonly counts: Counts };

/** Every decision of the cascade, in the order in which it was made; filters live in the URL. */
export function Decisions({ cascade, counts }: DecisionsProps) {
  const mayOpen = useMay('customers:read');
  const [search, setSearch, hrefWith] = useUrlState<DecisionKey>();
  const page = useQuery(decisionsQuery(cascade.cascadeId, search));
  const rows = page.data?.rows;
  const filtered = Boolean(search.outcome || search.candidate || search.refusal);
  const whyOf = (row: DecisionRow) => hrefWith({ customer: String(row.customerId) });
  useKeys(rows?.length ? [{ keys: 'Y', label: words.why, run: () => { const row = rows[focusedIndex()]; if (row) setSearch({ customer: String(row.customerId) }); } }] : []);
  return (
    <DataTable<DecisionRow>
      label={words.label} title={words.title} aside={words.order(shownOf(counts, search))}
      columns={columnsOf(cascade)} rows={rows} rowId={(row) => String(row.customerId)} rowName={(row) => row.customerName}
      {...(mayOpen ? { hrefOf: (row: { customerId: number }) => paths.customer({ customerId: String(row.customerId) }) } : {})} panelOf={whyOf} currentId={search.customer}
      filters={<Filters cascade={cascade} counts={counts} />}
      empty={<>{filtered ? words.emptyFiltered : words.empty} {filtered && <Link href={hrefWith({ outcome: undefined, candidate: undefined, refusal: undefined, cursor: undefined })}>{words.showAll}</Link>}</>}
      error={page.error} onRetry={() => void page.refetch()} waitingFor={words.waiting(counts.audience)}
      nextHref={page.data?.nextCursor ? hrefWith({ cursor: page.data.nextCursor, customer: undefined }) : undefined}
      firstHref={search.cursor ? hrefWith({ cursor: undefined, customer: undefined }) : undefined}
    />
  );
}

/** The row under the focus, else the first one. */
function focusedIndex(): number {
  const row = document.activeElement?.closest('tbody tr');
  return row instanceof HTMLTableRowElement ? row.sectionRowIndex : 0;
}

function shownOf(counts: Counts, search: Partial<Record<DecisionKey, string>>): number {
  if (search.refusal) return counts.reasons.find((one) => one.code === search.refusal)?.count ?? 0;
  if (search.candidate) return counts.branches.find((one) => String(one.position) === search.candidate)?.count ?? 0;
  if (search.outcome) return (search.outcome === 'chosen' ? counts.reached : search.outcome === 'refused' ? counts.refused : counts.heldOut) ?? 0;
  return counts.reached + counts.refused + (counts.heldOut ?? 0);
}

const OUTCOMES = ['all', 'chosen', 'refused', 'held_out'] as const;

function Filters({ cascade, counts }: DecisionsProps) {
  const [search, setSearch] = useUrlState<DecisionKey>();
  const to = (patch: Partial<Record<DecisionKey, string>>) => setSearch({ outcome: undefined, candidate: undefined, refusal: undefined, cursor: undefined, ...patch });
  const branch = cascade.candidates.find((one) => String(one.position) === search.candidate);
  const current = search.refusal ? 'refused' : search.candidate ? 'chosen' : OUTCOMES.find((one) => one === search.outcome) ?? 'all';
  const options = OUTCOMES.filter((one) => one !== 'held_out' || counts.heldOut !== undefined).map((value) => ({ value, label: value === 'all' ? words.everyone : messages.outcomes[value] ?? value }));
  return (
    <>
      {branch && <Button size="xs" variant="filled" rightSection={<IconX size={14} stroke={1.8} aria-hidden="true" />} onClick={() => to({})} aria-label={words.remove(branch.name)}>{branch.name}</Button>}
      <FilterChips label={words.filter} options={options} value={current} onChange={(value) => to(value === 'all' ? {} : { outcome: value })} />
      <NativeSelect size="xs" aria-label={words.reason} value={search.refusal ?? ''} onChange={(event) => to(event.currentTarget.value ? { refusal: event.currentTarget.value } : {})}
        data={[{ value: '', label: words.anyReason }, ...counts.reasons.map(({ code, count }) => ({ value: code, label: `${messages.refusal(code)} (${formatNumber(count)})` }))]} />
    </>
  );
}
