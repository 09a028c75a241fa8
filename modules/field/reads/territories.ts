import { sql, type Sql, type Tx } from '#platform/db';

export type TerritoryRow = { readonly territoryId: number; readonly code: string; readonly name: string; readonly userId: number | null; readonly userName: string | null; readonly customers: number; readonly perDay: number | null; readonly planned: number };

const stands = (tx: Tx): Sql => sql`h.valid_from <= ${tx.now}::timestamptz::date and (h.valid_to is null or h.valid_to > ${tx.now}::timestamptz::date)`;

/** Territories with who holds them, how many customers lie in them, and how much of the coming week is booked. */
export const listTerritories = (tx: Tx) => tx.rows<TerritoryRow>(sql`
  select t.territory_id, t.code, t.name, h.user_id, p.name as user_name, k.per_day,
         (select count(*) from access.v_territory_customer c where c.territory_id = t.territory_id) as customers,
         (select count(*) from field.visit v where v.user_id = h.user_id and v.state = 'planned' and v.starts_at >= ${tx.now}::timestamptz and v.starts_at < ${tx.now}::timestamptz + interval '7 days') as planned
    from access.v_territory t
    left join access.v_territory_person h on h.territory_id = t.territory_id and h.role = 'holder' and ${stands(tx)}
    left join access.v_person p on p.user_id = h.user_id
    left join work.v_capacity k on k.user_id = h.user_id and k.channel = 'visit'
   where t.state = 'active' and not exists (select from access.v_territory b where b.parent_id = t.territory_id) -- a region above others is nobody's to visit
   order by t.name, t.territory_id
   limit 500`);

/**
 * Whose work which customers are: those of her territories, those that she owns, those whom she visits, and the organisations above them –
 * practice, network, plan, payer. A visit opens a customer until she is given into other hands.
 */
export const membersOf = (tx: Tx, userIds: readonly number[]): Sql => sql`
  with recursive upward as (
    select c.customer_id, h.user_id
      from access.v_territory_person h join access.v_territory_customer c on c.territory_id = h.territory_id
     where h.user_id = any(${userIds}::integer[]) and h.role <> 'manager' and ${stands(tx)}
    union
    select o.customer_id, o.user_id from customers.v_owner o where o.function = 'sales' and o.user_id = any(${userIds}::integer[])
    union
    select v.customer_id, v.user_id from field.visit v where v.user_id = any(${userIds}::integer[]) and v.state in ('proposed', 'planned', 'done')
       and not exists (select from access.v_territory_move m where m.customer_id = v.customer_id and m.from_user_id = v.user_id and m.to_user_id is distinct from v.user_id and m.moved_at >= v.created_at)
    union
    select f.to_customer_id, u.user_id
      from upward u join customers.v_affiliation f on f.customer_id = u.customer_id and f.role in ('practises_at', 'part_of', 'in_network', 'plan_of', 'employed_by', 'admits_to')
     where f.valid_from <= ${tx.now}::timestamptz::date and (f.valid_to is null or f.valid_to > ${tx.now}::timestamptz::date))
  select customer_id, user_id from upward
  union
  select p.payer_customer_id, u.user_id from upward u join market_access.v_plan p on p.customer_id = u.customer_id`;
