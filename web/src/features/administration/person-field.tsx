import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { colleaguesQuery } from './access.ts';
import { messages } from './messages.ts';

const words = messages.person;
const WAIT_MS = 180; // between two keys of a quick typist

export type Chosen = { readonly userId: number; readonly name: string };
type PersonFieldProps = {
  readonly label: string; readonly name: string | null; readonly onChoose: (person: Chosen) => void; readonly onClear?: (() => void) | undefined; readonly without?: readonly number[]; readonly error?: string | undefined; readonly description?: string; readonly id?: string;
};

/** Finds an active colleague by a part of the name. */
export function PersonField({ label, name, onChoose, onClear, without = [], error, description, id }: PersonFieldProps) {
  const [typed, setTyped] = useState<string>();
  const [asked] = useDebouncedValue(typed ?? '', WAIT_MS);
  const found = useQuery({ ...colleaguesQuery(asked.trim()), enabled: typed !== undefined });
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const rows = found.data?.rows.filter(({ userId }) => !without.includes(userId));
  const choose = (value: string) => {
    const person = rows?.find(({ userId }) => String(userId) === value);
    if (person) onChoose({ userId: person.userId, name: person.name });
    setTyped(undefined);
    box.closeDropdown();
  };
  return (
    <Combobox store={box} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.Target>
        <TextInput id={id} label={label} description={description} placeholder={words.typeName} error={error} value={typed ?? name ?? ''} onFocus={(event) => event.currentTarget.select()} onBlur={() => { box.closeDropdown(); setTyped(undefined); }}
          onChange={(event) => { setTyped(event.currentTarget.value); box.openDropdown(); box.updateSelectedOptionIndex(); }} rightSection={onClear && name ? <CloseButton size="sm" aria-label={`${label}: ${words.clear}`} onClick={onClear} /> : undefined} />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === undefined}>
        <Combobox.Options mah={260} style={{ overflowY: 'auto' }}>
          {rows?.map((row) => <Combobox.Option key={row.userId} value={String(row.userId)}>{row.name} <span className="t-quiet">{row.roleTitle}</span></Combobox.Option>)}
          {rows === undefined && <Combobox.Empty>{words.finding}</Combobox.Empty>}
          {rows?.length === 0 && <Combobox.Empty>{words.nobody}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
