import { paths } from '../../app/paths.ts';
import { Link } from '../../ui/link.tsx';
import { messages } from './messages.ts';
import css from './orchestration.module.css';

const SECTIONS = [
  { id: 'cascades', label: messages.cascades, href: paths.cascades() },
  { id: 'plays', label: messages.plays, href: paths.plays() },
  { id: 'journeys', label: messages.journeys, href: paths.journeys() },
] as const;

/** The three lists of orchestration, side by side. */
export function Sections({ current }: { readonly current: (typeof SECTIONS)[number]['id'] }) {
  return (
    <nav aria-label={messages.sections} className={css.sections}>
      {SECTIONS.map(({ id, label, href }) => <Link key={id} plain href={href} aria-current={id === current ? 'page' : undefined}>{label}</Link>)}
    </nav>
  );
}
