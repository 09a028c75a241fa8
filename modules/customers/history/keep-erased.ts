import { audit } from '#platform/audit';
import { sql, type Tx } from '#platform/db';
import type { CustomerId } from '../types.ts';
import { holdPlace } from './horizon.ts';

/** Puts an erasure into the order of changes, for every record that the person had. What the records said before is gone already. */
export async function keepErased(tx: Tx, customerId: CustomerId): Promise<void> {
  await holdPlace(tx);
  const rows = await tx.run(sql`
    insert into customers.change (customer_id, at, source, kinds, before)
    select c.customer_id, ${tx.now}::timestamptz, 'privacy', '{erased}', '{}' from customers.customer c where c.customer_id = ${customerId}::bigint or c.merged_into = ${customerId}::bigint`);
  await audit(tx, { action: 'customers.tell-erasure', resource: 'customers.change', customerId, rows });
}
