import { CustomerLink } from '../../app/customer-link.tsx';
import { formatInstant } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Quote } from '../../ui/quote.tsx';
import { Redacted } from '../../ui/refusal.tsx';
import css from './interactions.module.css';
import { functionName, type Interaction } from './interactions.ts';
import { messages } from './messages.ts';

const words = messages.more;

function factsOf(row: Interaction): readonly (readonly [string, string])[] {
  return [
    [words.kind, messages.kinds[row.kind] ?? row.kind],
    [words.state, messages.states[row.state] ?? row.state],
    ...(row.minutes === null ? [] : [[words.minutes, messages.minutes(row.minutes)] as const]),
    ...(row.productName ? [[words.product, row.productName] as const] : []),
    ...(row.organisationName ? [[words.organisation, row.organisationName] as const] : []),
    ...(row.personName ? [[messages.heads.person, row.personName] as const] : []),
    [words.source, row.source],
    [words.interaction, `I-${row.interactionId}`],
    ...(row.causedBy === null ? [] : [[words.cause, `I-${row.causedBy}`] as const]),
  ];
}

/** One interaction as far as the reader's role goes. */
export function InteractionPanel({ row, closeTo }: { readonly row: Interaction | undefined; readonly closeTo: string }) {
  if (!row) return <Panel title={messages.place} closeTo={closeTo}><PanelSection><p>{messages.notOnPage}</p></PanelSection></Panel>;
  return (
    <Panel title={row.headline} closeTo={closeTo} above={row.direction === 'in' ? messages.from : <FunctionMark of={functionName(row.function)} />} subtitle={formatInstant(row.occurredAt)}>
      <PanelSection title={words.said}>
        {row.shown === 'in_part' && <Redacted>{row.sentence} {messages.ask[row.ask ?? '']}.</Redacted>}
        {row.shown === 'shown' && row.quote && <Quote by={row.customerName || undefined}>{row.quote}</Quote>}
        {row.shown === 'shown' && row.body && <p className={css.said}>{row.body}</p>}
        {row.shown === 'shown' && !row.quote && !row.body && <p className="t-quiet">{messages.nothingSaid}</p>}
      </PanelSection>
      <PanelSection>
        <dl className={css.facts}>{factsOf(row).map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl>
      </PanelSection>
      {row.customerName && <PanelSection><p><CustomerLink of={row.customerId}>{messages.toCustomer}</CustomerLink></p></PanelSection>}
    </Panel>
  );
}
