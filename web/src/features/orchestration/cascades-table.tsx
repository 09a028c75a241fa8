import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { formatInstant, formatNumber, formatWhen } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Link } from '../../ui/link.tsx';
import { StateChip, type ChipState } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import type { CascadeRow } from './cascades.ts';
import { functionOfEvent } from './functions.ts';
import { messages } from './messages.ts';
import css from './orchestration.module.css';

const words = messages.list;
const CHIP: Readonly<Record<string, ChipState>> = { deciding: 'planned', proposed: 'due', approved: 'planned', running: 'allowed', done: 'done', held: 'refused', undone: 'refused' };
const hrefOf = (row: CascadeRow): string => paths.cascade({ cascadeId: String(row.cascadeId) });

const columns: readonly Column<CascadeRow>[] = [
  { id: 'name', head: words.columns.name, cell: (row) => <span className={css.tall}><Link plain className={css.link} href={hrefOf(row)}><b>{row.name}</b></Link><span className="t-quiet">{row.playName}, v{row.playVersion}</span></span> },
  { id: 'event', head: words.columns.event, narrow: 'hide', cell: (row) => <FunctionMark of={functionOfEvent(row.eventType)}>{messages.events[row.eventType ?? ''] ?? row.eventType}</FunctionMark> },
  { id: 'state', head: words.columns.state, narrow: 'end', cell: (row) => <StateChip state={CHIP[row.state] ?? 'neutral'}>{messages.states[row.state] ?? row.state}</StateChip> },
  { id: 'decided', head: words.columns.decided, end: true, narrow: 'hide', cell: (row) => words.decidedOf(row.decided, row.audience, formatNumber) },
  { id: 'started', head: words.columns.started, cell: (row) => <time dateTime={row.startedAt} title={formatInstant(row.startedAt)}>{formatWhen(row.startedAt)}</time> },
  { id: 'approved', head: words.columns.approved, narrow: 'hide', cell: (row) => row.approvedBy ?? '' },
];

type CascadesTableProps = {
  readonly rows: readonly CascadeRow[] | undefined; readonly empty: ReactNode; readonly error?: unknown; readonly onRetry?: () => void;
  readonly title?: string; readonly filters?: ReactNode; readonly nextHref?: string | undefined; readonly firstHref?: string | undefined; readonly moreHref?: string | undefined;
};

/** Cascades, newest first: which event, where each stands, how far it is decided. */
export function CascadesTable({ moreHref, ...rest }: CascadesTableProps) {
  return (
    <DataTable<CascadeRow> {...rest} label={words.label} tall columns={columns} rowId={(row) => String(row.cascadeId)} rowName={(row) => row.name} hrefOf={hrefOf} waitingFor={words.waiting}
      foot={moreHref && <Link href={moreHref}>{words.more}</Link>} />
  );
}
