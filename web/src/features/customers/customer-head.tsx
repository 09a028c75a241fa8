import { Button } from '@mantine/core';
import { IconCalendarPlus, IconId, IconNotes } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { useMay, usePerson } from '../../app/session.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { formatDate, formatHerTime } from '../../ui/format.ts';
import { KeyTip } from '../../ui/key-tip.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Link } from '../../ui/link.tsx';
import { customerQuery, isPerson, type Customer } from './customers.ts';
import css from './customers.module.css';
import { LogDialog } from './log-dialog.tsx';
import { messages } from './messages.ts';
import { PlanVisitDialog } from './plan-visit-dialog.tsx';
import { RequestDialog } from './request-dialog.tsx';
import { requestWords } from './request-messages.ts';

const words = messages.head;
const hrefOf = (customerId: number): string => paths.customer({ customerId: String(customerId) });

/** What she is and where she practises, and what that belongs to. */
export function Whereabouts({ customer }: { readonly customer: Customer }) {
  const practice = customer.belongsTo.find((edge) => edge.inForce && edge.role !== 'in_network');
  const above = useQuery({ ...customerQuery(practice?.customerId ?? 0), enabled: practice !== undefined }).data?.belongsTo.find((edge) => edge.inForce && edge.role === 'part_of');
  const what = customer.specialtyName ?? messages.kinds[customer.kind] ?? '';
  if (!practice) return <>{words.in(what, [customer.city, customer.state].filter(Boolean).join(', '))}</>;
  return <>{words.at(what)}<Link href={hrefOf(practice.customerId)}>{practice.name}</Link>{above && <>{words.partOf}<Link href={hrefOf(above.customerId)}>{above.name}</Link></>}{customer.city ? `, ${[customer.city, customer.state].filter(Boolean).join(', ')}` : ''}</>;
}

const LICENCE = 'licence:';
const licensedIn = ({ identifiers }: Customer): string => identifiers.find(({ system }) => system.startsWith(LICENCE))?.system.slice(LICENCE.length) ?? '';

/** Ids, licence and her own time, in mono. */
export function Ids({ customer }: { readonly customer: Customer }) {
  const now = useNow();
  const main = customer.identifiers.filter((one) => ['npi', 'ccn'].includes(one.system)).map((one) => `${one.system.toUpperCase()} ${one.value}${one.state === 'active' ? '' : ` (${one.state})`}`);
  const licence = customer.specialties.find((one) => one.licence);
  return (
    <>
      <span>C{customer.customerId}</span>
      {main.map((id) => <span key={id}>{id}</span>)}
      {customer.licenceValidUntil ? <span>{words.licence(licence?.licenceState ?? licensedIn(customer), formatDate(customer.licenceValidUntil))}</span> : null}
      <span title={customer.timeZone}>{words.localTime(formatHerTime(now, customer.timeZone))}</span>
      {customer.source === 'request' && <span>{requestWords.unverified}</span>}
      {customer.status !== 'active' && <span>{messages.statuses[customer.status]}</span>}
    </>
  );
}

/** The verbs of the page: log, plan a visit, see what is on file. What one may not do says why. */
export function HeadActions({ customer, recordHref, productId }: { readonly customer: Customer; readonly recordHref: string; readonly productId: number | undefined }) {
  const [asking, setAsking] = useState<'log' | 'plan' | 'request' | null>(null);
  const role = usePerson()?.role;
  const [mayLog, mayPlan] = [useMay('interactions:record'), useMay('field:visit')];
  const mayAsk = useMay('customers:request');
  const close = () => setAsking(null);
  useKeys(mayLog ? [{ keys: 'N', label: words.log, run: () => setAsking('log') }] : []);
  const offersVisit = role === 'field' && isPerson(customer.kind);
  return (
    <>
      <KeyTip label={mayLog ? words.log : words.mayNotLog} keys={mayLog ? 'N' : undefined}><Button variant="outline" leftSection={<IconNotes size={16} stroke={1.6} aria-hidden="true" />} disabled={!mayLog} onClick={() => setAsking('log')}>{words.log}</Button></KeyTip>
      {offersVisit && <Button variant="outline" leftSection={<IconCalendarPlus size={16} stroke={1.6} aria-hidden="true" />} disabled={!mayPlan} onClick={() => setAsking('plan')}>{words.plan}</Button>}
      <LinkButton href={recordHref} />
      {mayAsk && <Button variant="subtle" onClick={() => setAsking('request')}>{requestWords.wrong}</Button>}
      {!mayLog && <span className={css.reason}>{words.mayNotLog}</span>}
      {asking === 'log' && <LogDialog customer={customer} onClose={close} />}
      {asking === 'request' && <RequestDialog customer={customer} onClose={close} />}
      {asking === 'plan' && <PlanVisitDialog customer={customer} productId={productId} onClose={close} />}
    </>
  );
}

const LinkButton = ({ href }: { readonly href: string }) => (
  <Button component={Link} plain href={href} variant="outline" leftSection={<IconId size={16} stroke={1.6} aria-hidden="true" />}>{words.record}</Button>
);
