import { sql, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';

/** Fails like an unknown customer when the reader may not see this one. */
export async function assertVisible(tx: Tx, customerId: number): Promise<void> {
  const found = await tx.maybe(sql`select customer_id from customers.v_customer where customer_id = ${customerId}::bigint`);
  if (!found) throw new Problem('request.not_found');
}

/** A colleague's function. */
export async function functionOf(tx: Tx, userId: number | null): Promise<string | undefined> {
  return (await tx.maybe<{ function: string }>(sql`select function from access.v_person where user_id = ${userId}::integer`))?.function;
}
