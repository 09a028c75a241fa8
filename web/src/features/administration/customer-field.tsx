import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../app/session.ts';
import { customersQuery } from './access.ts';
import { messages } from './messages.ts';

const words = messages.why;
const WAIT_MS = 180; // between two keys of a quick typist

/** Our number, with or without its letter: who does not see a customer can still name her by it. */
const numberIn = (text: string): string | undefined => /^c?(\d{1,15})$/i.exec(text.trim())?.[1];

/** Finds a customer by name, NPI or number; a number can be asked about whether or not one sees whose it is. */
export function CustomerField({ name, onChoose }: { readonly name: string | undefined; readonly onChoose: (customerId: string) => void }) {
  const [typed, setTyped] = useState<string>();
  const [asked] = useDebouncedValue(typed ?? '', WAIT_MS);
  const all = useMay('access:explain_others');
  const lists = useMay('customers:read');
  const found = useQuery({ ...customersQuery(asked, all), enabled: (all || lists) && asked.trim().length >= 2 });
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const rows = asked.trim().length >= 2 ? found.data?.rows : undefined;
  const number = numberIn(typed ?? '');
  const byNumber = number !== undefined && !rows?.some(({ customerId }) => String(customerId) === number) ? number : undefined;
  const choose = (id: string) => {
    onChoose(id);
    setTyped(undefined);
    box.closeDropdown();
  };
  return (
    <Combobox store={box} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.Target>
        <TextInput label={words.customer} placeholder={words.customerHint} value={typed ?? name ?? ''} onFocus={(event) => event.currentTarget.select()} onBlur={() => { box.closeDropdown(); setTyped(undefined); }}
          onChange={(event) => { setTyped(event.currentTarget.value); box.openDropdown(); box.updateSelectedOptionIndex(); }} />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === undefined || (asked.trim().length < 2 && !byNumber)}>
        <Combobox.Options>
          {rows?.map((row) => <Combobox.Option key={row.customerId} value={String(row.customerId)}>{row.name} <span className="t-quiet">{[row.specialtyName, row.city].filter(Boolean).join(', ')}</span></Combobox.Option>)}
          {byNumber && <Combobox.Option value={byNumber}>{words.asNumber(`C${byNumber}`)}</Combobox.Option>}
          {!byNumber && rows === undefined && <Combobox.Empty>{messages.person.finding}</Combobox.Empty>}
          {!byNumber && rows?.length === 0 && <Combobox.Empty>{words.nobody}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
