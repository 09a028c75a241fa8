import { CustomerLink } from '../../app/customer-link.tsx';
import { paths } from '../../app/paths.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { formatInstant, formatWhen } from '../../ui/format.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column, DataTableProps } from '../../ui/table/types.ts';
import { messages } from './messages.ts';
import type { SafetyEvent } from './safety.ts';

const SOON_MINUTES = 4 * 60;

const columns: readonly Column<SafetyEvent>[] = [
  { id: 'receipt', head: messages.heads.receipt, cell: (event) => <span className="t-mono">{event.receipt}</span>, narrow: 'title' },
  { id: 'kind', head: messages.heads.kind, cell: (event) => [messages.kinds[event.kind], event.productName].filter(Boolean).join(' · '), narrow: 'note' },
  { id: 'customer', head: messages.heads.customer, cell: (event) => (event.customerName ? <CustomerLink of={event.customerId}>{event.customerName}</CustomerLink> : messages.unknown), narrow: 'hide' },
  { id: 'reporter', head: messages.heads.reporter, cell: (event) => event.reporterName ?? '', narrow: 'hide' },
  { id: 'dayZero', head: messages.heads.dayZero, cell: (event) => <time dateTime={event.dayZeroAt} title={formatInstant(event.dayZeroAt)}>{formatWhen(event.dayZeroAt)}</time>, narrow: 'hide' },
  { id: 'state', head: messages.heads.state, cell: (event) => messages.states[event.state] ?? event.state, narrow: 'hide' },
  { id: 'clock', head: messages.heads.clock, cell: (event) => <EventClock event={event} />, end: true, narrow: 'end' },
];

/** The clock while it runs; once forwarded, whether that was in time. */
export function EventClock({ event }: { readonly event: SafetyEvent }) {
  if (event.state === 'received') return <ClockChip due={event.dueAt} soonMinutes={SOON_MINUTES} />;
  if (!event.forwardedAt) return null;
  return <span className="t-quiet">{formatWhen(event.forwardedAt)}, {event.forwardedAt <= event.dueAt ? messages.inTime : messages.late}</span>;
}

type Props = Pick<DataTableProps<SafetyEvent>, 'rows' | 'filters' | 'error' | 'onRetry' | 'nextHref' | 'firstHref' | 'title'> & { readonly empty: string };

/** Events by clock. */
export function EventTable(props: Props) {
  return <DataTable {...props} label={messages.events} columns={columns} rowId={(event) => String(event.safetyId)} rowName={(event) => event.receipt} hrefOf={(event) => paths.safetyEvent({ eventId: String(event.safetyId) })} />;
}
