import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFrameSlots } from './frame/slots.ts';
import css from './key-tip.module.css';

export type KeyTipProps = { readonly label: string; readonly keys?: string; readonly children: ReactElement };

/** A tooltip that names a control and shows its key. */
export function KeyTip({ label, keys, children }: KeyTipProps) {
  const text = <span className={css.tip}>{label}{keys && <Keys keys={keys} />}</span>;
  const { tips } = useFrameSlots(); // within the page's landmarks, not beside them
  return <Tooltip label={text} {...(tips ? { portalProps: { target: tips } } : {})}>{children as ReactElement<Record<string, unknown>>}</Tooltip>;
}

const WORDS: Record<string, string> = { Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' };

/** Keys as they stand on the keyboard. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={css.keys}>
      {keys.split(' ').map((key, i) => <kbd key={`${key}${i}`} className={css.kbd}>{WORDS[key] ?? key}</kbd>)}
    </span>
  );
}
