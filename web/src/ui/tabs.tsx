import { Link } from './link.tsx';
import css from './tabs.module.css';

type Tab<Id extends string> = { readonly id: Id; readonly label: string; readonly href: string };

/** The pages within one word, side by side; on the phone they slide. */
export function Tabs<Id extends string>({ label, at, tabs }: { readonly label: string; readonly at: Id; readonly tabs: readonly Tab<Id>[] }) {
  return (
    <nav aria-label={label} className={css.tabs}>
      {tabs.map(({ id, label: name, href }) => <Link plain key={id} href={href} aria-current={id === at ? 'page' : undefined}>{name}</Link>)}
    </nav>
  );
}
