import { Combobox, TextInput, useCombobox, type TextInputProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

const REST_MS = 180; // between two keys of a quick typist

/** What is being typed into a find field, and what to ask for once the typing rests. */
export function useTyped() {
  const [typed, setTyped] = useState<string>();
  const [asked] = useDebouncedValue(typed ?? '', REST_MS);
  return { typed, setTyped, asked: asked.trim() };
}

type FindFieldProps = Pick<TextInputProps, 'id' | 'label' | 'description' | 'placeholder' | 'error' | 'rightSection'> & {
  readonly of: ReturnType<typeof useTyped>; readonly name: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string; readonly note?: string }[] | undefined;
  readonly least?: number; readonly looking: string; readonly none: string; readonly onChoose: (value: string) => void;
};

/** One of many, found by typing; `options` undefined means that they are being looked up, `least` letters are asked for. */
export function FindField({ of: { typed, setTyped, asked }, name, options, least = 0, looking, none, onChoose, ...input }: FindFieldProps) {
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const leave = () => {
    box.closeDropdown();
    setTyped(undefined);
  };
  return (
    <Combobox store={box} onOptionSubmit={(value) => { onChoose(value); leave(); }} withinPortal={false}>
      <Combobox.Target>
        <TextInput {...input} value={typed ?? name ?? ''} onFocus={(event) => event.currentTarget.select()} onBlur={leave}
          onChange={(event) => { setTyped(event.currentTarget.value); box.openDropdown(); box.updateSelectedOptionIndex(); }} />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === undefined || (options === undefined && asked.length < least)}>
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }}>
          {options?.map(({ value, label, note }) => <Combobox.Option key={value} value={value}>{label} <span className="t-quiet">{note}</span></Combobox.Option>)}
          {options === undefined && <Combobox.Empty>{looking}</Combobox.Empty>}
          {options?.length === 0 && <Combobox.Empty>{none}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
