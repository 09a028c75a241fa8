import { IconBriefcase, IconCalendarEvent, IconDeviceDesktop, IconMail, IconMessage, IconPhone } from '@tabler/icons-react';
import type { CSSProperties, ReactNode } from 'react';
import { en } from '../../messages/en.ts';
import { shapeOf } from '../channel-shape.tsx';
import { formatNumber } from '../format.ts';
import { FunctionMark, hueOf } from '../function-mark.tsx';
import css from './cascade.module.css';
import type { Layout, Placed } from './layout.ts';
import type { CascadeBranch, CascadeFlowProps } from './types.ts';

export const CASCADE_ICONS = { visit: IconBriefcase, mail: IconMail, call: IconPhone, event: IconCalendarEvent, message: IconMessage, portal: IconDeviceDesktop } as const;

type LabelsProps = CascadeFlowProps & { readonly layout: Layout; readonly width: number };

/** Words and numbers on the picture; each is the button that filters by its part. */
export function CascadeLabels(props: LabelsProps) {
  const { layout, event, audience, reached, heldOut, refused, selected, onSelect } = props;
  const { columns } = layout;
  const bandWidth = columns.gate - columns.audience - 12;
  const part = (id: string, node: { left: number; top: number; width?: number }, children: ReactNode) => (
    <button type="button" className={`${css.part} ${node.width === undefined ? css.haloed : ''}`} style={node} aria-pressed={selected === id} onClick={() => onSelect?.(id)} disabled={!onSelect}>{children}</button>
  );
  return (
    <>
      <Heads {...props} />
      <div className={css.event} style={{ '--hue': hueOf(event.function), top: layout.audience.y - 4 } as CSSProperties}>
        <FunctionMark of={event.function}>{event.kind}</FunctionMark>
        <b>{event.title}</b>
        {event.note && <p>{event.note}</p>}
      </div>
      {part('audience', { left: columns.audience + 18, top: layout.audience.y + 1, width: bandWidth }, <><span className={css.big}>{formatNumber(audience.count)}</span>{audience.label}</>)}
      {part('reached', { left: columns.gate + 18, top: layout.reached.y + 1, width: bandWidth }, <><span className={css.big}>{formatNumber(reached.count)}</span>{reached.label}</>)}
      {heldOut && layout.heldOut && part('held-out', { left: columns.gate + 18, top: layout.heldOut.y - 4 }, <><b>{formatNumber(heldOut.count)} {en.ui.states['held-out'].toLowerCase()}</b>{heldOut.label}</>)}
      {refused.count > 0 && part('refused', { left: columns.gate + 18, top: layout.refused.y + 2 }, <><b>{formatNumber(refused.count)} {en.ui.refusedWord}</b>{refused.label}</>)}
      {layout.branches.map((branch) => <BranchLabel key={branch.item.id} branch={branch} {...props} />)}
      {layout.reasons.map(({ item, y, h }) => (
        <div key={item.id} className={css.row} style={{ top: y + Math.min(h, 22) / 2 - 11, left: columns.count }}>
          <button type="button" className={css.reason} aria-pressed={selected === item.id} onClick={() => onSelect?.(item.id)} disabled={!onSelect}><b>{formatNumber(item.count)}</b>{item.label}</button>
        </div>
      ))}
    </>
  );
}

function Heads({ layout, outcomeHead, width }: LabelsProps) {
  const words = en.ui.cascade;
  const { columns } = layout;
  const heads: readonly (readonly [number, string])[] = [[columns.event, words.event], [columns.audience, words.audience], [columns.gate, words.gate], [columns.channel, words.channel], [columns.people, words.people], [columns.outcome, outcomeHead ?? words.outcome]];
  return <div className={css.heads} style={{ width }} aria-hidden="true">{heads.map(([left, word]) => <span key={word} style={{ left }}>{word}</span>)}</div>;
}

function BranchLabel({ branch, layout, width, selected, onSelect }: LabelsProps & { readonly branch: Placed<CascadeBranch> }) {
  const { item, y, h } = branch;
  const { columns } = layout;
  const Icon = CASCADE_ICONS[shapeOf(item.channel)];
  const top = y + Math.min(h, 40) / 2 - (item.note || item.outcomeNote ? 15 : 11);
  return (
    <button type="button" className={css.branch} aria-pressed={selected === item.id} onClick={() => onSelect?.(item.id)} disabled={!onSelect}
      style={{ left: columns.count, width: width - columns.count, top: Math.max(layout.audience.y + 2, top), gridTemplateColumns: `16px 42px ${columns.people - columns.label - 6}px ${columns.outcome - columns.people - 6}px 1fr` }}>
      <Icon size={16} stroke={1.6} color={hueOf(item.function)} aria-hidden="true" />
      <b className={css.count}>{formatNumber(item.count)}</b>
      <span className={css.two}><span title={item.label}>{item.label}</span>{item.note && <small>{item.note}</small>}</span>
      <span className={css.people} title={item.people}>{item.people}</span>
      <span className={css.two}><b>{item.outcome}</b>{item.outcomeNote && <small>{item.outcomeNote}</small>}</span>
    </button>
  );
}
