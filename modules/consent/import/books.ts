import { sql, type Tx } from '#platform/db';

/** Products of the other system that are ours. */
export async function findSourceProducts(tx: Tx, source: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<{ sourceKey: string; productId: number }>(sql`select s.source_key, s.product_id from products.v_source_product s where s.source = ${source}`);
  return new Map(rows.map(({ sourceKey, productId }) => [sourceKey, productId]));
}

export const findImported = (tx: Tx, source: string, keys: readonly string[]): Promise<{ sourceKey: string; digest: string }[]> => tx.rows(sql`
  select i.source_key, i.digest from unnest(${keys}::text[]) as g(key) join consent.imported i on i.source = ${source} and i.source_key = g.key`);

type Book = { readonly customerId: number; readonly key: string; readonly digest: string; readonly decisionIds: readonly number[] };
export const keepBooks = (tx: Tx, { source, importId, rows }: { source: string; importId: number; rows: readonly Book[] }) => tx.run(sql`
  insert into consent.imported as i (customer_id, source, source_key, digest, decision_ids, import_id)
  select r.customer_id, ${source}, r.source_key, r.digest, array(select jsonb_array_elements_text(r.decision_ids)::bigint), ${importId}::bigint
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ customerId, key, digest, decisionIds }) => ({ customer_id: customerId, source_key: key, digest, decision_ids: decisionIds })))}::jsonb)
         as r(customer_id bigint, source_key text, digest text, decision_ids jsonb)
  on conflict (customer_id, source, source_key) do update set digest = excluded.digest, decision_ids = excluded.decision_ids, import_id = excluded.import_id`);

/** Who of them had allowed anything before these decisions: whoever had not has nothing queued that a refusal could stop. */
export async function allowedBefore(tx: Tx, customerIds: readonly number[], without: readonly number[]): Promise<number[]> {
  const rows = await tx.rows<{ customerId: number }>(sql`
    select distinct d.customer_id from unnest(${[...new Set(customerIds)]}::bigint[]) as g(customer_id)
      join consent.decision d on d.customer_id = g.customer_id where d.granted and d.decision_id <> all(${without}::bigint[])`);
  return rows.map((row) => row.customerId);
}

const CUSTOMERS_AT_ONCE = 500;

/** Takes back the permissions that a run brought to the next customers; refusals stay. */
export async function takeBackRun(tx: Tx, importId: number, after: number) {
  const { lastId, seen, removed } = await tx.one<{ lastId: number; seen: number; removed: number }>(sql`
    select t.last_id, t.seen, t.removed from consent.take_back_grants(${importId}::bigint, ${after}::bigint, ${CUSTOMERS_AT_ONCE}::integer) t`);
  return { seen, removed, restored: 0, kept: seen - removed, lastId };
}
