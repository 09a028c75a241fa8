import { useQuery } from '@tanstack/react-query';
import { FindField, useTyped } from '../../ui/find-field.tsx';
import { customerSearchQuery, LEAST_SEARCH } from './consent.ts';
import { messages } from './messages.ts';

export type CustomerFieldProps = { readonly name: string | undefined; readonly onChoose: (customerId: string) => void };

/** Finds a customer by name, NPI or number, among those the reader may see. */
export function CustomerField({ name, onChoose }: CustomerFieldProps) {
  const typed = useTyped();
  const found = useQuery(customerSearchQuery(typed.asked));
  const rows = typed.asked.length >= LEAST_SEARCH ? found.data?.rows : undefined;
  return (
    <FindField of={typed} label={messages.fields.customer} placeholder={messages.fields.customerHint} name={name} least={LEAST_SEARCH} looking={messages.searching} none={messages.nobody} onChoose={onChoose}
      options={rows?.map((row) => ({ value: String(row.customerId), label: row.name, note: [row.specialtyName, row.city].filter(Boolean).join(', ') }))} />
  );
}
