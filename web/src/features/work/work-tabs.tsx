import { paths } from '../../app/paths.ts';
import { Link } from '../../ui/link.tsx';
import { messages } from './messages.ts';
import css from './work.module.css';

export type WorkTab = keyof Omit<typeof messages.tabs, 'label'>;

const TABS: readonly (readonly [WorkTab, () => string])[] = [
  ['inbox', paths.work], ['tasks', paths.tasks], ['cases', paths.cases], ['handOvers', paths.handOvers], ['notices', paths.notices],
];

/** The pages within Work. */
export function WorkTabs({ at }: { readonly at: WorkTab }) {
  return (
    <nav aria-label={messages.tabs.label} className={css.tabs}>
      {TABS.map(([tab, href]) => <Link plain key={tab} href={href()} aria-current={tab === at ? 'page' : undefined}>{messages.tabs[tab]}</Link>)}
    </nav>
  );
}
