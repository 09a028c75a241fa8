import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import { en } from '../messages/en.ts';
import css from './figures.module.css';
import { Link } from './link.tsx';

export type FigureItem = {
  readonly label: string;
  /** Already written by `format.ts`. */
  readonly value: string;
  /** Against what: "was 112 on 1 October", "95 %: 17.6 to 19.2". */
  readonly comparison?: ReactNode;
  /** Where its members are; every number opens them. */
  readonly href?: string;
  readonly definition?: string;
  readonly asOf?: string;
};

const MOST = 5; // more is a table

/** At most five figures in one sheet, each with its comparison, its members and its definition. */
export function Figures({ items, label }: { readonly items: readonly FigureItem[]; readonly label?: string }) {
  return <dl className={css.figures} aria-label={label}>{items.slice(0, MOST).map((item) => <Figure key={item.label} item={item} />)}</dl>;
}

function Figure({ item }: { readonly item: FigureItem }) {
  return (
    <div className={css.figure}>
      <dt>{item.definition ? <Definition item={item} /> : item.label}</dt>
      <dd className={css.value}>{item.href ? <Link plain href={item.href} aria-label={`${item.value}, ${item.label}: ${en.ui.members}`}>{item.value}</Link> : item.value}</dd>
      {item.comparison && <dd className={css.comparison}>{item.comparison}</dd>}
    </div>
  );
}

function Definition({ item }: { readonly item: FigureItem }) {
  return (
    <Popover width={280} position="bottom-start" withinPortal={false}>
      <Popover.Target><button type="button" className={css.definition}>{item.label}<span className="t-hidden">: {en.ui.definition}</span></button></Popover.Target>
      <Popover.Dropdown><p>{item.definition}</p>{item.asOf && <p className="t-quiet">{item.asOf}</p>}</Popover.Dropdown>
    </Popover>
  );
}
