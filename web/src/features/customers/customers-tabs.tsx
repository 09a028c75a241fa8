import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { messages } from './messages.ts';

type Tab = keyof typeof messages.tabs;

/** The pages within customers; import and the steward's desk only for who may. */
export function CustomersTabs({ at }: { readonly at: Tab }) {
  const [mayRead, mayImport, mayMerge] = [useMay('customers:read'), useMay('customers:import'), useMay('customers:merge')];
  const mayAsk = useMay('customers:request');
  const hrefs: readonly (readonly [Tab, string])[] = [
    ...(mayRead ? [['find', paths.customers()], ['organisations', paths.organisations()]] as const : []), ...(mayMerge ? [['steward', paths.stewardQueue()], ['matching', paths.matching()]] as const : []), ...(mayAsk ? [['requests', paths.changeRequests()]] as const : []), ...(mayImport ? [['imports', paths.imports()]] as const : []),
  ];
  return <Tabs label={messages.place} at={at} tabs={hrefs.map(([id, href]) => ({ id, href, label: messages.tabs[id] }))} />;
}
