import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useUrlState } from '../../app/url-state.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { InboxList } from './inbox-list.tsx';
import { InboxPanel } from './inbox-panel.tsx';
import { messages } from './messages.ts';
import { useFollowWork } from './use-follow.ts';
import { WorkTabs } from './work-tabs.tsx';
import { inboxQuery, type Inbox } from './work.ts';

export const loader = ({ queryClient }: LoadArguments) => queryClient.prefetchQuery(inboxQuery());

function whatComesNext({ buckets }: Inbox): string {
  const next = buckets.later.filter((item) => item.dueAt ?? item.snoozedUntil)[0];
  return next ? messages.emptyNext(next.title.charAt(0).toLowerCase() + next.title.slice(1), formatWhen(next.snoozedUntil ?? next.dueAt ?? '')) : messages.empty;
}

/** Work: one list of what I must do, split by clock. */
export default function InboxPage() {
  useFollowWork();
  const [search, setSearch, hrefWith] = useUrlState<'panel'>();
  const inbox = useQuery(inboxQuery());
  const buckets = inbox.data?.buckets;
  const nothing = buckets && buckets.now.length + buckets.today.length + buckets.later.length + buckets.waiting.length === 0;
  return (
    <Page title={buckets ? messages.inboxTitle(buckets.now.length, buckets.today.length, buckets.later.length) : messages.place} place={[{ label: messages.place }]}>
      <WorkTabs at="inbox" />
      <Sheet flush label={messages.tabs.inbox}>
        {inbox.isError && <Problem error={inbox.error} onRetry={() => void inbox.refetch()} />}
        {inbox.isPending && <Skeleton lines={6} row />}
        {inbox.data && buckets && buckets.now.length + buckets.today.length === 0 && <Empty>{nothing ? messages.empty : whatComesNext(inbox.data)}</Empty>}
        {inbox.data && !nothing && <InboxList inbox={inbox.data} current={search.panel} onChoose={(panel) => setSearch({ panel }, 'replace')} />}
      </Sheet>
      {search.panel && <InboxPanel selected={search.panel} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
