import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../app/session.ts';
import { FindField, useTyped } from '../../ui/find-field.tsx';
import { customersQuery, LEAST_SEARCH } from './access.ts';
import { messages } from './messages.ts';

const words = messages.why;

/** Our number, with or without its letter: who does not see a customer can still name her by it. */
const numberIn = (text: string): string | undefined => /^c?(\d{1,15})$/i.exec(text.trim())?.[1];

/** Finds a customer by name, NPI or number; a number can be asked about whether or not one sees whose it is. */
export function CustomerField({ name, onChoose }: { readonly name: string | undefined; readonly onChoose: (customerId: string) => void }) {
  const typed = useTyped();
  const all = useMay('access:explain_others');
  const lists = useMay('customers:read');
  const isAsked = typed.asked.length >= LEAST_SEARCH;
  const found = useQuery({ ...customersQuery(typed.asked, all), enabled: (all || lists) && isAsked });
  const rows = (isAsked ? found.data?.rows : undefined)?.map((row) => ({ value: String(row.customerId), label: row.name, note: [row.specialtyName, row.city].filter(Boolean).join(', ') }));
  const number = numberIn(typed.typed ?? '');
  const byNumber = number !== undefined && !rows?.some(({ value }) => value === number) ? [{ value: number, label: words.asNumber(`C${number}`) }] : undefined;
  return (
    <FindField of={typed} label={words.customer} placeholder={words.customerHint} name={name} least={LEAST_SEARCH} looking={messages.person.finding} none={words.nobody} onChoose={onChoose}
      options={byNumber ? [...(rows ?? []), ...byNumber] : rows} />
  );
}
