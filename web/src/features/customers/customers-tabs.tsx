import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { messages } from './messages.ts';

type Tab = keyof typeof messages.tabs;

/** The pages within customers; import only for who may import. */
export function CustomersTabs({ at }: { readonly at: Tab }) {
  const [mayRead, mayImport] = [useMay('customers:read'), useMay('customers:import')];
  const hrefs: readonly (readonly [Tab, string])[] = [
    ...(mayRead ? [['find', paths.customers()], ['organisations', paths.organisations()]] as const : []), ...(mayImport ? [['imports', paths.imports()]] as const : []),
  ];
  return <Tabs label={messages.place} at={at} tabs={hrefs.map(([id, href]) => ({ id, href, label: messages.tabs[id] }))} />;
}
