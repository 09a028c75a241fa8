import type { Hanging, Hands, Holder, MemberSource, MovingWork, Ports } from '#access';
import { PURPOSES } from '#consent';
import { refreshMembership } from '#field';
import type { Route } from '#platform/http';
import { sql, type Sql, type Tx } from '#platform/db';
import { notify } from '#work';
import { policy } from './policy.ts';

// What administration of access needs of modules above it. Wiring only: each question is one statement over published views.

const stands = (tx: Tx): Sql => sql`valid_from <= ${tx.now}::timestamptz::date and (valid_to is null or valid_to > ${tx.now}::timestamptz::date)`;

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
    select 6, 'territory', count(*) from access.v_territory_person where user_id = ${userId}::integer and role = 'holder' and ${stands(tx)}
    union all
    select 7, 'report', count(*) from access.v_person where manager_id = ${userId}::integer and state = 'active'
    union all
    select 8, 'team', count(*) from access.team where lead_id = ${userId}::integer and state = 'active') h
   where count > 0
   order by place`);

/** The records by which a customer is a person's own work, as field keeps membership: assigned, owned, visited, or an organisation above one of hers. */
const whyMember = (tx: Tx, { userId, customerId }: { readonly userId: number; readonly customerId: number }): Promise<MemberSource[]> => tx.rows<MemberSource>(sql`
  select kind, label, record, since, count from (
    select 1 as place, 'territory' as kind, t.name as label, t.code as record, c.since_on as since, 1 as count
      from access.v_territory_customer c join access.v_territory t using (territory_id) join access.v_territory_person p using (territory_id)
     where c.customer_id = ${customerId}::bigint and p.user_id = ${userId}::integer and p.role <> 'manager' and ${stands(tx)}
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
      where f.to_customer_id = ${customerId}::bigint and f.role in ('practises_at', 'part_of', 'in_network', 'plan_of', 'employed_by', 'admits_to')
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
    select 'territory' as kind, h.user_id, n.name, t.name as label
      from access.v_territory_customer c join access.v_territory t using (territory_id)
      left join (select territory_id, user_id from access.v_territory_person where role = 'holder' and ${stands(tx)}) h using (territory_id) left join access.v_person n on n.user_id = h.user_id
     where c.customer_id = ${customerId}::bigint
    union all
    select 'owner', o.user_id, p.name, o.function from customers.v_owner o join access.v_person p using (user_id) where o.customer_id = ${customerId}::bigint) h
   order by kind desc, label`);

/** What is planned and open now of these people, and how much of it hangs on customers that change hands. */
const workOf = (tx: Tx, { customerIds, fromIds, toIds }: Hands, userIds: readonly number[]): Promise<MovingWork[]> => tx.rows<MovingWork>(sql`
  with hand as materialized (select * from unnest(${customerIds}::bigint[], ${fromIds}::integer[], ${toIds}::integer[]) h(customer_id, from_id, to_id)),
  waiting as materialized (
    select v.customer_id, v.user_id, true as is_visit from field.v_visit v where v.user_id = any(${userIds}::integer[]) and v.state in ('proposed', 'planned') and v.starts_at > ${tx.now}::timestamptz
    union all
    select t.customer_id, t.owner_id, false from work.v_task t where t.owner_id = any(${userIds}::integer[]) and t.state in ('requested', 'accepted', 'in_progress', 'on_hold')),
  going as (select w.user_id, h.to_id, w.is_visit, count(*) as n from waiting w join hand h on h.customer_id = w.customer_id and h.from_id = w.user_id group by w.user_id, h.to_id, w.is_visit)
  select u.user_id,
         (select count(*) from waiting w where w.user_id = u.user_id and w.is_visit) as visits, (select count(*) from waiting w where w.user_id = u.user_id and not w.is_visit) as tasks,
         coalesce((select sum(g.n) from going g where g.user_id = u.user_id and g.is_visit), 0)::bigint as visits_out, coalesce((select sum(g.n) from going g where g.to_id = u.user_id and g.is_visit), 0)::bigint as visits_in,
         coalesce((select sum(g.n) from going g where g.user_id = u.user_id and not g.is_visit), 0)::bigint as tasks_out, coalesce((select sum(g.n) from going g where g.to_id = u.user_id and not g.is_visit), 0)::bigint as tasks_in
    from unnest(${userIds}::integer[]) u(user_id)`);

/** The answers of modules above for `#access`; the routes are asked for when all are known. */
export const accessPorts = (routes: () => readonly Route[]): Ports => ({ policy, routes, purposes: PURPOSES, hangsOn, whyMember, holdersOf, notify, workOf, keepMembership: refreshMembership });
