import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { patch, type Body } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Notice } from '../../ui/refusal.tsx';
import { toast } from '../../ui/toast.tsx';
import { customerQuery, isPerson, type Customer } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

const words = messages.record;
type Field = keyof typeof words.fields;
type Changes = Body<'/api/customers/{customerId}', 'patch'>['changes'];

const fieldsOf = (customer: Customer): readonly Field[] => [...(isPerson(customer.kind) ? ['givenName', 'familyName', 'credential'] as const : ['name'] as const), 'specialtyName', 'line1', 'city', 'state', 'postalCode'];
/** What the form shows of the record: the street is that of the practice in force. */
const valueOf = (customer: Customer, field: Field): string => (field === 'line1' ? customer.addresses.find((one) => one.inForce && one.type === 'practice')?.line1 ?? '' : customer[field] ?? '');

/** A steward's correction. Where somebody else was quicker, both values are shown and nothing is dropped. */
export function CorrectDialog({ customer: opened, onClose }: { readonly customer: Customer; readonly onClose: () => void }) {
  const client = useQueryClient();
  const [base, setBase] = useState(opened);
  const [values, setValues] = useState<Partial<Record<Field, string>>>({});
  const [reason, setReason] = useState('');
  const changed = Object.entries(values).filter(([field, value]) => value !== valueOf(opened, field as Field));
  const save = useMutation({
    mutationFn: () => patch('/api/customers/{customerId}', { path: { customerId: base.customerId }, body: { version: base.version, reason: reason.trim(), changes: Object.fromEntries(changed) as Changes } }),
    onSuccess: async () => {
      toast(words.corrected);
      onClose();
      await client.invalidateQueries({ queryKey: ['customers.customer'] });
    },
    onError: async (error) => {
      if (error instanceof ProblemError && error.problem.code === 'request.conflict') setBase(await client.fetchQuery({ ...customerQuery(base.customerId), staleTime: 0 }));
    },
  });
  const conflict = base.version !== opened.version;
  return (
    <Dialog wide title={words.correctTitle(opened.name)} onClose={onClose} foot={<div className={css.foot}><Button variant="subtle" onClick={onClose}>{messages.log.cancel}</Button><Button variant="filled" loading={save.isPending} disabled={changed.length === 0 || reason.trim().length < 3} onClick={() => save.mutate()}>{words.saveCorrection}</Button></div>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (changed.length && reason.trim().length >= 3) save.mutate(); }}>
        {conflict && save.isError ? <Notice title={words.theirs(base.version)} /> : save.error ? <Problem error={save.error} kept /> : null}
        <div className={css.pair}>
          {fieldsOf(opened).map((field, place) => (
            <TextInput key={field} id={field} label={words.fields[field]} error={save.error instanceof ProblemError ? save.error.fieldMessage(field) : undefined} value={values[field] ?? valueOf(opened, field)} onChange={(event) => setValues({ ...values, [field]: event.currentTarget.value })} {...(place === 0 ? { 'data-autofocus': true } : {})}
              description={valueOf(base, field) !== valueOf(opened, field) ? words.now(valueOf(base, field)) : field === 'line1' ? words.moves : undefined} maxLength={field === 'state' ? 2 : 200} />
          ))}
        </div>
        <Textarea label={words.reason} description={words.reasonNote} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required maxLength={500} autosize minRows={2} />
      </form>
    </Dialog>
  );
}
