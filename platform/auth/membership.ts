import { audit } from '#platform/audit';
import { sql, type Sql, type Tx } from '#platform/db';

/** Moves customers in and out of a person's own work; takes effect with the commit, for every policy at once. */
export async function setMembership(tx: Tx, userId: number, { add = [], remove = [] }: { readonly add?: readonly number[]; readonly remove?: readonly number[] }): Promise<void> {
  const removed = await tx.run(sql`delete from access.membership where user_id = ${userId}::integer and customer_id = any(${remove}::bigint[])`);
  const added = await tx.run(sql`
    insert into access.membership (customer_id, user_id) select c, ${userId}::integer from unnest(${add}::bigint[]) c
    on conflict do nothing`);
  await audit(tx, { action: 'access.set_membership', resource: 'access.membership', recordId: userId, rows: added + removed, after: { added, removed } });
}

/** Makes the membership of these people exactly what the select yields (customer_id, user_id), in one statement. */
export async function keepMembership(tx: Tx, userIds: readonly number[], select: Sql): Promise<{ added: number; removed: number }> {
  const moved = await tx.one<{ added: number; removed: number }>(sql`
    with wanted as materialized (select distinct customer_id, user_id from (${select}) s),
    removed as (
      delete from access.membership m
       where m.user_id = any(${userIds}::integer[]) and not exists (select from wanted w where w.user_id = m.user_id and w.customer_id = m.customer_id)
      returning 1),
    added as (
      insert into access.membership (customer_id, user_id) select customer_id, user_id from wanted
      on conflict do nothing returning 1)
    select (select count(*) from added) as added, (select count(*) from removed) as removed`);
  await audit(tx, { action: 'access.keep_membership', resource: 'access.membership', rows: moved.added + moved.removed, after: { userIds, ...moved } });
  return moved;
}
