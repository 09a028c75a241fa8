import { useQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { formatInstant, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { ItemButtons, ItemDialogs, pageOf, useItemActions } from './inbox-actions.tsx';
import { messages } from './messages.ts';
import css from './work.module.css';
import { BUCKETS, inboxQuery } from './work.ts';

/** One entry of the inbox, beside its list. */
export function InboxPanel({ selected, closeTo }: { readonly selected: string; readonly closeTo: string }) {
  const inbox = useQuery(inboxQuery()).data;
  const item = inbox && BUCKETS.flatMap((bucket) => inbox.buckets[bucket]).find((one) => `${one.kind}-${one.id}` === selected);
  const actions = useItemActions(item, () => undefined);
  if (!item) return <Panel title={messages.place} closeTo={closeTo}><PanelSection><p>{messages.notListed}</p></PanelSection></Panel>;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [messages.heads.customer, item.customerName ? <CustomerLink key="c" of={item.customerId}>{item.customerName}</CustomerLink> : messages.noName],
    [messages.heads.asked, <span key="a" title={formatInstant(item.askedAt)}>{messages.asked(item.askedBy ?? (item.kind === 'case' ? messages.herself : messages.bySystem), formatWhen(item.askedAt))}</span>],
    ...(item.preferredTime ? [[messages.preferred, messages.times[item.preferredTime] ?? item.preferredTime] as const] : []),
    ...(item.dueAt ? [[messages.due, <ClockChip key="d" due={item.dueAt} />] as const] : []),
    [messages.heads.state, messages.states[item.state] ?? item.state],
    ...(item.reason ? [[messages.reason, item.reason] as const] : []),
  ];
  return (
    <Panel title={item.title} closeTo={closeTo} above={messages.kinds[item.subject] ?? messages.functions[item.function]} foot={<ItemButtons actions={actions} />}>
      <PanelSection><dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl></PanelSection>
      <PanelSection>{item.kind !== 'hand_over' && <p><Link href={pageOf(item)}>{messages.verbs.open}</Link></p>}{item.kind === 'hand_over' && <p className="t-quiet">{messages.who}</p>}</PanelSection>
      <ItemDialogs actions={actions} />
    </Panel>
  );
}
