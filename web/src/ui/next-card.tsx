import type { ReactNode } from 'react';
import { FunctionMark } from './function-mark.tsx';
import { Link } from './link.tsx';
import css from './next-card.module.css';
import type { FunctionName } from './theme/tokens.ts';

export type NextCardProps = {
  readonly of: FunctionName;
  /** "Next for you", "Next, in 26 min". */
  readonly above: string;
  readonly aside?: ReactNode;
  readonly title: string;
  readonly reason: ReactNode;
  /** Facts with an icon each; on the phone's card. */
  readonly facts?: readonly { readonly icon: ReactNode; readonly text: ReactNode }[];
  readonly actions: ReactNode;
  readonly why?: { readonly label: string; readonly href: string };
};

/** One suggestion: a date, a reason from her own words, and the answers one may give. */
export function NextCard({ of, above, aside, title, reason, facts, actions, why }: NextCardProps) {
  return (
    <section className={css.card} style={{ '--hue': `var(--t-fn-${of})` } as React.CSSProperties}>
      <div className={css.above}><FunctionMark of={of}>{above}</FunctionMark>{aside && <span className={css.aside}>{aside}</span>}</div>
      <h2>{title}</h2>
      <p className={css.reason}>{reason}</p>
      {facts && <ul className={css.facts}>{facts.map((fact, i) => <li key={i}>{fact.icon}<span>{fact.text}</span></li>)}</ul>}
      <div className={css.actions}>{actions}</div>
      {why && <p className={css.why}><Link href={why.href}>{why.label}</Link></p>}
    </section>
  );
}
