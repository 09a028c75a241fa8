import { Link } from './link.tsx';
import css from './tabs.module.css';

type Tab<Id extends string> = { readonly id: Id; readonly label: string; readonly href: string };

/** On the phone the tabs slide: the one that is open is in view. */
function showCurrent(nav: HTMLElement | null): void {
  const current = nav?.querySelector<HTMLElement>('[aria-current]');
  if (nav && current) nav.scrollLeft = current.offsetLeft - nav.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2;
}

/** The pages within one word, side by side; on the phone they slide. */
export function Tabs<Id extends string>({ label, at, tabs }: { readonly label: string; readonly at: Id; readonly tabs: readonly Tab<Id>[] }) {
  return (
    <nav ref={showCurrent} aria-label={label} className={css.tabs}>
      {tabs.map(({ id, label: name, href }) => <Link plain key={id} href={href} aria-current={id === at ? 'page' : undefined}>{name}</Link>)}
    </nav>
  );
}
