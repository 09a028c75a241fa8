import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { messages } from './messages.ts';

export type TabId = keyof typeof messages.tabs;

const TABS: readonly { readonly id: TabId; readonly href: string; readonly everybody?: boolean }[] = [
  { id: 'people', href: paths.people() }, { id: 'teams', href: paths.teams() }, { id: 'roles', href: paths.roles() }, { id: 'why', href: paths.whoSees(), everybody: true },
  { id: 'breakGlass', href: paths.breakGlass(), everybody: true }, { id: 'reviews', href: paths.accessReviews(), everybody: true }, { id: 'words', href: paths.words() },
];

/** The pages of administration that the reader may open. */
export function AdministrationTabs({ at }: { readonly at: TabId }) {
  const all = useMay('access:people');
  return <Tabs label={messages.place} at={at} tabs={TABS.filter(({ everybody }) => all || everybody).map(({ id, href }) => ({ id, href, label: messages.tabs[id] }))} />;
}
