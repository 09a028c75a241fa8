import { messages } from '../features/administration/messages.ts';
import { Tabs } from '../ui/tabs.tsx';
import { paths } from './paths.ts';
import { useMay } from './session.ts';

type TabId = keyof typeof messages.tabs;

const TABS: readonly { readonly id: TabId; readonly href: string; readonly everybody?: boolean; readonly may?: string }[] = [
  { id: 'people', href: paths.people() }, { id: 'teams', href: paths.teams() }, { id: 'roles', href: paths.roles() }, { id: 'territories', href: paths.salesTerritories(), may: 'access:territories' }, { id: 'why', href: paths.whoSees(), everybody: true },
  { id: 'signIn', href: paths.signInRules() }, { id: 'breakGlass', href: paths.breakGlass(), everybody: true }, { id: 'reviews', href: paths.accessReviews(), everybody: true }, { id: 'words', href: paths.words() }, { id: 'exports', href: paths.exports() },
];

/** The pages of administration that the reader may open. */
export function AdministrationTabs({ at }: { readonly at: TabId }) {
  const all = useMay('access:people');
  const territories = useMay('access:territories');
  return <Tabs label={messages.place} at={at} tabs={TABS.filter(({ everybody, may }) => all || everybody || (may && territories)).map(({ id, href }) => ({ id, href, label: messages.tabs[id] }))} />;
}
