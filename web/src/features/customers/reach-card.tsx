import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DAY_MS, formatDate, formatHerTime } from '../../ui/format.ts';
import { MayWeReach, type ReachRow } from '../../ui/may-we-reach.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { isClosed, reachQuery, type Customer } from './customers.ts';
import { messages } from './messages.ts';

type Product = { readonly productId: number; readonly code: string; readonly name: string };
type ReachProps = { readonly customer: Customer; readonly products: readonly Product[]; readonly product: Product | undefined; readonly onProduct: (code: string) => void };
const words = messages.reach;

// "consent.decision:47608" is consent C-47608; what a missing record is about needs no number.
function recordOf(record: string | null): ReachRow['record'] {
  const [kind, id] = (record ?? '').split(':');
  if (kind === 'consent.decision') return { label: `C‑${id}.` };
  return kind === 'consent.rule' ? { label: `Rule ${id}.` } : kind === 'consent.restriction' ? { label: `R‑${id}.` } : undefined;
}

// Quiet hours are hers, and end where she is.
function herTimeOf(instant: string, timeZone: string): string {
  const isSoon = new Date(instant).getTime() - Date.now() < DAY_MS;
  return `${formatHerTime(instant, timeZone)}${isSoon ? '' : `, ${formatDate(instant, 'short')}`}`;
}

/** May we reach her about a product, channel by channel, with the record that decides and what could change it. */
export function ReachCard({ customer, products, product, onProduct }: ReachProps) {
  const reach = useQuery({ ...reachQuery(customer.customerId, product?.productId), enabled: products.length > 0 });
  if (isClosed(reach.error)) return null;
  const rows = reach.data?.channels.map((row) => ({
    channel: row.channel, label: words.channels[row.channel] ?? row.channel, allowed: row.allowed, because: [row.sentence, row.notBefore ? words.from(herTimeOf(row.notBefore, customer.timeZone)) : ''].filter(Boolean).join(' '), record: recordOf(row.record), remedy: row.remedy ?? undefined,
  }));
  const touches = reach.data?.touches;
  const about = products.length > 1
    ? <Select size="xs" w={130} aria-label={words.about('')} data={products.map((one) => ({ value: one.code, label: one.name }))} value={product?.code ?? null} onChange={(code) => code && onProduct(code)} allowDeselect={false} />
    : product && words.about(product.name);
  return (
    <Sheet title={words.title(messages.her[customer.pronoun] ?? 'them')} aside={about}>
      {reach.error ? <Problem error={reach.error} onRetry={() => void reach.refetch()} /> : rows ? <MayWeReach rows={rows} foot={touches && <>{words.touches(touches.windowDays)}<b>{words.of(touches.used, touches.cap)}</b></>} /> : <Skeleton lines={6} what={words.waiting} />}
    </Sheet>
  );
}
