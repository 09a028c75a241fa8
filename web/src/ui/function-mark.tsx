import { IconBriefcase, IconBuildingBank, IconHeadset, IconHeartHandshake, IconMicroscope, IconSpeakerphone } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { en } from '../messages/en.ts';
import css from './function-mark.module.css';
import type { FunctionName } from './theme/tokens.ts';

const FUNCTION_ICONS: Record<FunctionName, typeof IconBriefcase> = {
  sales: IconBriefcase, marketing: IconSpeakerphone, medical: IconMicroscope, 'market-access': IconBuildingBank, 'contact-centre': IconHeadset, 'patient-services': IconHeartHandshake,
};

/** The variable that holds a function's hue; ink for the customer herself. */
export const hueOf = (of: FunctionName | 'customer' | undefined): string => (of && of !== 'customer' ? `var(--t-fn-${of})` : 'var(--t-ink)');

export type FunctionMarkProps = { readonly of: FunctionName; readonly children?: ReactNode; readonly bare?: boolean; readonly markOnly?: boolean };

/** A function: mark, word and hue together, never hue alone. `bare` leaves out the tinted square, `markOnly` hides the word from sight. */
export function FunctionMark({ of, children, bare = false, markOnly = false }: FunctionMarkProps) {
  const Icon = FUNCTION_ICONS[of];
  const word = children ?? en.ui.functions[of];
  return (
    <span className={css.mark} style={{ '--hue': `var(--t-fn-${of})`, '--tint': `var(--t-fn-${of}-tint)` } as React.CSSProperties}>
      <span className={css.square} data-bare={bare || undefined} aria-hidden="true"><Icon size={bare ? 16 : 14} stroke={1.6} /></span>
      <span className={markOnly ? 't-hidden' : undefined}>{word}</span>
    </span>
  );
}
