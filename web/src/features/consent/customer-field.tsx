import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { customerSearchQuery } from './consent.ts';
import { messages } from './messages.ts';

export type CustomerFieldProps = { readonly name: string | undefined; readonly onChoose: (customerId: string) => void };

const WAIT_MS = 180; // between two keys of a quick typist

/** Finds a customer by name, NPI or number, among those the reader may see. */
export function CustomerField({ name, onChoose }: CustomerFieldProps) {
  const [typed, setTyped] = useState<string>();
  const [asked] = useDebouncedValue(typed ?? '', WAIT_MS);
  const found = useQuery(customerSearchQuery(asked));
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const rows = asked.trim().length >= 2 ? found.data?.rows : undefined;
  const choose = (id: string) => {
    onChoose(id);
    setTyped(undefined);
    box.closeDropdown();
  };
  return (
    <Combobox store={box} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.Target>
        <TextInput label={messages.fields.customer} placeholder={messages.fields.customerHint} value={typed ?? name ?? ''} onFocus={(event) => event.currentTarget.select()} onBlur={() => { box.closeDropdown(); setTyped(undefined); }}
          onChange={(event) => { setTyped(event.currentTarget.value); box.openDropdown(); box.updateSelectedOptionIndex(); }} />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === undefined || asked.trim().length < 2}>
        <Combobox.Options>
          {rows?.map((row) => <Combobox.Option key={row.customerId} value={String(row.customerId)}>{row.name} <span className="t-quiet">{[row.specialtyName, row.city].filter(Boolean).join(', ')}</span></Combobox.Option>)}
          {rows === undefined && <Combobox.Empty>{messages.searching}</Combobox.Empty>}
          {rows?.length === 0 && <Combobox.Empty>{messages.nobody}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
