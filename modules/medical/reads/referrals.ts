import { sql, type Tx } from '#platform/db';

export type Receiver = { readonly customerId: number; readonly customerName: string; readonly toUserId: number | null; readonly toName: string | null; readonly fromName: string; readonly productName: string | null };

/** Who of sales answers for each of these customers, and the names that will be read. */
export const listReceivers = (tx: Tx, { customerIds, productId }: { customerIds: readonly number[]; productId: number | null }) => tx.rows<Receiver>(sql`
  select c.customer_id, c.name as customer_name, w.user_id as to_user_id, w.name as to_name, m.name as from_name,
         (select p.name from products.v_product p where p.product_id = ${productId}::integer) as product_name
    from customers.v_customer c
    join access.v_person m on m.user_id = ${tx.actor.userId}::integer
    left join customers.v_owner o on o.customer_id = c.customer_id and o.function = 'sales'
    left join access.v_person w on w.user_id = o.user_id and w.state = 'active'
   where c.customer_id = any(${customerIds}::bigint[])
   order by c.sort_name, c.customer_id`);
