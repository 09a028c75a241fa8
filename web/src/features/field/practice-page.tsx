import { useSuspenseQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useParam, useUrlState } from '../../app/url-state.ts';
import { ChannelShape } from '../../ui/channel-shape.tsx';
import { formatInstant, formatWhen } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import type { FunctionName } from '../../ui/theme/tokens.ts';
import css from './field.module.css';
import { practiceQuery, type Practice, type Touch } from './field.ts';
import { messages } from './messages.ts';

export const loader = ({ params, search, queryClient }: LoadArguments) => queryClient.ensureQueryData(practiceQuery(params['customerId'] ?? '', search['cursor']));

const FUNCTIONS: Readonly<Record<string, FunctionName>> = { sales: 'sales', marketing: 'marketing', medical: 'medical', market_access: 'market-access', contact_centre: 'contact-centre', patient_services: 'patient-services' };
const functionOf = (touch: Touch): FunctionName => FUNCTIONS[touch.function] ?? 'marketing';

const COLUMNS: readonly Column<Touch>[] = [
  { id: 'when', head: messages.columns.when, cell: (touch) => <time dateTime={touch.occurredAt} title={formatInstant(touch.occurredAt)}>{formatWhen(touch.occurredAt)}</time>, width: 110 },
  { id: 'who', head: messages.columns.who, cell: (touch) => <CustomerLink plain of={touch.customerId}><b>{touch.customerName}</b></CustomerLink> },
  {
    id: 'what', head: messages.columns.what,
    cell: (touch) => <span className={css.touch}><span style={{ color: 'inherit', fontSize: 'inherit' }}><ChannelShape of={touch.channel} color={`var(--t-fn-${functionOf(touch)})`} planned={touch.state === 'planned'} /> {touch.headline}{touch.productName ? ` · ${touch.productName}` : ''}{touch.minutes ? `, ${messages.minutesOf(touch.minutes)}` : ''}</span>{touch.inPart && <span>{messages.shownInPart}</span>}</span>,
  },
  { id: 'by', head: messages.columns.by, cell: (touch) => <FunctionMark of={functionOf(touch)}>{touch.personName ?? undefined}</FunctionMark> },
];

/** Everything that anyone of ours had with a practice and its doctors, as far as the reader's role goes. */
export default function PracticePage() {
  const customerId = useParam('customerId');
  const [search, , hrefWith] = useUrlState<'cursor'>();
  const { data } = useSuspenseQuery(practiceQuery(customerId, search.cursor));
  return (
    <Page title={messages.practiceTitle(data.practice.name)} subtitle={[data.practice.city, data.practice.state].filter(Boolean).join(', ')} place={[{ label: messages.place, href: paths.field() }, { label: data.practice.name }]}>
      <Columns widths="minmax(0, 1fr) 300px">
        <DataTable label={messages.touches} title={messages.touches} columns={COLUMNS} rows={data.rows} rowId={(touch) => String(touch.interactionId)} rowName={(touch) => touch.headline} isHatched={(touch) => touch.inPart} tall empty={messages.emptyTouches}
          {...(data.nextCursor ? { nextHref: hrefWith({ cursor: data.nextCursor }) } : {})} {...(search.cursor ? { firstHref: hrefWith({ cursor: undefined }) } : {})} />
        <People data={data} />
      </Columns>
    </Page>
  );
}

function People({ data }: { readonly data: Practice }) {
  return (
    <Sheet title={messages.people} flush>
      <ul className={css.rows}>
        {data.people.map((one) => (
          <li key={one.customerId}><div><CustomerLink plain of={one.customerId}><b>{one.name}{one.credential ? `, ${one.credential}` : ''}</b></CustomerLink><p>{[one.specialtyName, one.lastTouchAt ? messages.last(one.lastTouchAt) : messages.never].filter(Boolean).join(' · ')}</p></div></li>
        ))}
      </ul>
    </Sheet>
  );
}
