import { paths } from '../../app/paths.ts';
import { Link } from '../../ui/link.tsx';
import css from './medical.module.css';
import { messages } from './messages.ts';

/** The pages within medical. */
export function MedicalTabs({ at }: { readonly at: keyof typeof messages.tabs }) {
  const hrefs = { inquiries: paths.medical(), insights: paths.insights(), certifications: paths.certifications() } as const;
  return <nav className={css.tabs} aria-label={messages.place}>{(Object.keys(hrefs) as (keyof typeof hrefs)[]).map((tab) => <Link plain key={tab} href={hrefs[tab]} aria-current={tab === at ? 'page' : undefined}>{messages.tabs[tab]}</Link>)}</nav>;
}
