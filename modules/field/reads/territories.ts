import { sql, type Sql, type Tx } from '#platform/db';

export type TerritoryRow = { readonly territoryId: number; readonly code: string; readonly name: string; readonly userId: number | null; readonly userName: string | null; readonly customers: number; readonly perDay: number | null; readonly planned: number };

/** Territories with who holds them, how many customers lie in them, and how much of the coming week is booked. */
export const listTerritories = (tx: Tx) => tx.rows<TerritoryRow>(sql`
  select t.territory_id, t.code, t.name, t.user_id, p.name as user_name, k.per_day,
         (select count(*) from field.assignment a where a.territory_id = t.territory_id and a.valid_from <= ${tx.now}::timestamptz::date and (a.valid_to is null or a.valid_to > ${tx.now}::timestamptz::date)) as customers,
         (select count(*) from field.visit v where v.user_id = t.user_id and v.state = 'planned' and v.starts_at >= ${tx.now}::timestamptz and v.starts_at < ${tx.now}::timestamptz + interval '7 days') as planned
    from field.territory t
    left join access.v_person p on p.user_id = t.user_id
    left join work.v_capacity k on k.user_id = t.user_id and k.channel = 'visit'
   order by t.name, t.territory_id
   limit 500`);

export const findTerritory = (tx: Tx, territoryId: number) => tx.maybe<{ territoryId: number; userId: number | null }>(sql`
  select territory_id, user_id from field.territory where territory_id = ${territoryId}::integer`);

/**
 * Whose work which customers are: those of her territories, those that she owns, those whom she is to visit, and the organisations above them –
 * practice, network, plan, payer.
 */
export const membersOf = (tx: Tx, userIds: readonly number[]): Sql => sql`
  with recursive upward as (
    select a.customer_id, t.user_id
      from field.territory t join field.assignment a on a.territory_id = t.territory_id
     where t.user_id = any(${userIds}::integer[]) and a.valid_from <= ${tx.now}::timestamptz::date and (a.valid_to is null or a.valid_to > ${tx.now}::timestamptz::date)
    union
    select o.customer_id, o.user_id from customers.v_owner o where o.function = 'sales' and o.user_id = any(${userIds}::integer[])
    union
    select v.customer_id, v.user_id from field.visit v where v.user_id = any(${userIds}::integer[]) and v.state in ('proposed', 'planned', 'done')
    union
    select f.to_customer_id, u.user_id
      from upward u join customers.v_affiliation f on f.customer_id = u.customer_id and f.role in ('practises_at', 'part_of', 'in_network', 'plan_of', 'employed_by')
     where f.valid_from <= ${tx.now}::timestamptz::date and (f.valid_to is null or f.valid_to > ${tx.now}::timestamptz::date))
  select customer_id, user_id from upward
  union
  select p.payer_customer_id, u.user_id from upward u join market_access.v_plan p on p.customer_id = u.customer_id`;
