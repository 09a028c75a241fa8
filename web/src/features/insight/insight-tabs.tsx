import { paths } from '../../app/paths.ts';
import { Link } from '../../ui/link.tsx';
import css from './insight.module.css';
import { messages } from './messages.ts';

/** The pages within insight. */
export function InsightTabs({ at }: { readonly at: keyof typeof messages.tabs }) {
  const hrefs = { dashboard: paths.insight(), lookAlikes: paths.lookAlikes(), definitions: paths.definitions() } as const;
  return <nav className={css.tabs} aria-label={messages.place}>{(Object.keys(hrefs) as (keyof typeof hrefs)[]).map((tab) => <Link plain key={tab} href={hrefs[tab]} aria-current={tab === at ? 'page' : undefined}>{messages.tabs[tab]}</Link>)}</nav>;
}
