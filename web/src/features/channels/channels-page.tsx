import { useMay } from '../../app/session.ts';
import MailboxPage from './mailbox-page.tsx';
import OutboxPage from './outbox-page.tsx';

/** Channels opens on the outbox, and for roles that do not watch delivery on the mailbox. */
export default function ChannelsPage() {
  return useMay('channels:read') ? <OutboxPage /> : <MailboxPage />;
}
