import type { ReactNode } from 'react';
import css from './quote.module.css';

export type QuoteProps = { readonly children: ReactNode; readonly by?: ReactNode; readonly lang?: string; readonly small?: boolean };

/** A customer's own words, in serif and in quotation marks; `lang` when they are not in the page's language. */
export function Quote({ children, by, lang, small = false }: QuoteProps) {
  return (
    <figure className={css.quote} data-small={small || undefined}>
      <blockquote lang={lang}>“{children}”</blockquote>
      {by && <figcaption>{by}</figcaption>}
    </figure>
  );
}
