import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Link } from '../../ui/link.tsx';
import css from './channels.module.css';
import { messages } from './messages.ts';

/** The pages within Channels, as far as the reader's role goes. */
export function ChannelsTabs({ at }: { readonly at: 'outbox' | 'replies' | 'mailbox' }) {
  const shown = { outbox: useMay('channels:read'), replies: useMay('channels:replies'), mailbox: useMay('channels:mailbox') };
  const tabs = [['outbox', paths.outbox()], ['replies', paths.replies()], ['mailbox', paths.mailbox()]] as const;
  return (
    <nav aria-label={messages.tabs.label} className={css.tabs}>
      {tabs.filter(([id]) => shown[id]).map(([id, href]) => <Link key={id} plain href={href} aria-current={at === id ? 'page' : undefined}>{messages.tabs[id]}</Link>)}
    </nav>
  );
}
