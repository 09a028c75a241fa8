import { useQuery } from '@tanstack/react-query';
import { formatWhen } from '../../ui/format.ts';
import { PanelSection } from '../../ui/panel.tsx';
import type { Customer } from './customers.ts';
import css from './customers.module.css';
import { lineageQuery } from './steward-desk.ts';
import { stewardWords } from './steward-messages.ts';

const words = stewardWords.lineage;

/** Which source said each value of the golden record, and when. */
export function Lineage({ customer }: { readonly customer: Customer }) {
  const { data } = useQuery(lineageQuery(customer.customerId));
  if (!data) return null;
  return (
    <PanelSection title={words.title}>
      {data.rows.length === 0 ? <p className="t-quiet">{words.none}</p> : (
        <dl className={css.facts}>
          {data.rows.map((row) => [
            <dt key={`${row.field}t`}>{stewardWords.fields[row.field] ?? row.field}</dt>,
            <dd key={`${row.field}d`}>{row.value} <small>{[words.from(row.source, row.sourceKey, formatWhen(row.saidAt)), row.recordId === customer.customerId ? '' : words.record(row.recordId), words.others(row.others)].filter(Boolean).join(', ')}</small></dd>,
          ])}
        </dl>
      )}
    </PanelSection>
  );
}

/** The records that went into this one. */
export function MergedFrom({ customer }: { readonly customer: Customer }) {
  return (
    <PanelSection title={stewardWords.merged.from}>
      <dl className={css.facts}>
        {customer.mergedFrom.map((one) => [<dt key={`${one.mergeId}t`} className="t-mono">C{one.customerId}</dt>, <dd key={`${one.mergeId}d`}>{one.name} <small>{stewardWords.merged.by(formatWhen(one.mergedAt), one.mergedByName)}</small></dd>])}
      </dl>
    </PanelSection>
  );
}
