import { sql, type Tx } from '#platform/db';

/** A customer and the organisations above her: practice, network, plan, payer. */
export const membershipFor = (tx: Tx, customerId: number) => tx.rows<{ customerId: number }>(sql`
  with recursive upward as (
    select ${customerId}::bigint as customer_id
    union
    select f.to_customer_id
      from upward u join customers.v_affiliation f on f.customer_id = u.customer_id and f.role in ('practises_at', 'part_of', 'in_network', 'plan_of', 'employed_by', 'admits_to')
     where f.valid_from <= ${tx.now}::timestamptz::date and (f.valid_to is null or f.valid_to > ${tx.now}::timestamptz::date))
  select customer_id from upward
  union
  select p.payer_customer_id from upward u join market_access.v_plan p on p.customer_id = u.customer_id`);
