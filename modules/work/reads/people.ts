import { sql, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Presence } from '../types.ts';

export type Colleague = { readonly userId: number; readonly name: string; readonly role: string; readonly function: string; readonly timeZone: string };

/** Active people by id or role. */
export const findReceivers = (tx: Tx, userIds: readonly number[], roles: readonly string[]): Promise<Colleague[]> => tx.rows(sql`
  select user_id, name, role, function, time_zone from access.v_person
   where state = 'active' and (user_id = any(${userIds}::integer[]) or role = any(${roles}::text[]))`);

export const findPerson = (tx: Tx, userId: number): Promise<Colleague | undefined> => tx.maybe(sql`
  select user_id, name, role, function, time_zone from access.v_person where user_id = ${userId}::integer and state = 'active'`);

/** The person who acts; a use case for people is refused to the system. */
export async function getMe(tx: Tx): Promise<Colleague> {
  const me = tx.actor.userId === null ? undefined : await findPerson(tx, tx.actor.userId);
  if (!me) throw new Problem('request.not_allowed');
  return me;
}

/** Colleagues to whom a task of this function can be handed. */
export const listColleagues = (tx: Tx, fn: string): Promise<Colleague[]> => tx.rows(sql`
  select user_id, name, role, function, time_zone from access.v_person where state = 'active' and function = ${fn} order by name limit 200`);

/** Who answers for her, or for an organisation where she practises, in a function. Her own owner comes first. */
export const findOwners = async (tx: Tx, customerId: number, fn: string): Promise<number[]> => (await tx.rows<{ userId: number }>(sql`
  select o.user_id from customers.v_owner o
   where o.function = ${fn} and (o.customer_id = ${customerId}::bigint or o.customer_id in (
         select a.to_customer_id from customers.v_affiliation a
          where a.customer_id = ${customerId}::bigint and a.role = 'practises_at' and (a.valid_to is null or a.valid_to >= ${tx.now}::timestamptz::date)))
   order by o.customer_id <> ${customerId}::bigint`)).map((row) => row.userId);

export const findProductName = async (tx: Tx, productId: number): Promise<string | null> =>
  (await tx.maybe<{ name: string }>(sql`select name from products.v_product where product_id = ${productId}::integer`))?.name ?? null;

export const findZones = (tx: Tx, customerIds: readonly number[]): Promise<{ customerId: number; timeZone: string }[]> => tx.rows(sql`
  select customer_id, time_zone from customers.v_customer where customer_id = any(${customerIds}::bigint[])`);

const AHEAD = '3 hours'; // as far as a desk that hands over by phone looks

/** Who is there now, and when busy within the next three hours. Away until somebody says otherwise. */
export const listPresence = (tx: Tx, who: { userIds?: readonly number[]; function?: string }): Promise<Presence[]> => tx.rows(sql`
  select p.user_id, p.name, p.function, x.until, x.changed_at,
         case when x.state is null or x.until <= ${tx.now}::timestamptz then 'away' else x.state end as state,
         coalesce((select jsonb_agg(jsonb_build_object('from', b.starts_at, 'to', b.ends_at) order by b.starts_at)
                     from work.busy b
                    where b.user_id = p.user_id and b.ends_at > ${tx.now}::timestamptz and b.starts_at < ${tx.now}::timestamptz + ${AHEAD}::interval), '[]') as busy
    from access.v_person p left join work.presence x on x.user_id = p.user_id
   where p.state = 'active' and (${who.userIds ?? null}::integer[] is null or p.user_id = any(${who.userIds ?? null}::integer[]))
     and (${who.function ?? null}::text is null or p.function = ${who.function ?? null})
   order by p.name
   limit 500`);
