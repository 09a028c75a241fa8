import { IconChartBar, IconClock, IconMessageCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { formatDate } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { isClosed, preferencesQuery, type Customer } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

const words = messages.cares;

const saidIn = (wish: { kind: string; channel: string | null; detail: string; productName: string | null }): string => {
  const what = [messages.wishes[wish.kind], wish.kind.endsWith('_channel') ? messages.channels[wish.channel ?? ''] : '', wish.kind === 'visit_requested' && wish.productName ? `about ${wish.productName}` : ''].filter(Boolean).join(' ');
  return [what, wish.detail].filter(Boolean).join(': ');
};

/** What she said she cares about stands above what she showed, each with its evidence; then who answers for her. */
export function CaresCard({ customer }: { readonly customer: Customer }) {
  const found = useQuery(preferencesQuery(customer.customerId));
  if (isClosed(found.error)) return null;
  const data = found.data;
  const showed = data?.showed.filter((one) => one.rate !== null && one.touches > 0).sort((a, b) => (b.rate ?? 0) - (a.rate ?? 0)) ?? [];
  return (
    <Sheet title={words.title(messages.she[customer.pronoun] ?? 'they')}>
      {found.error ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : !data ? <Skeleton lines={4} /> : (
        data.said.length === 0 && showed.length === 0 ? <p className="t-quiet">{words.none}</p> : <ul className={css.cares}>
          {data.said.map((wish) => (
            <li key={wish.wishId}>{wish.kind === 'time' ? <IconClock size={16} stroke={1.6} aria-hidden="true" /> : <IconMessageCircle size={16} stroke={1.6} aria-hidden="true" />}<span>{saidIn(wish)}</span><p>{words.said(formatDate(wish.saidAt, 'short'))}</p></li>
          ))}
          {showed.map((one) => (
            <li key={one.channel}><IconChartBar size={16} stroke={1.6} aria-hidden="true" /><span>{words.showed(messages.channels[one.channel] ?? one.channel)}</span><p>{words.rate(one.answered, one.touches, data.windowDays)}</p></li>
          ))}
        </ul>
      )}
      {customer.owners.length > 0 && <p className={css.owners}>{customer.owners.map((owner) => `${messages.functions[owner.function] ?? owner.function}: ${owner.name}`).join('. ')}.</p>}
    </Sheet>
  );
}
