import { FilterChips } from '../../ui/filter-chips.tsx';
import css from './market-access.module.css';
import type { Shown } from './market-access.ts';
import { messages } from './messages.ts';
import type { Choice } from './use-choice.ts';

type ToolsProps = { readonly choice: Choice; readonly set: (patch: Partial<Record<'product' | 'mine' | 'show', string>>, how?: 'push' | 'replace') => void; readonly withShow?: boolean };

/** Product, accounts and filter, kept in the URL. */
export function ChoiceTools({ choice, set, withShow = false }: ToolsProps) {
  return (
    <div className={css.tools}>
      {choice.products.length > 1 && <FilterChips label={messages.product} options={choice.products.map((one) => ({ value: one.code, label: one.name }))} value={choice.product?.code} onChange={(product) => set({ product }, 'replace')} />}
      <FilterChips label={messages.scope} options={(['true', 'false'] as const).map((value) => ({ value, label: messages.scopes[value === 'true' ? 'mine' : 'all'] }))} value={choice.mine ? 'true' : 'false'} onChange={(mine) => set({ mine }, 'replace')} />
      {withShow && <FilterChips<Shown> label={messages.show} options={(Object.keys(messages.shown) as Shown[]).map((value) => ({ value, label: messages.shown[value] }))} value={choice.show} onChange={(show) => set({ show }, 'replace')} />}
    </div>
  );
}
