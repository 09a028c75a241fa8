import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AffiliationsSheet } from './affiliations-sheet.tsx';
import { membersAtQuery, recordAtQuery } from './as-of.ts';
import { AsOfControl } from './as-of-control.tsx';
import { isPerson, type Customer } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';
import { RecordParts } from './record-parts.tsx';

const words = messages.asOf;
const placeOf = (one: Customer): string => [one.city, [one.state, one.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
const practiceOf = (one: Customer): string => one.belongsTo.filter((edge) => edge.inForce && edge.role !== 'in_network').map((edge) => edge.name).join(', ');
const addressOf = (one: Customer): string => one.addresses.filter((address) => address.inForce && address.type === 'practice').map(({ line1, line2, city }) => [line1, line2, city].filter(Boolean).join(', ')).join('; ');
const COMPARED: readonly (readonly [string, (one: Customer) => string])[] = [
  [words.fields.name, (one) => [one.name, one.credential].filter(Boolean).join(', ')], [words.fields.status, (one) => messages.statuses[one.status] ?? words.active], [words.fields.specialty, (one) => one.specialtyName ?? one.specialty ?? ''],
  [words.fields.place, placeOf], [words.fields.practice, addressOf], [words.fields.at, practiceOf], [words.fields.licence, (one) => (one.licenceValidUntil ? formatDate(one.licenceValidUntil) : '')],
];

/** What it said then and says now, where the two differ. */
function Since({ past, present }: { readonly past: Customer; readonly present: Customer }) {
  const rows = COMPARED.map(([name, of]) => ({ name, was: of(past), is: of(present) })).filter((row) => row.was !== row.is);
  return (
    <Sheet title={words.since} aside={rows.length === 0 ? undefined : words.sinceNote}>
      {rows.length === 0 ? <p className="t-quiet">{words.same}</p> : <dl className={css.facts}>{rows.map((row) => [<dt key={`${row.name}t`}>{row.name}</dt>, <dd key={`${row.name}d`}>{row.was || words.nothing} <small>{words.now(row.is || words.nothing)}</small></dd>])}</dl>}
    </Sheet>
  );
}

function Banner({ day, children }: { readonly day: string; readonly children?: ReactNode }) {
  const [, , hrefWith] = useUrlState<'asOf' | 'cursor'>();
  return (
    <div className={css.past} role="status">
      <IconHistory size={18} stroke={1.6} aria-hidden="true" />
      <p><b>{words.banner(formatDate(day))}</b> {children ?? words.bannerNote}</p>
      <Button component={Link} plain href={hrefWith({ asOf: undefined, cursor: undefined })} size="xs" variant="outline">{words.back}</Button>
    </div>
  );
}

/** A customer's record as it was known at the end of a day. One looks, and changes nothing. */
export function PastView({ customer, asked, day }: { readonly customer: Customer; readonly asked: number; readonly day: string }) {
  const [url] = useUrlState<'cursor'>();
  const then = useQuery(recordAtQuery(asked, day));
  const organisation = !isPerson(customer.kind);
  const members = useQuery({ ...membersAtQuery(asked, day, url.cursor), enabled: organisation && then.data !== undefined });
  const record = then.data;
  const unknown = then.error instanceof ProblemError && then.error.problem.code === 'customers.not_on_file_then';
  const shown = record ?? customer;
  const title = shown.credential ? `${shown.name}, ${shown.credential}` : shown.name;
  const place = [{ label: messages.place, href: paths.customers() }, ...(organisation ? [{ label: messages.list.organisations, href: paths.organisations() }] : []), { label: customer.name, href: paths.customer({ customerId: String(customer.customerId) }) }, { label: words.place(formatDate(day)) }];
  return (
    <Page title={title} place={place} tools={<AsOfControl />}
      subtitle={record && [record.specialtyName ?? messages.kinds[record.kind] ?? '', placeOf(record)].filter(Boolean).join(', ')} ids={<><span>C{shown.customerId}</span>{record && record.status !== 'active' && <span>{messages.statuses[record.status]}</span>}</>}>
      <Banner day={day}>{unknown ? words.notYet : undefined}</Banner>
      {then.error && !unknown && <Problem error={then.error} onRetry={() => void then.refetch()} />}
      {!record && !then.error && <Sheet><Skeleton lines={6} /></Sheet>}
      {record && <>
        <Since past={record} present={customer} />
        <AffiliationsSheet customer={record} members={organisation ? members : undefined} />
        <Sheet title={messages.record.title}><div className={css.columns}><RecordParts customer={record} /></div></Sheet>
      </>}
    </Page>
  );
}
