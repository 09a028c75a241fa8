import { useQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import { ChannelShape } from '../../ui/channel-shape.tsx';
import { Empty } from '../../ui/empty.tsx';
import { formatInstant, formatWhen } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import css from './medical.module.css';
import { interactionsQuery } from './medical.ts';
import { messages } from './messages.ts';

/** My conversations with customers, newest first. */
export function MyConversations() {
  const found = useQuery(interactionsQuery());
  return (
    <Sheet title={messages.interactions} aside={messages.allMine} flush>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : !found.data ? <Skeleton row /> : found.data.rows.length === 0 ? <Empty>{messages.emptyInteractions}</Empty>
        : (
          <ul className={css.rows}>
            {found.data.rows.map((row) => (
              <li key={row.interactionId}>
                <time dateTime={row.occurredAt} title={formatInstant(row.occurredAt)}>{formatWhen(row.occurredAt)}</time>
                <div><CustomerLink plain of={row.customerId}><b>{row.customerName}</b></CustomerLink><p>{[row.headline, row.productName, row.topic, row.minutes ? messages.minutes(row.minutes) : ''].filter(Boolean).join(' · ')}</p></div>
                <ChannelShape of={row.channel} color="var(--t-fn-medical)" />
              </li>
            ))}
          </ul>
        )}
    </Sheet>
  );
}
