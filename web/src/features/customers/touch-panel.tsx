import { formatInstant } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Quote } from '../../ui/quote.tsx';
import { Redacted } from '../../ui/refusal.tsx';
import { functionName, type Touch } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

const words = messages.touches;

/** One interaction as far as the reader's role goes. */
export function TouchPanel({ row, closeTo }: { readonly row: Touch | undefined; readonly closeTo: string }) {
  if (!row) return <Panel title={words.label} closeTo={closeTo}><PanelSection><p>{words.notHere}</p></PanelSection></Panel>;
  const facts = [
    [words.by, row.personName], [words.lasted, row.minutes === null ? null : words.minutes(row.minutes)], [words.product, row.productName], [words.at, row.organisationName],
    [words.number, `I-${row.interactionId}`], [words.cause, row.causedBy === null ? null : `I-${row.causedBy}`],
  ].filter(([, value]) => value);
  return (
    <Panel title={row.headline} closeTo={closeTo} above={row.direction === 'in' ? row.customerName : <FunctionMark of={functionName(row.function)} />} subtitle={formatInstant(row.occurredAt)}>
      <PanelSection title={words.said}>
        {row.shown === 'in_part' && <Redacted>{row.sentence} {words.ask[row.ask ?? '']}</Redacted>}
        {row.shown === 'shown' && row.quote && <Quote by={row.customerName || undefined}>{row.quote}</Quote>}
        {row.shown === 'shown' && row.body && <p>{row.body}</p>}
        {row.shown === 'shown' && !row.quote && !row.body && <p className="t-quiet">{words.nothingSaid}</p>}
      </PanelSection>
      <PanelSection><dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl></PanelSection>
    </Panel>
  );
}
