import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatDate, formatInstant, formatWhen } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { LaneLegend, Lanes } from '../../ui/lanes/lanes.tsx';
import type { LaneMark } from '../../ui/lanes/types.ts';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { functionName, isClosed, lanesQuery, plannedQuery, touchesQuery, type Customer, type Lanes as LaneData, type PlannedVisit, type Touch, type TouchFilter } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';
import { PlannedPanel } from './planned-panel.tsx';
import { TouchPanel } from './touch-panel.tsx';

const NONE: readonly PlannedVisit[] = [];
const laneOf = (name: string) => (name === 'customer' ? 'customer' as const : functionName(name));

const PLANNED = 'visit-'; // no touch yet: its mark opens its own panel

const plannedMarks = (visits: readonly PlannedVisit[]): LaneMark[] => visits.map((visit) => ({
  id: `${PLANNED}${visit.visitId}`, lane: 'sales', channel: 'visit', at: visit.startsAt, label: messages.planned.label(visit.personName), planned: true,
}));

function marksOf(data: LaneData): LaneMark[] {
  const led = new Map<number, string[]>();
  for (const { causedBy, interactionId } of data.marks) if (causedBy !== null) led.set(causedBy, [...(led.get(causedBy) ?? []), String(interactionId)]);
  return data.marks.filter((mark) => mark.state !== 'cancelled').map((mark) => ({
    id: String(mark.interactionId), lane: laneOf(mark.lane), channel: mark.channel, at: mark.at, label: mark.headline, planned: mark.state === 'planned', inPart: mark.shown === 'in_part',
    ledTo: led.get(mark.interactionId) ?? [],
  }));
}

const DOCTOR = /\b(MD|DO|MBBS|MBChB|DPM|DMD|DDS|PhD|PharmD|DNP)\b/i;

/** Her name as her lane has room for it; doctor is said of doctors alone. */
function shortNameOf({ name, givenName, familyName, credential, kind }: Customer): string {
  if (kind !== 'hcp' || !familyName) return name;
  if (DOCTOR.test((credential ?? '').replaceAll('.', ''))) return `Dr ${familyName}`;
  return givenName ? `${givenName.charAt(0)}. ${familyName}` : familyName;
}

type Url = { readonly show?: string; readonly cursor?: string; readonly touch?: string };
type TimelineProps = { readonly customer: Customer; readonly url: Url; readonly hrefWith: (patch: Url) => string; readonly go: (patch: Url) => void };

/** Her lanes on top, one a function below. */
export function LanesSheet({ customer, url, hrefWith, go }: TimelineProps) {
  const lanes = useQuery(lanesQuery(customer.customerId));
  const planned = useQuery(plannedQuery(customer.customerId)).data?.visits ?? NONE;
  if (isClosed(lanes.error)) return null;
  const data = lanes.data;
  const marks = data ? [...marksOf(data), ...plannedMarks(planned.filter((visit) => visit.startsAt <= data.to))] : [];
  const chosen = planned.find((visit) => `${PLANNED}${visit.visitId}` === url.touch);
  if (data && marks.length === 0) return null; // the list below says so
  const shortName = shortNameOf(customer);
  return (
    <Sheet title={messages.lanes.title} aside={<LaneLegend marks={marks} />} foot={data?.cut ? messages.lanes.cut(formatDate(data.from)) : undefined}>
      {lanes.error ? <Problem error={lanes.error} onRetry={() => void lanes.refetch()} /> : !data ? <Skeleton lines={7} what={messages.lanes.waiting} />
        : <Lanes customer={shortName} lanes={data.lanes.map((lane) => ({ of: laneOf(lane.of), ...(lane.closed ? { closed: lane.closed } : {}) }))} marks={marks} from={data.from} to={data.to} now={data.now} {...(url.touch ? { currentId: url.touch } : {})} onOpen={(mark) => go({ touch: mark.id })} />}
      {chosen && <PlannedPanel visit={chosen} timeZone={customer.timeZone} closeTo={hrefWith({ touch: undefined })} />}
    </Sheet>
  );
}

