import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Link } from '../../ui/link.tsx';
import css from './content.module.css';
import { messages } from './messages.ts';

/** The pages within Content; review is there for those who sign. */
export function ContentTabs({ at }: { readonly at: 'library' | 'review' }) {
  const signs = useMay('content:sign');
  if (!signs) return null;
  return (
    <nav aria-label={messages.tabs.label} className={css.tabs}>
      <Link plain href={paths.content()} aria-current={at === 'library' ? 'page' : undefined}>{messages.tabs.library}</Link>
      <Link plain href={paths.reviews()} aria-current={at === 'review' ? 'page' : undefined}>{messages.tabs.review}</Link>
    </nav>
  );
}
