import { IconAlertTriangle, IconBan, IconCheck, IconClock, IconEyeOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { en } from '../messages/en.ts';
import css from './state-chip.module.css';

export type ChipState = 'allowed' | 'refused' | 'held-out' | 'due' | 'done' | 'harm' | 'planned' | 'neutral';

const ICONS = { allowed: IconCheck, refused: IconBan, 'held-out': IconEyeOff, due: IconClock, done: IconCheck, harm: IconAlertTriangle, planned: undefined, neutral: undefined } as const;

export type StateChipProps = { readonly state: ChipState; readonly children?: ReactNode; readonly icon?: ReactNode };

/** A state in a word, with icon and tint; refused is neutral, red is kept for harm. */
export function StateChip({ state, children, icon }: StateChipProps) {
  const Icon = ICONS[state];
  return (
    <span className={css.chip} data-state={state}>
      {icon ?? (Icon && <Icon size={14} stroke={1.8} aria-hidden="true" />)}
      {children ?? (state === 'neutral' ? null : en.ui.states[state])}
    </span>
  );
}

/** A short code or word in a box: PA, ST, GLIDIM. */
export function Tag({ children }: { readonly children: ReactNode }) {
  return <span className={css.tag}>{children}</span>;
}
