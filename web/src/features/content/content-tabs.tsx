import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { messages } from './messages.ts';

/** The pages within Content; review is there for those who sign. */
export function ContentTabs({ at }: { readonly at: 'library' | 'review' }) {
  const signs = useMay('content:sign');
  if (!signs) return null;
  return <Tabs label={messages.tabs.label} at={at} tabs={[{ id: 'library', label: messages.tabs.library, href: paths.content() }, { id: 'review', label: messages.tabs.review, href: paths.reviews() }]} />;
}
