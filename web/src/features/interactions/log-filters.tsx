import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import css from './interactions.module.css';
import { CHANNELS, FUNCTIONS, periodOf, productsQuery, type LogSearch } from './interactions.ts';
import { messages } from './messages.ts';

export type LogFiltersProps = { readonly search: LogSearch; readonly onChange: (patch: LogSearch) => void };

const words = messages.filters;

/** Period, function, channel and product of the log; all of it lives in the URL. */
export function LogFilters({ search, onChange }: LogFiltersProps) {
  const period = periodOf(search);
  const products = useQuery(productsQuery()).data?.rows ?? [];
  const change = (patch: LogSearch) => onChange({ ...patch, cursor: undefined, panel: undefined });
  return (
    <Sheet label={words.label}>
      <div className={css.fields}>
        <TextInput type="date" label={words.from} value={period.from} max={period.to} onChange={(event) => change({ from: event.currentTarget.value || undefined })} />
        <TextInput type="date" label={words.to} value={period.to} min={period.from} onChange={(event) => change({ to: event.currentTarget.value || undefined })} />
        <Select label={words.function} placeholder={words.every} clearable value={search.function ?? null} onChange={(value) => change({ function: value ?? undefined })} data={FUNCTIONS.map((value) => ({ value, label: messages.functions[value] ?? value }))} />
        <Select label={words.channel} placeholder={words.every} clearable value={search.channel ?? null} onChange={(value) => change({ channel: value ?? undefined })} data={CHANNELS.map((value) => ({ value, label: messages.channels[value] ?? value }))} />
        <Select label={words.product} placeholder={words.everyProduct} clearable value={search.product ?? null} onChange={(value) => change({ product: value ?? undefined })} data={products.map((product) => ({ value: String(product.productId), label: product.name }))} />
      </div>
    </Sheet>
  );
}

/** Whose touches: everybody's, what customers did, or those with the reader. */
export function WhoseChips({ search, onChange }: LogFiltersProps) {
  return (
    <FilterChips label={words.who} value={search.whose ?? 'all'} onChange={(whose) => onChange({ whose: whose === 'all' ? undefined : whose, cursor: undefined, panel: undefined })}
      options={[{ value: 'all', label: words.all }, { value: 'customer', label: words.customer }, { value: 'mine', label: words.mine }]} />
  );
}
