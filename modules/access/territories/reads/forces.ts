import { sql, type LocalDate, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Force } from '../apply.ts';

export type ForceRow = {
  readonly salesForceId: number; readonly name: string; readonly function: string; readonly productIds: number[]; readonly products: string[]; readonly alignedOn: LocalDate | null;
  readonly unplaced: number; readonly contested: number; readonly territories: number; readonly placed: number; readonly drafts: number; readonly version: number;
};

/** Sales forces with how many customers lie in their territories, in none, and between two. */
export const listForces = (tx: Tx): Promise<ForceRow[]> => tx.rows(sql`
  select f.sales_force_id, f.name, f.function, f.product_ids, array(select p.name from products.v_product p where p.product_id = any(f.product_ids) order by p.name) as products, f.aligned_on, f.unplaced, f.contested, f.version,
         (select count(*) from access.territory t where t.sales_force_id = f.sales_force_id and t.state = 'active') as territories,
         (select count(*) from access.territory_customer tc where tc.sales_force_id = f.sales_force_id) as placed,
         (select count(*) from access.alignment a where a.sales_force_id = f.sales_force_id and a.state = 'draft') as drafts
    from access.sales_force f
   order by lower(f.name), f.sales_force_id
   limit 200`);

export async function getForce(tx: Tx, salesForceId: number): Promise<Force> {
  const found = await tx.maybe<Force>(sql`select sales_force_id, function, aligned_on from access.sales_force where sales_force_id = ${salesForceId}::integer`);
  if (!found) throw new Problem('request.not_found');
  return found;
}

/** Sales forces that were not placed today, or whose scheduled change is still to be called applied. */
export const listForcesToPlace = (tx: Tx): Promise<Force[]> => tx.rows(sql`
  select f.sales_force_id, f.function, f.aligned_on from access.sales_force f where f.aligned_on is null or f.aligned_on < ${tx.now}::timestamptz::date
      or exists (select from access.alignment a where a.sales_force_id = f.sales_force_id and a.state = 'scheduled' and a.effective_on <= ${tx.now}::timestamptz::date)
   order by f.sales_force_id`);

/** Changes whose day has come. */
export const listDue = (tx: Tx, salesForceId: number) => tx.rows<{ alignmentId: number; reason: string }>(sql`
  select alignment_id, reason from access.alignment where sales_force_id = ${salesForceId}::integer and state = 'scheduled' and effective_on <= ${tx.now}::timestamptz::date order by effective_on, alignment_id`);
