import { sql, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Product, ProductId } from './types.ts';

const COLUMNS = sql`product_id, code, name, indication, therapeutic_area, is_own, launched_on`;

/** Every product, ours first and the newest of them on top; a company's list is short enough to be one page. */
export const listProducts = (tx: Tx, { ownOnly = false }: { ownOnly?: boolean } = {}): Promise<Product[]> => tx.rows<Product>(sql`
  select ${COLUMNS} from products.product
   where is_own or not ${ownOnly}::boolean
   order by is_own desc, launched_on desc nulls last, name`);

/** The product, or request.not_found. */
export async function getProduct(tx: Tx, productId: ProductId): Promise<Product> {
  const product = await tx.maybe<Product>(sql`select ${COLUMNS} from products.product where product_id = ${productId}::integer`);
  if (!product) throw new Problem('request.not_found');
  return product;
}
