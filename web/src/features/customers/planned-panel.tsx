import { formatHerTime, formatInstant } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import type { PlannedVisit } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

const words = messages.planned;

/** A visit that is still to come. */
export function PlannedPanel({ visit, timeZone, closeTo }: { readonly visit: PlannedVisit; readonly timeZone: string; readonly closeTo: string }) {
  const facts = [[words.by, visit.personName], [words.herTime, formatHerTime(visit.startsAt, timeZone)], [words.lasts, words.minutes(visit.minutes)], [words.product, visit.productName]].filter(([, value]) => value);
  return (
    <Panel title={words.title(visit.state)} closeTo={closeTo} above={<FunctionMark of="sales" />} subtitle={formatInstant(visit.startsAt)}>
      <PanelSection><dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl></PanelSection>
    </Panel>
  );
}
