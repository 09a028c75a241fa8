import { CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FindField, useTyped } from '../../ui/find-field.tsx';
import { colleaguesQuery } from './access.ts';
import { messages } from './messages.ts';

const words = messages.person;

export type Chosen = { readonly userId: number; readonly name: string };
type PersonFieldProps = {
  readonly label: string; readonly name: string | null; readonly onChoose: (person: Chosen) => void; readonly onClear?: (() => void) | undefined; readonly without?: readonly number[]; readonly error?: string | undefined; readonly description?: string; readonly id?: string;
};

/** Finds an active colleague by a part of the name. */
export function PersonField({ label, name, onChoose, onClear, without = [], error, description, id }: PersonFieldProps) {
  const typed = useTyped();
  const found = useQuery({ ...colleaguesQuery(typed.asked), enabled: typed.typed !== undefined });
  const rows = found.data?.rows.filter(({ userId }) => !without.includes(userId));
  const choose = (value: string) => {
    const person = rows?.find(({ userId }) => String(userId) === value);
    if (person) onChoose({ userId: person.userId, name: person.name });
  };
  return (
    <FindField of={typed} id={id} label={label} description={description} placeholder={words.typeName} error={error} name={name ?? undefined} looking={words.finding} none={words.nobody} onChoose={choose}
      options={rows?.map((row) => ({ value: String(row.userId), label: row.name, note: row.roleTitle }))} rightSection={onClear && name ? <CloseButton size="sm" aria-label={`${label}: ${words.clear}`} onClick={onClear} /> : undefined} />
  );
}
