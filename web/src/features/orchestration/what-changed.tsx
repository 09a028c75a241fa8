import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatInstant, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { messages } from './messages.ts';
import css from './orchestration.module.css';

const words = messages.marketing;
const newsQuery = () => queryOptions({ queryKey: ['work.notification', 'home'], queryFn: ({ signal }) => get('/api/work/notifications', { query: { limit: 6 }, signal }) });

/** The newest notices of the reader, each with the way to what it tells of. */
export function WhatChanged() {
  const { data, error, refetch } = useQuery(newsQuery());
  return (
    <Sheet title={words.changed} flush foot={<Link href={paths.notices()}>{words.allNotices}</Link>}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : !data ? <Skeleton row /> : data.rows.length === 0 ? <Empty>{words.noNews}</Empty> : (
        <ul className={css.news}>
          {data.rows.map((one) => (
            <li key={one.notificationId}>
              <time dateTime={one.createdAt} title={formatInstant(one.createdAt)}>{formatWhen(one.createdAt)}</time>
              <div>{one.link ? <Link plain className={css.link} href={one.link}><b>{one.headline}</b></Link> : <b>{one.headline}</b>}{one.detail && <p>{one.detail}</p>}</div>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
