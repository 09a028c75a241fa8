import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { formatDate, formatTime } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { CHANNELS, customerQuery, FUNCTIONS, productsQuery, PURPOSES, reachQuery, recordName, type ConsentSearch, type Reach } from './consent.ts';
import css from './consent.module.css';
import { CustomerField } from './customer-field.tsx';
import { messages } from './messages.ts';

export type TryItProps = { readonly search: ConsentSearch; readonly onChange: (patch: ConsentSearch) => void };

const { fields } = messages;

/** A record that has a page of its own. */
const hrefOf = (record: string): string | undefined =>
  (record.startsWith('customers.customer:') ? paths.customer({ customerId: record.slice('customers.customer:'.length) }) : undefined);

function Answer({ row }: { readonly row: Reach['channels'][number] }) {
  const channel = messages.channels[row.channel] ?? row.channel;
  if (!row.allowed) return <Refusal what={messages.refused(channel)} why={row.sentence} record={row.record ? { label: recordName(row.record), href: hrefOf(row.record) } : undefined} remedy={row.remedy ?? undefined} />;
  return (
    <div className={css.allowed}>
      <StateChip state="allowed">{messages.allowed(channel)}</StateChip>
      {row.notBefore && <span className="t-quiet">{messages.notBefore(`${formatDate(row.notBefore, 'short')}, ${formatTime(row.notBefore)}`)}</span>}
    </div>
  );
}

function Answers({ search }: { readonly search: ConsentSearch }) {
  const reach = useQuery(reachQuery(search));
  if (!search.customer) return <p className="t-quiet">{messages.choose}</p>;
  if (reach.isError) return <Problem error={reach.error} onRetry={() => void reach.refetch()} />;
  if (!reach.data) return <Skeleton lines={4} what={messages.asking} />;
  const { channels, touches } = reach.data;
  return (
    <div className={css.answers} aria-live="polite">
      {channels.filter((row) => !search.channel || row.channel === search.channel).map((row) => <Answer key={row.channel} row={row} />)}
      {touches && <p className="t-quiet">{messages.touches(touches.used, touches.cap, touches.windowDays)}</p>}
    </div>
  );
}

/** One question to the gate: this customer, by this channel, for this purpose, about this product, now. */
export function TryIt({ search, onChange }: TryItProps) {
  const customer = useQuery(customerQuery(search.customer ?? '')).data;
  const products = useQuery(productsQuery()).data?.rows ?? [];
  const known = search.customer ? customer?.name : undefined;
  return (
    <Sheet title={messages.tryIt} aside={known && search.customer ? <Link href={paths.customer({ customerId: search.customer })}>{known}</Link> : undefined}>
      <p className={css.lead}>{messages.tryLead}</p>
      <div className={css.form}>
        <CustomerField key={search.customer} name={known} onChoose={(id) => onChange({ customer: id, cursor: undefined })} />
        <Select label={fields.channel} placeholder={fields.everyChannel} clearable value={search.channel ?? null} onChange={(value) => onChange({ channel: value ?? undefined })} data={CHANNELS.map((value) => ({ value, label: messages.channels[value] ?? value }))} />
        <Select label={fields.who} placeholder={fields.whoHint} clearable value={search.who ?? null} onChange={(value) => onChange({ who: value ?? undefined })} data={FUNCTIONS.map((value) => ({ value, label: messages.functions[value] ?? value }))} />
        <Select label={fields.purpose} allowDeselect={false} value={search.purpose ?? 'promotion'} onChange={(value) => onChange({ purpose: value === 'promotion' ? undefined : value ?? undefined })} data={PURPOSES.map((value) => ({ value, label: messages.purposes[value] ?? value }))} />
        <Select label={fields.product} placeholder={fields.noProduct} clearable value={search.product ?? null} onChange={(value) => onChange({ product: value ?? undefined })} data={products.map((product) => ({ value: String(product.productId), label: product.name }))} />
      </div>
      <Answers search={search} />
    </Sheet>
  );
}
