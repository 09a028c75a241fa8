import { useSuspenseQuery } from '@tanstack/react-query';
import { useUrlState } from '../../app/url-state.ts';
import { productsQuery, type Product, type Shown } from './market-access.ts';

const SHOWN: readonly Shown[] = ['all', 'tier2', 'restricted', 'upcoming', 'not_covered'];

export type Choice = { readonly product: Product | undefined; readonly products: readonly Product[]; readonly mine: boolean; readonly show: Shown; readonly asOf: string | undefined; readonly panel: string | undefined; readonly payer: string | undefined };

/** Product, accounts and filter of the page, from the URL; the first product and my own accounts where it says nothing. */
export function useChoice(defaults: { readonly mine: boolean }) {
  const [search, set, hrefWith] = useUrlState<'product' | 'mine' | 'show' | 'asOf' | 'panel' | 'payer'>();
  const { data } = useSuspenseQuery(productsQuery());
  const product = data.rows.find((one) => one.code === search.product) ?? data.rows[0];
  const mine = search.mine === undefined ? defaults.mine : search.mine === 'true';
  const show = SHOWN.find((one) => one === search.show) ?? 'all';
  const choice: Choice = { product, products: data.rows, mine, show, asOf: search.asOf, panel: search.panel, payer: search.payer };
  return { choice, set, hrefWith };
}
