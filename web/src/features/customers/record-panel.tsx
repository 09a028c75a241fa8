import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../app/session.ts';
import { formatWhen } from '../../ui/format.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { sourcesQuery, type Customer } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';
import { Lineage, MergedFrom } from './lineage.tsx';
import { RecordParts } from './record-parts.tsx';

const words = messages.record;
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
  return (
    <Panel wide title={words.title} above={customer.name} subtitle={words.golden(customer.source)} closeTo={closeTo} foot={mayCorrect && <Button variant="filled" onClick={() => setCorrecting(true)}>{words.correct}</Button>}>
      <RecordParts customer={customer} />
      {customer.mergedFrom.length > 0 && <MergedFrom customer={customer} />}
      {mayCorrect && <Lineage customer={customer} />}
      {mayCorrect && <Sources customer={customer} />}
      {correcting && <CorrectDialog customer={customer} onClose={() => setCorrecting(false)} />}
    </Panel>
  );
}
