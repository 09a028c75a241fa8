import { CustomerLink } from '../../app/customer-link.tsx';
import { formatInstant, formatNumber } from '../../ui/format.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import type { Entry } from './audit.ts';
import css from './audit.module.css';
import { whoOf } from './entries-table.tsx';
import { messages } from './messages.ts';

const words = messages.panel;

const Value = ({ title, of }: { readonly title: string; readonly of: unknown }) =>
  of === null || of === undefined ? null : <PanelSection title={title}><pre className={css.value}>{JSON.stringify(of, null, 2)}</pre></PanelSection>;

/** One entry with all that was kept: who, in what role, what was before and after, and why. */
export function EntryPanel({ entry, closeTo }: { readonly entry: Entry; readonly closeTo: string }) {
  const customer = entry.customerId === null ? null : <CustomerLink of={entry.customerId}>{`C${entry.customerId}`}</CustomerLink>;
  const facts = ([
    [words.role, messages.roleOf(entry.actorRole)], [words.purpose, entry.purpose], [words.reason, [entry.reasonCode?.replaceAll('_', ' '), entry.reason].filter(Boolean).join(': ')], [words.customer, customer],
    [words.record, [entry.resource, entry.recordId].filter(Boolean).join(' · ')], [words.rows, formatNumber(entry.rows)], [words.request, entry.requestId], [words.sealed, entry.sealed ? words.isSealed : words.notSealed],
  ] as const).filter(([, value]) => value);
  return (
    <Panel wide title={entry.action} above={words.entry(entry.entryId)} subtitle={`${whoOf(entry)}, ${formatInstant(entry.at)}`} closeTo={closeTo}>
      <PanelSection><dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl></PanelSection>
      <Value title={words.before} of={entry.before} />
      <Value title={words.after} of={entry.after} />
      {entry.before === null && entry.after === null && <PanelSection><p className="t-quiet">{words.nothing}</p></PanelSection>}
    </Panel>
  );
}
