import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { en } from '../messages/en.ts';
import { useFrameSlots } from './frame/slots.ts';
import { Link } from './link.tsx';
import css from './page.module.css';
import { Walk } from './walk.tsx';

export type Place = { readonly label: string; readonly href?: string };
export type PageProps = {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** A line in mono under the subtitle: ids, licence, local time. */
  readonly ids?: ReactNode;
  /** Where the page is, outermost first; never how one came here. The last is the page itself. */
  readonly place: readonly Place[];
  readonly actions?: ReactNode;
  /** Filters that hold for the whole page, beside the breadcrumb. */
  readonly tools?: ReactNode;
  /** A column of cards at the right, from the top of the page. */
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
};

/** One page: a title that states the finding, a subtitle, actions, then its content in rows 16 px apart. */
export function Page({ title, subtitle, ids, place, actions, tools, aside, children }: PageProps) {
  const slots = useFrameSlots();
  const above = place.slice(0, -1).findLast((one) => one.href);
  return (
    <>
      <title>{[title, place.at(-1)?.label, en.shell.product].filter((one, i, all) => one && all.indexOf(one) === i).join(' · ')}</title>
      {slots.place && createPortal(<><Breadcrumb place={place} /><Walk key={window.location.pathname} path={window.location.pathname} />{tools && <div className={css.tools}>{tools}</div>}</>, slots.place)}
      <div className={css.layout} data-aside={aside ? true : undefined}>
      <div className={css.column}>
      {above?.href && <Link plain href={above.href} className={css.above}><IconChevronLeft size={16} aria-hidden="true" />{above.label}</Link>}
      <div className={css.head} data-tall={ids ? true : undefined}>
        <div className={css.text}>
          <h1 tabIndex={-1} className={css.title}>{title}</h1>
          {subtitle && <p className={css.subtitle}>{subtitle}</p>}
          {ids && <p className={css.ids}>{ids}</p>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </div>
      {tools && <div className={css.toolsBelow}>{tools}</div>}
      <div className={css.content}>{children}</div>
      </div>
      {aside && <div className={css.asideColumn}>{aside}</div>}
      </div>
    </>
  );
}

function Breadcrumb({ place }: { readonly place: readonly Place[] }) {
  return (
    <nav aria-label={en.ui.place} className={css.breadcrumb}>
      <ol>
        {place.map((one, i) => (
          <li key={`${one.label}${i}`}>
            {i > 0 && <IconChevronRight size={15} stroke={1.6} aria-hidden="true" />}
            {one.href && i < place.length - 1 ? <Link plain href={one.href}>{one.label}</Link> : <span aria-current={i === place.length - 1 ? 'page' : undefined}>{one.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Columns side by side that stack when narrow: `3fr 2fr`. */
export function Columns({ widths, children }: { readonly widths: string; readonly children: ReactNode }) {
  return <div className={css.columns} style={{ '--columns': widths } as React.CSSProperties}>{children}</div>;
}
