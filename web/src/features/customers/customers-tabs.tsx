import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Link } from '../../ui/link.tsx';
import css from './customers.module.css';
import { messages } from './messages.ts';

type Tab = keyof typeof messages.tabs;

/** The pages within customers; import only for who may import. */
export function CustomersTabs({ at }: { readonly at: Tab }) {
  const [mayRead, mayImport] = [useMay('customers:read'), useMay('customers:import')];
  const hrefs: readonly (readonly [Tab, string])[] = [
    ...(mayRead ? [['find', paths.customers()], ['organisations', paths.organisations()]] as const : []), ...(mayImport ? [['imports', paths.imports()]] as const : []),
  ];
  return <nav className={css.tabs} aria-label={messages.place}>{hrefs.map(([tab, href]) => <Link plain key={tab} href={href} aria-current={tab === at ? 'page' : undefined}>{messages.tabs[tab]}</Link>)}</nav>;
}
