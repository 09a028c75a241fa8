import type { ReactNode } from 'react';
import css from './sheet.module.css';
import type { FunctionName } from './theme/tokens.ts';

export type SheetProps = {
  readonly title?: ReactNode;
  /** A quiet line at the right of the title: since when, of how many. */
  readonly aside?: ReactNode;
  readonly foot?: ReactNode;
  /** Rows and tables run to the edge. */
  readonly flush?: boolean;
  readonly sunk?: boolean;
  readonly tone?: FunctionName | 'harm';
  readonly label?: string;
  readonly children?: ReactNode;
};

/** A white sheet on the paper: one thing, with a title that may carry a quiet note. */
export function Sheet({ title, aside, foot, flush = false, sunk = false, tone, label, children }: SheetProps) {
  const style = tone ? { '--tone': tone === 'harm' ? 'var(--t-harm)' : `var(--t-fn-${tone})` } as React.CSSProperties : undefined;
  return (
    <section className={css.sheet} data-flush={flush || undefined} data-sunk={sunk || undefined} data-tone={tone ? true : undefined} style={style} aria-label={label}>
      {(title || aside) && <div className={css.head}>{title && <h2>{title}</h2>}{aside && <div className={css.aside}>{aside}</div>}</div>}
      <div className={css.body}>{children}</div>
      {foot && <div className={css.foot}>{foot}</div>}
    </section>
  );
}
