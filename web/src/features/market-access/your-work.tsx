import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import css from './market-access.module.css';
import { inboxQuery } from './market-access.ts';
import { messages } from './messages.ts';

const MOST = 7; // more is a list of its own, in Work

/** What waits for me, soonest first. */
export function YourWork() {
  const inbox = useQuery(inboxQuery());
  const items = inbox.data && [...inbox.data.buckets.now, ...inbox.data.buckets.today, ...inbox.data.buckets.later].slice(0, MOST);
  return (
    <Sheet title={messages.work} aside={<Link href={paths.work()}>{messages.allWork}</Link>} flush>
      {inbox.isError ? <Problem error={inbox.error} onRetry={() => void inbox.refetch()} /> : !items ? <Skeleton row /> : items.length === 0 ? <Empty>{messages.emptyWork}</Empty>
        : (
          <ul className={css.rows}>
            {items.map((item) => (
              <li key={`${item.kind}${item.id}`} style={{ gridTemplateColumns: '1fr auto' }}>
                <div><Link plain href={paths.work({ panel: `${item.kind}-${item.id}` })}><b>{item.title}</b></Link>{item.customerName && <p>{item.customerName}</p>}</div>
                {item.dueAt && <ClockChip due={item.dueAt} plain />}
              </li>
            ))}
          </ul>
        )}
    </Sheet>
  );
}
