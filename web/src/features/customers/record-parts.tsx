import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { post } from '../../api/call.ts';
import { useMay } from '../../app/session.ts';
import { formatDate, formatNumber } from '../../ui/format.ts';
import { PanelSection } from '../../ui/panel.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import type { Customer } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

const words = messages.record;
const PRESCRIPTIONS = /\b(nbrx|nrx|trx)\b/gi; // new to brand, new, total: written so in the field
const sentence = (name: string): string => name.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase()).replace(PRESCRIPTIONS, (word) => `${word.slice(0, -2).toUpperCase()}Rx`);
const SYSTEMS: Readonly<Record<string, string>> = { onekey: 'OneKey', ncpdp: 'NCPDP' };
const systemName = (system: string): string => SYSTEMS[system] ?? (system.length <= 4 ? system.toUpperCase() : sentence(system.replaceAll(':', ' ')));
const from = (source: string) => words.from(source);

type Row = { readonly key: string | number; readonly name: string; readonly value: string; readonly note: string; readonly verb?: ReactNode };
function Facts({ rows }: { readonly rows: readonly Row[] }) {
  if (rows.length === 0) return <p className="t-quiet">{words.none}</p>;
  return <dl className={css.facts}>{rows.map((row) => [<dt key={`${row.key}t`}>{row.name}</dt>, <dd key={`${row.key}d`}>{row.value} <small>{row.note}</small> {row.verb}</dd>])}</dl>;
}

type Address = Customer['addresses'][number];
const addressRow = (one: Address): Row => ({
  key: one.addressId, name: words.addressTypes[one.type] ?? one.type, value: [one.line1, one.line2, one.city, [one.state, one.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', '),
  note: [words.valid(one.validFrom ? formatDate(one.validFrom) : null, one.validTo ? formatDate(one.validTo) : null), from(one.source)].filter(Boolean).join(', '),
});

function Addresses({ addresses }: { readonly addresses: readonly Address[] }) {
  const former = addresses.filter((one) => !one.inForce);
  return <><Facts rows={addresses.filter((one) => one.inForce).map(addressRow)} />{former.length > 0 && <details className={css.former}><summary>{words.former(former.length)}</summary><Facts rows={former.map(addressRow)} /></details>}</>;
}

const identifierNote = (one: Customer['identifiers'][number]): string => [
  one.state === 'active' ? '' : one.state, words.valid(one.validFrom ? formatDate(one.validFrom) : null, one.validTo ? formatDate(one.validTo) : null),
  one.lapsedFrom && one.lapsedTo ? words.lapsed(formatDate(one.lapsedFrom), formatDate(one.lapsedTo)) : '', from(one.source),
].filter(Boolean).join(', ');

type Point = Customer['contactPoints'][number];

/** Takes an address that mail came back from into use again, with the reason. */
function UseAgain({ customerId, point }: { readonly customerId: number; readonly point: Point }) {
  const [asks, setAsks] = useState(false);
  const path = { customerId, contactPointId: point.contactPointId };
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={() => setAsks(true)}>{words.useAgain}<span className="t-hidden">{point.value}</span></Button>
      {asks && <ReasonDialog topic="customers.customer" onClose={() => setAsks(false)} words={words.again(point.value)} save={(reason) => post('/api/customers/{customerId}/contact-points/{contactPointId}/use-again', { path, body: { reason } })} />}
    </>
  );
}

function ContactPoints({ customer: { customerId, contactPoints, asOf } }: { readonly customer: Customer }) {
  const mayChange = useMay('customers:change');
  if (!contactPoints?.length) return <p className="t-quiet">{words.noContact}</p>;
  return (
    <Facts rows={contactPoints.map((one) => ({
      key: one.contactPointId, name: messages.reach.channels[one.kind as keyof typeof messages.reach.channels] ?? sentence(one.kind), value: one.value,
      note: [one.state === 'active' ? '' : words.pointState(one.state, one.stateAt ? formatDate(one.stateAt) : null, one.stateSource), from(one.source)].filter(Boolean).join(', '),
      verb: mayChange && asOf === null && one.state === 'bounced' ? <UseAgain customerId={customerId} point={one} /> : undefined,
    }))} />
  );
}

/** The parts of a record, each with its source and the time in which it holds. */
export function RecordParts({ customer }: { readonly customer: Customer }) {
  return (
    <>
      <PanelSection title={words.identifiers}><Facts rows={customer.identifiers.map((one) => ({ key: `${one.system}${one.value}`, name: systemName(one.system), value: one.value, note: identifierNote(one) }))} /></PanelSection>
      <PanelSection title={words.addresses}><Addresses addresses={customer.addresses} /></PanelSection>
      <PanelSection title={words.reachedAt}><ContactPoints customer={customer} /></PanelSection>
      <PanelSection title={words.specialties}><Facts rows={customer.specialties.map((one) => ({ key: `${one.source}${one.rank}`, name: one.name ?? one.code, value: [one.licenceState, one.licence].filter(Boolean).join(' '), note: [one.rank === 1 ? words.primary : '', one.code, from(one.source)].filter(Boolean).join(', ') }))} /></PanelSection>
      {customer.asOf === null && <PanelSection title={words.measures}><Facts rows={customer.measures.map((one) => ({ key: `${one.name}${one.period}${one.subject}${one.source}`, name: [sentence(one.name), one.subject].filter(Boolean).join(', '), value: one.suppressed ? words.withheld : formatNumber(Number(one.value), Number.isInteger(Number(one.value)) ? 0 : 2), note: [one.period, from(one.source)].join(', ') }))} /></PanelSection>}
    </>
  );
}
