import { useSuspenseQuery } from '@tanstack/react-query';
import { useUrlState } from '../../app/url-state.ts';
import { productsQuery, WEEKS } from './insight.ts';

export type Product = { readonly productId: number; readonly code: string; readonly name: string };
export type ScopeKey = 'product' | 'weeks' | 'account' | 'all';
const ALL = 'all';

/** Product and weeks of the page, from the URL; the first own product and twelve weeks where it says nothing. */
export function useScope() {
  const [search, set, hrefWith] = useUrlState<ScopeKey>();
  const { data } = useSuspenseQuery(productsQuery());
  const products: readonly Product[] = [...data.rows].sort((a, b) => a.productId - b.productId); // the first one that the company had comes first
  const product = search.product === ALL ? undefined : products.find((one) => one.code === search.product) ?? products[0];
  const weeks = Number(WEEKS.find((one) => one === search.weeks) ?? '12');
  return { search, set, hrefWith, products, product, scope: { productId: product?.productId, weeks } };
}

export const productValue = (product: Product | undefined): string => product?.code ?? ALL;
