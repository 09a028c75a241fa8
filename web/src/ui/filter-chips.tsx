import type { ReactNode } from 'react';
import css from './filter-chips.module.css';

type FilterOption<Value extends string> = { readonly value: Value; readonly label: ReactNode; readonly count?: string };
export type FilterChipsProps<Value extends string> = {
  readonly label: string;
  readonly options: readonly FilterOption<Value>[];
  readonly value: Value | readonly Value[] | undefined;
  readonly onChange: (value: Value) => void;
};

// A state is written small in a row and large on a chip; both come from one list of words.
const sentenceCase = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

/** Filters as chips: the chosen one in ink. Give `value` a list when several may be chosen; the page keeps it in the URL. */
export function FilterChips<Value extends string>({ label, options, value, onChange }: FilterChipsProps<Value>) {
  const isOn = (one: Value): boolean => (Array.isArray(value) ? value.includes(one) : value === one);
  return (
    <div role="group" aria-label={label} className={css.chips}>
      {options.map((option) => (
        <button key={option.value} type="button" className={css.chip} aria-pressed={isOn(option.value)} onClick={() => onChange(option.value)}>
          {typeof option.label === 'string' ? sentenceCase(option.label) : option.label}{option.count && <span className={css.count}>{option.count}</span>}
        </button>
      ))}
    </div>
  );
}
