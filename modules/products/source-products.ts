import { sql, type Tx } from '#platform/db';

type Row = { readonly key: string; readonly name: string };
type Load = { readonly source: string; readonly importId: number; readonly rows: readonly Row[] };

/**
 * Says which products of another CRM are which of ours: by name or code, whatever the case. Those that are none of ours come back. The same rows again change
 * nothing.
 */
export async function keepSourceProducts(tx: Tx, { source, importId, rows }: Load): Promise<{ loaded: number; unchanged: number; changed: number; unknown: readonly string[] }> {
  const found = await tx.rows<{ key: string; productId: number }>(sql`
    select distinct on (e.key) e.key, p.product_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(key text, name text)
      join products.product p on lower(e.name) in (lower(p.name), lower(p.code))
     order by e.key, p.product_id`);
  const written = await tx.rows<{ fresh: boolean }>(sql`
    insert into products.source_product as s (source, source_key, product_id, digest, import_id)
    select ${source}, n.key, n.product_id, n.product_id::text, ${importId}::bigint from unnest(${found.map(({ key }) => key)}::text[], ${found.map(({ productId }) => productId)}::integer[]) as n(key, product_id)
    on conflict (source, source_key) do update set product_id = excluded.product_id, digest = excluded.digest, import_id = excluded.import_id where s.product_id <> excluded.product_id
    returning xmax = 0 as fresh`);
  const [known, loaded] = [new Set(found.map(({ key }) => key)), written.filter(({ fresh }) => fresh).length];
  return { loaded, changed: written.length - loaded, unchanged: found.length - written.length, unknown: rows.map(({ key }) => key).filter((key) => !known.has(key)) };
}

/** Forgets what a load said of products. Returns how many. */
export const takeBackSourceProducts = (tx: Tx, importId: number): Promise<number> => tx.run(sql`delete from products.source_product where import_id = ${importId}::bigint`);
