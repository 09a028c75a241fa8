import type { CSSProperties, ReactNode } from 'react';
import { en } from '../../messages/en.ts';
import { formatNumber } from '../format.ts';
import { FunctionMark, hueOf } from '../function-mark.tsx';
import css from './cascade.module.css';
import type { CascadeFlowProps } from './types.ts';

type RowProps = { readonly id: string; readonly count: number; readonly label: ReactNode; readonly note?: ReactNode; readonly fill: string; readonly kind?: 'refused' | 'held-out' };

/** The columns on top of one another: bars to the same scale, lying. */
export function CascadeStack(props: CascadeFlowProps) {
  const { event, audience, reached, branches, heldOut, refused, selected, onSelect } = props;
  const words = en.ui.cascade;
  const row = ({ id, count, label, note, fill, kind }: RowProps) => (
    <li key={id}>
      <button type="button" className={css.stackRow} aria-pressed={selected === id} onClick={() => onSelect?.(id)} disabled={!onSelect}>
        <span className={css.stackText}><b>{formatNumber(count)}</b><span>{label}{note && <small>{note}</small>}</span></span>
        <span className={css.stackBar} data-kind={kind} aria-hidden="true" style={{ width: `max(3px, ${(count / Math.max(1, audience.count)) * 100}%)`, '--fill': fill } as CSSProperties} />
      </button>
    </li>
  );
  return (
    <div className={css.stack}>
      <div className={css.stackEvent} style={{ '--hue': hueOf(event.function) } as CSSProperties}><FunctionMark of={event.function}>{event.kind}</FunctionMark><b>{event.title}</b>{event.note && <p>{event.note}</p>}</div>
      <p className={css.stackHead}>{words.audience}</p>
      <ul>{row({ id: 'audience', count: audience.count, label: audience.label, fill: 'var(--t-ink)' })}</ul>
      <p className={css.stackHead}>{words.gate}</p>
      <ul>
        {row({ id: 'reached', count: reached.count, label: reached.label, fill: 'var(--t-ink)' })}
        {heldOut && row({ id: 'held-out', count: heldOut.count, label: `${en.ui.states['held-out']}, ${heldOut.label}`, fill: 'none', kind: 'held-out' })}
        {row({ id: 'refused', count: refused.count, label: `${en.ui.states.refused}, ${refused.label}`, fill: 'none', kind: 'refused' })}
      </ul>
      <p className={css.stackHead}>{words.channel}</p>
      <ul>{branches.map((one) => row({ id: one.id, count: one.count, label: one.label, note: [one.people, one.outcome].filter(Boolean).join(' · '), fill: hueOf(one.function) }))}</ul>
      <p className={css.stackHead}>{en.ui.states.refused}</p>
      <ul>{refused.reasons.map((one) => row({ id: one.id, count: one.count, label: one.label, fill: 'none', kind: 'refused' }))}</ul>
    </div>
  );
}
