import { audit } from '#platform/audit';
import { sql, type Tx } from '#platform/db';
import type { NewProduct, ProductId } from './types.ts';

/** Adds products, or corrects those whose code is known; returns their ids in the order given. */
export async function recordProducts(tx: Tx, products: readonly NewProduct[]): Promise<ProductId[]> {
  const given = products.map((product) => ({
    code: product.code.trim().toUpperCase(), name: product.name, indication: product.indication ?? '', therapeutic_area: product.therapeuticArea ?? '',
    is_own: product.isOwn ?? true, launched_on: product.launchedOn ?? null,
  }));
  const changed = await tx.run(sql`
    insert into products.product as p (code, name, indication, therapeutic_area, is_own, launched_on)
    select code, name, indication, therapeutic_area, is_own, launched_on
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
           as g(code text, name text, indication text, therapeutic_area text, is_own boolean, launched_on date)
    on conflict (code) do update
       set name = excluded.name, indication = excluded.indication, therapeutic_area = excluded.therapeutic_area, is_own = excluded.is_own, launched_on = excluded.launched_on
     where (p.name, p.indication, p.therapeutic_area, p.is_own, p.launched_on)
           is distinct from (excluded.name, excluded.indication, excluded.therapeutic_area, excluded.is_own, excluded.launched_on)`);
  await audit(tx, { action: 'products.record', resource: 'products.product', rows: changed, after: { codes: given.map(({ code }) => code) } });
  const rows = await tx.rows<{ code: string; productId: number }>(sql`
    select code, product_id from products.product where code = any(${given.map(({ code }) => code)}::text[])`);
  const byCode = new Map(rows.map(({ code, productId }) => [code, productId]));
  return given.map(({ code }) => byCode.get(code) as ProductId);
}
