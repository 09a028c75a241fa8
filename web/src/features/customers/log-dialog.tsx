import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { productsQuery, useSave, type Customer } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

const words = messages.log;
type Kind = keyof typeof words.kinds;
const CHANNEL: Readonly<Record<Kind, string>> = { visit: 'visit', call: 'phone', call_missed: 'phone', meeting: 'visit', note: 'none' };

/** Writes down a visit, call or note of one's own. */
export function LogDialog({ customer, onClose }: { readonly customer: Customer; readonly onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('call');
  const [headline, setHeadline] = useState('');
  const [body, setBody] = useState('');
  const [minutes, setMinutes] = useState<number | string>('');
  const [productId, setProductId] = useState<string | null>(null);
  const products = useQuery(productsQuery());
  const save = useSave<object>('/interactions', () => { toast(words.saved); onClose(); });
  const submit = () => save.mutate({
    customerId: customer.customerId, kind, channel: CHANNEL[kind], headline: headline.trim(), ...(body.trim() ? { body: body.trim() } : {}), ...(minutes === '' ? {} : { minutes: Number(minutes) }), ...(productId ? { productId: Number(productId) } : {}),
  });
  const problem = save.error instanceof ProblemError ? save.error : undefined;
  return (
    <Dialog title={words.title(customer.name)} onClose={onClose} foot={<div className={css.foot}><Button variant="subtle" onClick={onClose}>{words.cancel}</Button><Button variant="filled" onClick={submit} loading={save.isPending} disabled={headline.trim().length < 3}>{words.save}</Button></div>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); submit(); }}>
        {save.error ? <Problem error={save.error} kept /> : null}
        <Select label={words.kind} data={(Object.keys(words.kinds) as Kind[]).map((value) => ({ value, label: words.kinds[value] }))} value={kind} onChange={(value) => value && setKind(value as Kind)} allowDeselect={false} />
        <TextInput id="headline" label={words.headline} description={words.headlineNote} value={headline} onChange={(event) => setHeadline(event.currentTarget.value)} maxLength={200} required data-autofocus error={problem?.fieldMessage('headline')} />
        <Textarea label={words.body} description={words.bodyNote} value={body} onChange={(event) => setBody(event.currentTarget.value)} maxLength={4000} autosize minRows={3} />
        <div className={css.pair}>
          {kind !== 'note' && <NumberInput label={words.minutes} value={minutes} onChange={setMinutes} min={0} max={1440} />}
          <Select label={words.product} placeholder={words.noProduct} data={products.data?.rows.map((one) => ({ value: String(one.productId), label: one.name })) ?? []} value={productId} onChange={setProductId} clearable />
        </div>
      </form>
    </Dialog>
  );
}
