import { ActionIcon, FocusTrap } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { en } from '../messages/en.ts';
import { useFrameSlots } from './frame/slots.ts';
import { KeyTip } from './key-tip.tsx';
import { useKeys } from './keys.ts';
import { useNavigation } from './navigation.ts';
import css from './panel.module.css';

export type PanelProps = {
  readonly title: string;
  /** A small line over the title: function mark, id, instant. */
  readonly above?: ReactNode;
  readonly subtitle?: ReactNode;
  /** The URL of the page without this panel; the panel's own URL is the one that shows it. */
  readonly closeTo: string;
  /** Buttons that stay at the foot, and a line beside them. */
  readonly foot?: ReactNode;
  readonly sunkFoot?: boolean;
  /** 444 px, for a form; else 340. */
  readonly wide?: boolean;
  /** Nothing inside takes the focus: the body does, so that keys can scroll it. */
  readonly toRead?: boolean;
  readonly onSubmit?: () => void;
  readonly children?: ReactNode;
};

/** The detail, form or why of what is selected, at the right of its list; Esc closes it and the focus returns to where it was opened. */
export function Panel({ title, above, subtitle, closeTo, foot, sunkFoot = false, wide = false, toRead = false, onSubmit, children }: PanelProps) {
  const { panel } = useFrameSlots();
  const { go } = useNavigation();
  const id = useId();
  const box = useRef<HTMLElement>(null);
  const phone = useMediaQuery('(max-width: 48em)') ?? false;
  const close = () => go(closeTo);
  useFocusReturn(box, panel !== null);
  useKeys([
    { keys: 'Escape', label: `${en.ui.close}: ${title}`, run: close, everywhere: true },
    ...(onSubmit ? [{ keys: 'Ctrl Enter', label: 'Save', run: onSubmit, everywhere: true }] : []),
  ]);
  if (!panel) return null;
  return createPortal(
    <FocusTrap active={phone}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hears what rises from the controls inside; the panel itself is no control */}
      <aside className={css.panel} aria-labelledby={id} ref={box} tabIndex={-1} data-wide={wide || undefined} onKeyDown={keepOpen}>
        <header className={css.head}>
          {phone && <ActionIcon onClick={close} aria-label={en.ui.back} className={css.back}><IconArrowLeft size={20} stroke={1.6} /></ActionIcon>}
          <div className={css.titles}>
            {above && <div className={css.above}>{above}</div>}
            <h2 id={id}>{title}</h2>
            {subtitle && <div className={css.subtitle}>{subtitle}</div>}
          </div>
          {!phone && <KeyTip label={en.ui.close} keys="Escape"><ActionIcon onClick={close} aria-label={en.ui.close} size={32} color="ink"><IconX size={18} stroke={1.6} /></ActionIcon></KeyTip>}
        </header>
        <div className={css.body} {...(toRead ? { tabIndex: 0, role: 'group', 'aria-labelledby': id } : {})}>{children}</div>
        {foot && <footer className={css.foot} data-sunk={sunkFoot || undefined}>{foot}</footer>}
      </aside>
    </FocusTrap>,
    panel,
  );
}

/** Escape closes an open list inside the panel first, never the list and the panel with what was typed in it. */
function keepOpen(event: React.KeyboardEvent): void {
  if (event.key === 'Escape' && event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true') event.stopPropagation();
}

/** Takes the focus when the panel opens and gives it back to the control that opened it. */
function useFocusReturn(box: React.RefObject<HTMLElement | null>, ready: boolean): void {
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (!ready) return;
    opener.current = document.activeElement;
    const inside = box.current?.contains(opener.current) ?? false;
    if (!inside) box.current?.focus({ preventScroll: true });
    return () => {
      const back = opener.current;
      requestAnimationFrame(() => {
        const free = document.activeElement === document.body || document.activeElement === null;
        if (free && back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
      });
    };
  }, [ready, box]);
}

/** One titled part of a panel. */
export function PanelSection({ title, aside, children }: { readonly title?: ReactNode; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={css.section}>
      {title && <div className={css.sectionHead}><h3>{title}</h3>{aside && <span>{aside}</span>}</div>}
      {children}
    </section>
  );
}
