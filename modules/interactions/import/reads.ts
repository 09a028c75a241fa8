import { sql, type Tx } from '#platform/db';
import type { TouchFunction } from '../types.ts';
import type { Doer, Touch } from './touches.ts';

export type Doing = { readonly doers: ReadonlyMap<string, Doer>; readonly products: readonly { readonly key: string; readonly productId: number; readonly name: string }[] };

/** Who of ours the other system's users are, and what their work is. */
export async function findDoers(tx: Tx, source: string, keys: readonly string[]): Promise<ReadonlyMap<string, Doer>> {
  const rows = await tx.rows<{ sourceKey: string; personId: number | null; function: string | null }>(sql`
    select s.source_key, s.user_id as person_id, s.function from customers.v_source_person s where s.source = ${source} and s.source_key = any(${[...new Set(keys)]}::text[])`);
  return new Map(rows.map(({ sourceKey, personId, function: work }) => [sourceKey, { personId, function: work === 'operations' ? 'sales' : work as TouchFunction | null }]));
}

/** Products of the other system that are ours, the longest name first, so that “Glidim Duo” is not taken for “Glidim”. */
export const findSourceProducts = (tx: Tx, source: string) => tx.rows<{ key: string; productId: number; name: string }>(sql`
  select coalesce(s.source_key, '') as key, p.product_id, p.name
    from products.v_product p left join products.v_source_product s on s.product_id = p.product_id and s.source = ${source} order by length(p.name) desc, p.product_id`);

export type Imported = { readonly customerId: number; readonly sourceKey: string; readonly digest: string; readonly touches: readonly { id: number; at: string }[] };

export const findImported = (tx: Tx, source: string, keys: readonly string[]): Promise<Imported[]> => tx.rows<Imported>(sql`
  select i.customer_id, i.source_key, i.digest, i.touches
    from unnest(${keys}::text[]) as g(key) join interactions.imported i on i.source = ${source} and i.source_key = g.key`);

export type LoadedCall = { readonly customerId: number; readonly country: string; readonly interactionId: number; readonly at: string; readonly function: TouchFunction; readonly personId: number | null; readonly hasWords: boolean };

/** The calls that were loaded under these keys, in their order. */
export async function findCalls(tx: Tx, source: string, keys: readonly string[]): Promise<(LoadedCall | undefined)[]> {
  const rows = await tx.rows<{ sourceKey: string; customerId: number; country: string; id: number; touch: Touch }>(sql`
    select distinct i.source_key, i.customer_id, c.country, (i.touches -> 0 ->> 'id')::bigint as id, i.record -> 'touches' -> 0 as touch
      from unnest(${keys}::text[]) as g(key) join interactions.imported i on i.source = ${source} and i.source_key = g.key
      join customers.v_customer c on c.customer_id = i.customer_id`);
  const byKey = new Map(rows.map(({ sourceKey, customerId, country, id, touch }) => [sourceKey, { customerId, country, interactionId: id, at: touch.at, function: touch.function, personId: touch.personId, hasWords: touch.data !== undefined }]));
  return keys.map((key) => byKey.get(key));
}

/** What a run wrote, a stretch of customers at a time. */
export const listRun = (tx: Tx, { importId, after, most }: { importId: number; after: number; most: number }) => tx.rows<{ customerId: number; source: string; sourceKey: string; touches: { id: number; at: string }[]; was: { record: { touches: Touch[]; causedBy?: number }; digest: string; importId: number } | null }>(sql`
  select i.customer_id, i.source, i.source_key, i.touches, i.was
    from interactions.imported i
   where i.import_id = ${importId}::bigint
     and i.customer_id in (select distinct n.customer_id from interactions.imported n where n.import_id = ${importId}::bigint and n.customer_id > ${after}::bigint order by n.customer_id limit ${most}::integer)`);
