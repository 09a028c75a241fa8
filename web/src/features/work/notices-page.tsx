import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatAgo, formatInstant } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { messages } from './messages.ts';
import { useFollowWork } from './use-follow.ts';
import { WorkTabs } from './work-tabs.tsx';
import css from './work.module.css';
import { noticesQuery, useWork, type Notice } from './work.ts';

/** What I asked to hear, newest first; it never holds duties. */
export default function NoticesPage() {
  useFollowWork();
  const router = useRouter();
  const [search, , hrefWith] = useUrlState<'cursor'>();
  const notices = useQuery(noticesQuery({ cursor: search.cursor }));
  const work = useWork();
  const rows = notices.data?.rows ?? [];
  const unread = rows.filter((notice) => !notice.readAt);
  const open = (notice: Notice) => {
    if (!notice.readAt) work.mutate({ path: '/notifications/read', body: { notificationIds: [notice.notificationId] } });
    if (notice.link) router.history.push(notice.link);
  };
  const actions = <Button variant="outline" disabled={unread.length === 0} onClick={() => work.mutate({ path: '/notifications/read' })}>{messages.readAll}</Button>;
  return (
    <Page title={notices.data ? messages.noticesTitle(unread.length) : messages.tabs.notices} place={[{ label: messages.place, href: paths.work() }, { label: messages.tabs.notices }]} actions={actions}>
      <WorkTabs at="notices" />
      <Sheet flush label={messages.tabs.notices} foot={notices.data?.nextCursor ? <Link href={hrefWith({ cursor: notices.data.nextCursor })}>{messages.filters.all}</Link> : undefined}>
        {notices.isError && <Problem error={notices.error} onRetry={() => void notices.refetch()} />}
        {notices.isPending && <Skeleton lines={5} row />}
        {notices.data && rows.length === 0 && <Empty>{messages.noNotices}</Empty>}
        {rows.map((notice) => (
          <button key={notice.notificationId} type="button" className={css.notice} onClick={() => open(notice)}>
            <span className={notice.readAt ? undefined : css.dot} aria-hidden="true" />
            <span>{!notice.readAt && <span className="t-hidden">new: </span>}<b>{notice.headline}</b>{(notice.customerName ?? notice.detail) && <span className={css.why}> · {[notice.customerName, notice.detail].filter(Boolean).join(' · ')}</span>}</span>
            <time className="t-quiet" dateTime={notice.createdAt} title={formatInstant(notice.createdAt)}>{formatAgo(notice.createdAt)}</time>
          </button>
        ))}
      </Sheet>
    </Page>
  );
}
