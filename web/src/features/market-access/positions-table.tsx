import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { formatDate, formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { StateChip, Tag } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './market-access.module.css';
import type { Change, Plan, Restriction } from './market-access.ts';
import { messages } from './messages.ts';

const GOOD: readonly Change[] = ['win', 'tier_improved', 'restriction_removed'];

const stateOf = (change: Change) => (GOOD.includes(change) ? 'done' as const : change === 'baseline' ? 'neutral' as const : 'refused' as const);

/** A change in a word; what is good for patients is green, what is not is neutral. */
export const ChangeChip = ({ change, children }: { readonly change: Change; readonly children?: ReactNode }) => <StateChip state={stateOf(change)} icon={<></>}>{children ?? messages.changes[change]}</StateChip>;

export const Restrictions = ({ codes }: { readonly codes: readonly Restriction[] }) =>
  (codes.length ? <span className={css.tags}>{codes.map((code) => <Tag key={code}>{code}</Tag>)}</span> : <span className="t-quiet">{messages.noRestriction}</span>);

const tierWord = ({ status, tier }: Pick<Plan, 'status' | 'tier'>): string => (status === 'covered' ? String(tier) : status === 'not_covered' ? messages.notCovered : messages.notRecorded);
/** The tier in a cell; on the phone, where heads are not seen, with its word. */
export const tierCell = (plan: Pick<Plan, 'status' | 'tier'>) => <>{plan.status === 'covered' && <span className={css.phone}>{messages.columns.tier} </span>}{tierWord(plan)}</>;

function Changed({ plan }: { readonly plan: Plan }) {
  if (plan.next) return <ChangeChip change={plan.next.change}>{messages.from(messages.tier(plan.next.tier), plan.next.effectiveFrom)}</ChangeChip>;
  return plan.change && plan.change !== 'baseline' ? <ChangeChip change={plan.change} /> : <span className="t-quiet">{messages.noChange}</span>;
}

const columns = (withPayer: boolean): Column<Plan>[] => [
  {
    id: 'plan', head: messages.columns.plan,
    cell: (plan) => (withPayer
      ? <span className={css.two}><Link plain href={paths.account({ customerId: String(plan.payerId) })}><b>{plan.payerName}</b></Link><span>{plan.planName} · {messages.books[plan.book] ?? plan.book}</span></span>
      : <span className={css.two}><b>{plan.planName}</b><span>{messages.books[plan.book] ?? plan.book}</span></span>),
  },
  { id: 'tier', head: messages.columns.tier, cell: tierCell, narrow: 'end' },
  { id: 'changed', head: messages.columns.changed, cell: (plan) => <Changed plan={plan} /> },
  { id: 'restrictions', head: messages.columns.restrictions, cell: (plan) => (plan.status === 'covered' ? <Restrictions codes={plan.restrictions} /> : '—') },
  { id: 'lives', head: messages.columns.lives, cell: (plan) => formatNumber(plan.coveredLives), end: true },
  { id: 'since', head: messages.columns.since, cell: (plan) => (plan.since ? formatDate(plan.since) : '—'), end: true, narrow: 'hide' },
];

export type PositionsTableProps = { readonly plans: readonly Plan[] | undefined; readonly withPayer?: boolean; readonly error?: unknown; readonly onRetry?: () => void; readonly filters?: ReactNode; readonly aside?: ReactNode; readonly empty?: string; readonly title?: string; readonly foot?: ReactNode };

/** Where a product stands on each plan, and what is to change. */
export function PositionsTable({ plans, withPayer = true, error, onRetry, filters, aside, empty = messages.emptyPositions, title = messages.positions, foot }: PositionsTableProps) {
  return (
    <DataTable label={messages.positions} title={title} aside={aside} filters={filters} columns={columns(withPayer)} rows={plans} rowId={(plan) => String(plan.planId)} rowName={(plan) => `${plan.payerName}, ${plan.planName}`}
      hrefOf={(plan) => (withPayer ? paths.account({ customerId: String(plan.payerId) }) : paths.customer({ customerId: String(plan.planId) }))} tall empty={empty} foot={foot} error={error} {...(onRetry ? { onRetry } : {})} />
  );
}
