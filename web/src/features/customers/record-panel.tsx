import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../app/session.ts';
import { formatDate, formatNumber, formatWhen } from '../../ui/format.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { sourcesQuery, type Customer } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';
import { Lineage, MergedFrom } from './lineage.tsx';

const words = messages.record;
const sentence = (name: string): string => name.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());
const systemName = (system: string): string => (system.length <= 4 ? system.toUpperCase() : sentence(system.replaceAll(':', ' ')));

function Facts({ rows }: { readonly rows: readonly { readonly key: string | number; readonly name: string; readonly value: string; readonly note: string }[] }) {
  if (rows.length === 0) return <p className="t-quiet">{words.none}</p>;
  return <dl className={css.facts}>{rows.map((row) => [<dt key={`${row.key}t`}>{row.name}</dt>, <dd key={`${row.key}d`}>{row.value} <small>{row.note}</small></dd>])}</dl>;
}

function Sources({ customer }: { readonly customer: Customer }) {
  const { data } = useQuery(sourcesQuery(customer.customerId));
  if (!data) return null;
  return (
    <PanelSection title={words.sources}>
      <div className={css.stack}>
        {data.rows.length === 0 && <p className="t-quiet">{words.none}</p>}
        {data.rows.map((row) => (
          <details key={`${row.source}${row.sourceKey}`} className={css.source}>
            <summary><span>{row.source} <span className="t-mono">{row.sourceKey}</span></span><span className="t-quiet">{words.lastSaid(formatWhen(row.lastSeenAt))}</span></summary>
            <pre>{JSON.stringify(row.payload, null, 2)}</pre>
          </details>
        ))}
      </div>
    </PanelSection>
  );
}

/** All that is on file of a customer, with the source of each part; stewards see what each source says and correct it. */
export function RecordPanel({ customer, closeTo }: { readonly customer: Customer; readonly closeTo: string }) {
  const mayCorrect = useMay('customers:change');
  const [correcting, setCorrecting] = useState(false);
  const from = (source: string) => words.from(source);
  return (
    <Panel wide title={words.title} above={customer.name} subtitle={words.golden(customer.source)} closeTo={closeTo} foot={mayCorrect && <Button variant="filled" onClick={() => setCorrecting(true)}>{words.correct}</Button>}>
      <PanelSection title={words.identifiers}><Facts rows={customer.identifiers.map((one) => ({ key: `${one.system}${one.value}`, name: systemName(one.system), value: one.value, note: [one.state === 'active' ? '' : one.state, one.validTo ? formatDate(one.validTo) : '', from(one.source)].filter(Boolean).join(', ') }))} /></PanelSection>
      <PanelSection title={words.addresses}><Facts rows={customer.addresses.map((one) => ({ key: one.addressId, name: words.addressTypes[one.type] ?? one.type, value: [one.line1, one.line2, one.city, [one.state, one.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', '), note: from(one.source) }))} /></PanelSection>
      <PanelSection title={words.reachedAt}>{customer.contactPoints?.length ? <Facts rows={customer.contactPoints.map((one) => ({ key: one.contactPointId, name: messages.reach.channels[one.kind] ?? sentence(one.kind), value: one.value, note: [one.state === 'active' ? '' : words.pointState(one.state, one.stateAt ? formatDate(one.stateAt) : null, one.stateSource), from(one.source)].filter(Boolean).join(', ') }))} /> : <p className="t-quiet">{words.noContact}</p>}</PanelSection>
      <PanelSection title={words.specialties}><Facts rows={customer.specialties.map((one) => ({ key: `${one.source}${one.rank}`, name: one.name ?? one.code, value: [one.licenceState, one.licence].filter(Boolean).join(' '), note: [one.rank === 1 ? words.primary : '', one.code, from(one.source)].filter(Boolean).join(', ') }))} /></PanelSection>
      <PanelSection title={words.measures}><Facts rows={customer.measures.map((one) => ({ key: `${one.name}${one.period}${one.subject}${one.source}`, name: [sentence(one.name), one.subject].filter(Boolean).join(', '), value: one.suppressed ? words.withheld : formatNumber(Number(one.value), Number.isInteger(Number(one.value)) ? 0 : 2), note: [one.period, from(one.source)].join(', ') }))} /></PanelSection>
      {customer.mergedFrom.length > 0 && <MergedFrom customer={customer} />}
      {mayCorrect && <Lineage customer={customer} />}
      {mayCorrect && <Sources customer={customer} />}
      {correcting && <CorrectDialog customer={customer} onClose={() => setCorrecting(false)} />}
    </Panel>
  );
}
