import { sql, type Tx } from '#platform/db';
import { fromCursor, toPage } from '#platform/http';
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

export type ReferenceEntry = { readonly dataset: string; readonly key: string; readonly name: string; readonly detail: Readonly<Record<string, string>>; readonly changedAt: string };
type ListReference = { readonly dataset: string; readonly search?: string | undefined; readonly limit: number; readonly cursor?: string };

/** Lines of one public list whose names hold words that begin so, by name. */
export async function listReference(tx: Tx, { dataset, search = '', limit, cursor }: ListReference) {
  const key = fromCursor(cursor, 2);
  const words = search.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(0, 5).map((word) => `% ${word}%`);
  const rows = await tx.rows<ReferenceEntry>(sql`
    select dataset, key, name, detail, changed_at from products.reference
     where dataset = ${dataset} and search like all (${words}::text[]) and ${key ? sql`(name, key) > (${key[0]}::text, ${key[1]}::text)` : sql`true`}
     order by name, key limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.name, row.key]);
}

/** Which lists were loaded, and how long they are. */
export const listDatasets = (tx: Tx): Promise<{ dataset: string; entries: number; changedAt: string }[]> => tx.rows(sql`
  select dataset, count(*) as entries, max(changed_at) as changed_at from products.reference group by dataset order by dataset`);
