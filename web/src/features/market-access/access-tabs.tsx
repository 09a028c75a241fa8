import { paths } from '../../app/paths.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { messages } from './messages.ts';

/** The pages within market access. */
export function AccessTabs({ at }: { readonly at: keyof typeof messages.tabs }) {
  const hrefs = { formulary: paths.marketAccess(), payers: paths.payers(), prescribers: paths.prescribers() } as const;
  return <Tabs label={messages.place} at={at} tabs={(Object.keys(hrefs) as (keyof typeof hrefs)[]).map((id) => ({ id, href: hrefs[id], label: messages.tabs[id] }))} />;
}
