import { FilterChips } from '../../ui/filter-chips.tsx';
import css from './insight.module.css';
import { WEEKS } from './insight.ts';
import { messages } from './messages.ts';
import { productValue, type Product, type useScope } from './use-scope.ts';

type ScopeToolsProps = Pick<ReturnType<typeof useScope>, 'set' | 'products' | 'product' | 'scope'> & { readonly withAll?: boolean; readonly withWeeks?: boolean };

/** Product and weeks, kept in the URL. */
export function ScopeTools({ set, products, product, scope, withAll = true, withWeeks = true }: ScopeToolsProps) {
  const options = products.map((one: Product) => ({ value: one.code, label: one.name }));
  return (
    <div className={css.tools}>
      <FilterChips label={messages.product} value={productValue(product)} onChange={(code) => set({ product: code, account: undefined }, 'replace')} options={withAll ? [...options, { value: 'all', label: messages.allProducts }] : options} />
      {withWeeks && <FilterChips label={messages.period} value={String(scope.weeks)} onChange={(weeks) => set({ weeks }, 'replace')} options={WEEKS.map((value) => ({ value: value as string, label: messages.weeks(value) }))} />}
    </div>
  );
}
