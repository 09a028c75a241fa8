import { paths } from '../../app/paths.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { messages } from './messages.ts';

/** The pages within Privacy. */
export const PrivacyTabs = ({ at }: { readonly at: 'requests' | 'holds' | 'data' }) => (
  <Tabs label={messages.tabs.label} at={at} tabs={[
    { id: 'requests', label: messages.tabs.requests, href: paths.privacy() }, { id: 'holds', label: messages.tabs.holds, href: paths.privacyHolds() }, { id: 'data', label: messages.tabs.data, href: paths.privacyData() },
  ]} />
);
