import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useParam } from '../../app/url-state.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { formatDate, formatNumber, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { Notice } from '../../ui/refusal.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { messages } from './messages.ts';
import { nameOf, previewQuery, requestQuery, type Preview, type Request } from './privacy.ts';
import css from './privacy.module.css';
import { RequestSteps } from './request-steps.tsx';

const words = messages.page;
export const loader = ({ params, queryClient }: LoadArguments) => queryClient.ensureQueryData(requestQuery(Number(params['requestId'])));

type Row = Pick<Preview['tables'][number], 'table' | 'rows' | 'did' | 'purpose' | 'because'>;
const columns = (did: Readonly<Record<string, string>>): readonly Column<Row>[] => [
  { id: 'what', head: words.columns.what, cell: (one) => <span className={css.two}>{one.purpose}<span>{one.table}</span></span>, narrow: 'title' },
  { id: 'rows', head: words.columns.rows, cell: (one) => formatNumber(one.rows), end: true, width: 80, narrow: 'end' },
  { id: 'did', head: words.columns.did, cell: (one) => did[one.did] ?? one.did, width: 160, narrow: 'note' },
  { id: 'law', head: words.columns.law, cell: (one) => (one.did === 'kept' ? one.because : ''), narrow: 'hide' },
];

/** One request: what was asked, what is next, what is held, and at the end what was done. */
export default function RequestPage() {
  const { data: request } = useSuspenseQuery(requestQuery(Number(useParam('requestId'))));
  const who = nameOf(request);
  return (
    <Page title={words.title(who, messages.kinds[request.kind] ?? request.kind)} subtitle={messages.states[request.state]} ids={words.number(request.requestId)} place={[{ label: messages.place, href: paths.privacy() }, { label: words.number(request.requestId) }]}>
      {request.holds > 0 && request.closedAt === null && <Notice title={words.holds}>{words.onHold}</Notice>}
      <Columns widths="1fr 1fr">
        <Facts request={request} />
        <RequestSteps request={request} />
      </Columns>
      {request.report ? <Report report={request.report} /> : (request.customerId !== 0 || request.userId !== null) && <Held requestId={request.requestId} />}
    </Page>
  );
}

function Facts({ request }: { readonly request: Request }) {
  const facts = ([
    [words.received, formatDate(request.receivedAt)], [words.due, request.closedAt ? formatDate(request.dueAt) : <ClockChip key="due" due={request.dueAt} soonMinutes={7 * 24 * 60} />],
    [words.channel, messages.channels[request.channel] ?? request.channel], [words.words, request.words], [words.identity, request.identity], [words.extension, request.extension],
    [words.exported, request.exportedAt && formatWhen(request.exportedAt)], [words.refusal, request.refusal && (messages.refusals[request.refusal] ?? request.refusal)], [words.outcome, request.outcome],
    [words.closed, request.closedAt && words.by(request.closedByName ?? '', formatWhen(request.closedAt))], [words.recordedBy, request.recordedByName],
  ] as const).filter(([, value]) => value);
  return <Sheet title={words.facts}><dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl></Sheet>;
}

function Held({ requestId }: { readonly requestId: number }) {
  const preview = useQuery(previewQuery(requestId));
  const files = preview.data?.files ?? [];
  return (
    <>
      {files.length > 0 && <Notice title={words.files(files.length)}>{files.map((one) => one.name).join(', ')}. <Link href={paths.imports()}>{words.removeFiles}</Link></Notice>}
      <DataTable label={words.table} title={words.held} aside={<span className="t-quiet">{words.heldNote}</span>} tall columns={columns(words.did)} rows={preview.data?.tables} rowId={(one) => one.table} rowName={(one) => one.purpose} empty={words.heldNothing}
        waitingFor={words.waiting} error={preview.error ?? undefined} onRetry={() => void preview.refetch()} />
    </>
  );
}

function Report({ report }: { readonly report: NonNullable<Request['report']> }) {
  const left = report.after.reduce((sum, one) => sum + one.rows, 0);
  const before = report.before.reduce((sum, one) => sum + one.rows, 0);
  return (
    <>
      <DataTable label={words.table} title={words.report} aside={<span className="t-quiet">{`${words.before} ${formatNumber(before)}, ${words.after.toLowerCase()} ${formatNumber(left)}`}</span>} tall columns={columns(words.done)} rows={report.done} rowId={(one) => one.table} rowName={(one) => one.purpose} empty={words.heldNothing} />
      <p className="t-quiet">{words.suppressed(report.suppressed)}</p>
    </>
  );
}
