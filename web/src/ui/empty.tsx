import type { ReactNode } from 'react';
import css from './states.module.css';

/** Nothing to show, said in one line, with one verb and no picture. */
export function Empty({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return <div className={css.empty}><p>{children}</p>{action}</div>;
}
