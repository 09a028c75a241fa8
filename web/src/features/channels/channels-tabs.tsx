import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { messages } from './messages.ts';

/** The pages within Channels, as far as the reader's role goes. */
export function ChannelsTabs({ at }: { readonly at: 'outbox' | 'replies' | 'mailbox' }) {
  const shown = { outbox: useMay('channels:read'), replies: useMay('channels:replies'), mailbox: useMay('channels:mailbox') };
  const tabs = [['outbox', paths.outbox()], ['replies', paths.replies()], ['mailbox', paths.mailbox()]] as const;
  return <Tabs label={messages.tabs.label} at={at} tabs={tabs.filter(([id]) => shown[id]).map(([id, href]) => ({ id, href, label: messages.tabs[id] }))} />;
}
