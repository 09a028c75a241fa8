import css from './live-dot.module.css';

/** Whether what is shown is live: a filled dot and a word, hollow when not. */
export function LiveDot({ live, children }: { readonly live: boolean; readonly children: string }) {
  return <span className={css.live} data-live={live || undefined}><span className={css.dot} aria-hidden="true" />{children}</span>;
}
