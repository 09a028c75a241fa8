import type { Hanging, Holder, MemberSource, Ports } from '#access';
import { PURPOSES } from '#consent';
import type { Route } from '#platform/http';
import { sql, type Tx } from '#platform/db';
import { notify } from '#work';
import { policy } from './policy.ts';

// What administration of access needs of modules above it. Wiring only: each question is one statement over published views.

const hangsOn = (tx: Tx, userId: number): Promise<Hanging[]> => tx.rows<Hanging>(sql`
  select kind, count from (
    select 1 as place, 'task' as kind, count(*) as count from work.v_task where owner_id = ${userId}::integer and state in ('requested', 'accepted', 'in_progress', 'on_hold')
    union all
    select 2, 'case', count(*) from work.v_case where owner_id = ${userId}::integer and state <> 'closed'
    union all
    select 3, 'hand_over', count(*) from work.v_hand_over where to_user_id = ${userId}::integer and state = 'requested'
    union all
    select 4, 'visit', count(*) from field.v_visit where user_id = ${userId}::integer and state in ('proposed', 'planned') and starts_at > ${tx.now}::timestamptz
    union all
    select 5, 'customer', count(*) from customers.v_owner where user_id = ${userId}::integer
    union all
    select 6, 'territory', count(*) from field.v_territory where user_id = ${userId}::integer
    union all
    select 7, 'report', count(*) from access.v_person where manager_id = ${userId}::integer and state = 'active'
    union all
    select 8, 'team', count(*) from access.team where lead_id = ${userId}::integer and state = 'active') h
   where count > 0
   order by place`);

/** The records by which a customer is a person's own work, as field keeps membership: assigned, owned, visited, or an organisation above one of hers. */
const whyMember = (tx: Tx, { userId, customerId }: { readonly userId: number; readonly customerId: number }): Promise<MemberSource[]> => tx.rows<MemberSource>(sql`
  select kind, label, record, since, count from (
    select 1 as place, 'territory' as kind, t.name as label, t.code as record, a.valid_from as since, 1 as count
      from field.v_assignment a join field.v_territory t using (territory_id)
     where a.customer_id = ${customerId}::bigint and t.user_id = ${userId}::integer and a.valid_from <= ${tx.now}::timestamptz::date and (a.valid_to is null or a.valid_to > ${tx.now}::timestamptz::date)
    union all
    select 2, 'owner', o.function, null, null, 1 from customers.v_owner o where o.customer_id = ${customerId}::bigint and o.user_id = ${userId}::integer
    union all
    (select 3, 'visit', v.state, v.visit_id::text, v.starts_at::date, count(*) over ()
       from field.v_visit v where v.customer_id = ${customerId}::bigint and v.user_id = ${userId}::integer and v.state in ('proposed', 'planned', 'done')
      order by v.starts_at desc limit 1)
    union all
    (select 4, 'organisation', c.name, 'C' || c.customer_id, f.valid_from, count(*) over ()
       from customers.v_affiliation f
       join access.membership m on m.customer_id = f.customer_id and m.user_id = ${userId}::integer
       join customers.v_customer c on c.customer_id = f.customer_id
      where f.to_customer_id = ${customerId}::bigint and f.role in ('practises_at', 'part_of', 'in_network', 'plan_of', 'employed_by')
        and f.valid_from <= ${tx.now}::timestamptz::date and (f.valid_to is null or f.valid_to > ${tx.now}::timestamptz::date)
      order by c.sort_name, c.customer_id limit 1)
    union all
    (select 5, 'payer', c.name, 'C' || c.customer_id, null, count(*) over ()
       from market_access.v_plan l
       join access.membership m on m.customer_id = l.customer_id and m.user_id = ${userId}::integer
       join customers.v_customer c on c.customer_id = l.customer_id
      where l.payer_customer_id = ${customerId}::bigint
      order by c.sort_name, c.customer_id limit 1)) s
   order by place`);

/** Whose work a customer is now. */
const holdersOf = (tx: Tx, customerId: number): Promise<Holder[]> => tx.rows<Holder>(sql`
  select kind, user_id, name, label from (
    select 'territory' as kind, t.user_id, p.name, t.name as label
      from field.v_assignment a join field.v_territory t using (territory_id) left join access.v_person p on p.user_id = t.user_id
     where a.customer_id = ${customerId}::bigint and a.valid_from <= ${tx.now}::timestamptz::date and (a.valid_to is null or a.valid_to > ${tx.now}::timestamptz::date)
    union all
    select 'owner', o.user_id, p.name, o.function from customers.v_owner o join access.v_person p using (user_id) where o.customer_id = ${customerId}::bigint) h
   order by kind desc, label`);

/** The answers of modules above for `#access`; the routes are asked for when all are known. */
export const accessPorts = (routes: () => readonly Route[]): Ports => ({ policy, routes, purposes: PURPOSES, hangsOn, whyMember, holdersOf, notify });