function What({ row }: { readonly row: Touch }) {
  const note = row.shown === 'in_part' ? row.sentence : [row.personName, row.minutes ? messages.touches.minutes(row.minutes) : '', row.organisationName].filter(Boolean).join(', ');
  return <div className={css.what}><div>{row.quote ? `“${row.quote}”` : row.headline}</div>{note && <div className={css.note}>{row.shown === 'in_part' && <IconLock size={14} stroke={1.6} aria-hidden="true" />}{note}</div>}</div>;
}

const columnsFor = (customer: Customer): readonly Column<Touch>[] => [
  { id: 'when', head: messages.touches.heads.when, width: 128, narrow: 'end', cell: (row) => <span title={formatInstant(row.occurredAt)}>{formatWhen(row.occurredAt)}</span> },
  { id: 'function', head: messages.touches.heads.function, width: 172, narrow: 'note', cell: (row) => (row.direction === 'in' ? <b>{shortNameOf(customer)}</b> : <FunctionMark of={functionName(row.function)} />) },
  { id: 'what', head: messages.touches.heads.what, narrow: 'title', cell: (row) => <What row={row} /> },
];

/** What happened, newest first, quotes in her own words. */
export function TouchesSheet({ customer, url, hrefWith, go, product }: TimelineProps & { readonly product: { readonly productId: number; readonly name: string } | undefined }) {
  const filter = (['from_customer', 'product', 'with_me'] as const).find((one) => one === url.show) ?? 'all';
  const touches = useQuery(touchesQuery(customer.customerId, { filter, productId: filter === 'product' ? product?.productId : undefined, cursor: url.cursor }));
  if (isClosed(touches.error)) return null;
  const rows = touches.data?.rows;
  const inPart = rows?.filter((row) => row.shown === 'in_part').length ?? 0;
  const words = messages.touches;
  const options: readonly { readonly value: TouchFilter; readonly label: string | undefined }[] = [
    { value: 'all', label: words.all }, { value: 'from_customer', label: words.fromHer[customer.pronoun] ?? words.fromHer['they'] }, ...(product ? [{ value: 'product', label: product.name } as const] : []), { value: 'with_me', label: words.withMe },
  ];
  const closed = touches.data?.closed.map((lane) => lane.sentence).join(' ');
  return (
    <Sheet flush label={words.label}>
      <DataTable label={words.label} columns={columnsFor(customer)} rows={rows} tall rowId={(row) => String(row.interactionId)} rowName={(row) => row.headline} panelOf={(row) => hrefWith({ touch: String(row.interactionId) })} {...(url.touch ? { currentId: url.touch } : {})} isHatched={(row) => row.shown === 'in_part'}
        filters={<FilterChips<TouchFilter> label={words.label} options={options} value={filter} onChange={(show) => go({ show: show === 'all' ? undefined : show, cursor: undefined })} />} aside={inPart ? words.inPart(inPart) : undefined}
        empty={filter === 'all' ? messages.lanes.none : <>{words.empty} <Button size="xs" variant="subtle" onClick={() => go({ show: undefined })}>{words.showAll}</Button></>} error={touches.isError ? touches.error : undefined} onRetry={() => void touches.refetch()} waitingFor={words.waiting} foot={closed}
        nextHref={touches.data?.nextCursor ? hrefWith({ cursor: touches.data.nextCursor }) : undefined} firstHref={url.cursor ? hrefWith({ cursor: undefined }) : undefined} />
      {url.touch && !url.touch.startsWith(PLANNED) && rows && <TouchPanel row={rows.find((row) => String(row.interactionId) === url.touch)} closeTo={hrefWith({ touch: undefined })} />}
    </Sheet>
  );
}
