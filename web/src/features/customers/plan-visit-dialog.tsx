import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { formatHerTime, formatWhen } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { planVisit, suggestedTimeQuery, type Customer } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

const words = messages.plan;

/** An instant as the field for date and time takes it, in the reader's own zone. */
const localInput = (instant: string): string => {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** Plans a visit: the first time that fits her wishes and one's own days, or another. */
export function PlanVisitDialog({ customer, taskId, productId, onClose }: { readonly customer: Customer; readonly taskId?: number | undefined; readonly productId: number | undefined; readonly onClose: () => void }) {
  const [chosen, setChosen] = useState<string>();
  const client = useQueryClient();
  const suggested = useQuery(suggestedTimeQuery(customer.customerId));
  const startsAt = suggested.data?.startsAt ?? null;
  const value = chosen ?? (startsAt ? localInput(startsAt) : '');
  const instant = value ? new Date(value).toISOString() : null;
  const save = useMutation({
    mutationFn: () => planVisit({ customerId: customer.customerId, startsAt: instant ?? '', taskId, productId }),
    onSuccess: async () => {
      toast(words.saved(instant ? formatWhen(instant) : ''));
      onClose();
      await Promise.all(['interactions.interaction', 'work.task', 'field'].map((topic) => client.invalidateQueries({ queryKey: [topic] })));
    },
  });
  return (
    <Dialog title={words.title(customer.name)} onClose={onClose} foot={<div className={css.foot}><Button variant="subtle" onClick={onClose}>{words.cancel}</Button><Button variant="filled" disabled={!instant} loading={save.isPending} onClick={() => save.mutate()}>{words.save}</Button></div>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (instant) save.mutate(); }}>
        {save.error ? <Problem error={save.error} kept /> : null}
        {suggested.isSuccess && <p>{startsAt ? words.suggested(`${formatWhen(startsAt)}, ${formatHerTime(startsAt, customer.timeZone)}`) : words.noTime}</p>}
        <TextInput type="datetime-local" label={words.when} description={`${words.yourTime}${instant ? `; ${words.herTime(formatHerTime(instant, customer.timeZone))}` : ''}`} value={value} onChange={(event) => setChosen(event.currentTarget.value)} required data-autofocus />
      </form>
    </Dialog>
  );
}
