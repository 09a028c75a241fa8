import { Button, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { formatWhen } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { messages } from './messages.ts';
import css from './safety.module.css';
import { productsQuery, receiptsQuery, useSafety, type Receipt } from './safety.ts';

const EMPTY = { kind: 'adverse_event', productId: null as string | null, channel: 'phone', awareAt: '', narrative: '', patient: '' };

/** The form with which anybody reports; one field is owed, the words. */
export function IntakeForm() {
  const [form, setForm] = useState(EMPTY);
  const products = useQuery(productsQuery()).data?.rows ?? [];
  const report = useSafety<Receipt>();
  const set = (patch: Partial<typeof EMPTY>) => setForm({ ...form, ...patch });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { productId, awareAt, ...rest } = form;
    report.mutate({ path: '/reports', body: { ...rest, ...(productId ? { productId: Number(productId) } : {}), ...(awareAt ? { awareAt: new Date(awareAt).toISOString() } : {}) } }, {
      onSuccess: (receipt) => {
        setForm(EMPTY);
        toast(messages.sent(receipt.receipt, formatWhen(receipt.dueAt)));
      },
    });
  };
  return (
    <Sheet tone="harm" label={messages.intake}>
      <form className={css.form} onSubmit={submit}>
        {report.error && <Problem error={report.error} kept />}
        <Radio.Group label={messages.kind} value={form.kind} onChange={(kind) => set({ kind })}>
          <Stack gap="xs" mt="xs">{(Object.keys(messages.kinds) as (keyof typeof messages.kinds)[]).map((kind) => <Radio key={kind} value={kind} label={messages.kinds[kind]} description={messages.kindHints[kind]} />)}</Stack>
        </Radio.Group>
        <Textarea id="narrative" label={messages.narrative} description={messages.narrativeHint} required withAsterisk={false} autosize minRows={4} maxLength={20_000} value={form.narrative} onChange={(event) => set({ narrative: event.currentTarget.value })} />
        <div className={css.pair}>
          <Select label={messages.product} clearable data={products.map((one) => ({ value: String(one.productId), label: one.name }))} value={form.productId} onChange={(productId) => set({ productId })} />
          <Select label={messages.channel} allowDeselect={false} data={Object.entries(messages.channels).map(([value, label]) => ({ value, label }))} value={form.channel} onChange={(channel) => set({ channel: channel ?? 'other' })} />
          <TextInput id="patient" label={messages.patient} maxLength={500} value={form.patient} onChange={(event) => set({ patient: event.currentTarget.value })} />
          <TextInput id="awareAt" type="datetime-local" label={messages.aware} description={messages.awareHint} value={form.awareAt} onChange={(event) => set({ awareAt: event.currentTarget.value })} error={report.error && 'code' in report.error && report.error.code === 'safety.aware_in_future' ? report.error.message : undefined} />
        </div>
        <div><Button type="submit" variant="filled" color="harm" disabled={!form.narrative.trim()} aria-busy={report.isPending}>{messages.send}</Button></div>
      </form>
    </Sheet>
  );
}

/** What the reader reported: numbers and clocks, never words. */
export function Receipts() {
  const receipts = useQuery(receiptsQuery());
  return (
    <Sheet title={messages.receipts} aside={messages.receiptsAside}>
      {receipts.isError && <Problem error={receipts.error} onRetry={() => void receipts.refetch()} />}
      {receipts.data?.rows.length === 0 && <p className="t-quiet">{messages.noReceipts}</p>}
      <dl className={css.facts}>{receipts.data?.rows.map((one) => [<dt key={`${one.receipt}t`} className="t-mono">{one.receipt}</dt>, <dd key={`${one.receipt}d`}>{messages.kinds[one.kind]}, {formatWhen(one.recordedAt)}</dd>])}</dl>
    </Sheet>
  );
}
