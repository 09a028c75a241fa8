import { fromCursor, toPage } from '#platform/http';
import { Problem } from '#platform/problem';
import { sql, type Tx } from '#platform/db';

export type Question = { readonly planId: number; readonly productId: number; readonly on: string; readonly limit: number; readonly cursor?: string };
type Prescriber = {
  readonly customerId: number; readonly name: string; readonly sortName: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly state: string | null;
  readonly practices: readonly string[]; readonly itself: boolean; readonly reason: 'not_active' | 'licence_ended' | null;
};
type Position = {
  readonly planName: string; readonly payerId: number; readonly payerName: string; readonly productName: string; readonly status: string; readonly tier: number | null; readonly restrictions: readonly string[];
  readonly effectiveFrom: string | null; readonly source: string | null;
};

/** Where a product stands on a plan on a day. */
async function positionOn(tx: Tx, { planId, productId, on }: Question): Promise<Position> {
  const found = await tx.maybe<Position>(sql`
    select c.name as plan_name, p.payer_customer_id as payer_id, y.name as payer_name, d.name as product_name, coalesce(s.status, 'not_recorded') as status, s.tier, coalesce(s.restrictions, '{}') as restrictions,
           s.effective_from, s.source
      from market_access.plan p
      join customers.v_customer c on c.customer_id = p.customer_id
      join customers.v_customer y on y.customer_id = p.payer_customer_id
      join products.v_product d on d.product_id = ${productId}::integer
      left join market_access.position s
        on s.customer_id = p.customer_id and s.product_id = d.product_id and s.effective_from <= ${on}::date and (s.effective_to is null or s.effective_to > ${on}::date)
     where p.customer_id = ${planId}::bigint`);
  if (!found) throw new Problem('request.not_found');
  return found;
}

/**
 * Who can prescribe a product under a plan on a day: prescribers who were in the plan's network then, by themselves or through a practice, with what keeps one
 * of them from it. Networks, practices and the position are as they stood on that day; licence and status as they are on file now.
 */
export async function listPrescribers(tx: Tx, question: Question) {
  const { planId, on, limit, cursor } = question;
  const position = await positionOn(tx, question);
  const key = fromCursor(cursor, 2);
  const rows = await tx.rows<Prescriber>(sql`
    with member as (
      select n.customer_id, bool_or(n.practice_id is null) as itself, array_remove(array_agg(distinct o.name), null) as practices
        from customers.v_network n left join customers.v_customer o on o.customer_id = n.practice_id
       where n.plan_customer_id = ${planId}::bigint and n.valid_from <= ${on}::date and (n.valid_to is null or n.valid_to > ${on}::date)
       group by n.customer_id)
    select c.customer_id, c.name, c.sort_name, c.credential, c.specialty_name, c.city, c.state, m.practices, m.itself,
           case when c.status <> 'active' then 'not_active' when c.licence_valid_until < ${on}::date then 'licence_ended' end as reason
      from member m join customers.v_customer c on c.customer_id = m.customer_id
     where c.kind = 'hcp' and ${key ? sql`(c.sort_name, c.customer_id) > (${key[0]}::text collate "C", ${key[1]}::bigint)` : sql`true`}
     order by c.sort_name, c.customer_id
     limit ${limit + 1}::integer`);
  return { position, ...toPage(rows, limit, (row) => [row.sortName, row.customerId]) };
}
