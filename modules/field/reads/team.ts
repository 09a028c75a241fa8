import { sql, type Tx } from '#platform/db';
import type { Load } from '../rules/needs-help.ts';

export type TeamRow = Load & { readonly userId: number; readonly name: string; readonly roleTitle: string; readonly territory: string | null; readonly today: number; readonly openTasks: number };

const ACTIVE = sql`('requested', 'accepted', 'in_progress')`;
const HAS_VISIT = sql`exists (select from field.visit x where x.customer_id = t.customer_id and x.task_id = t.task_id and x.state in ('proposed', 'planned'))`;
const AT_MOST = 200; // a team; nobody manages more people directly

/** Those who answer to the reader, each with the coming seven days and what waits. */
export const listTeam = (tx: Tx, userId: number | null): Promise<TeamRow[]> => tx.rows(sql`
  select p.user_id, p.name, p.role_title, t.territory, k.per_day, v.booked, v.today, v.unreported, v.proposed + w.to_plan as waiting, w.open_tasks, w.overdue_tasks
    from access.v_person p
    left join work.v_capacity k on k.user_id = p.user_id and k.channel = 'visit'
    cross join lateral (select string_agg(t.name, ', ' order by t.name) as territory from access.v_territory_person h join access.v_territory t on t.territory_id = h.territory_id where h.user_id = p.user_id and h.role = 'holder' and h.valid_from <= ${tx.now}::timestamptz::date and (h.valid_to is null or h.valid_to > ${tx.now}::timestamptz::date)) t
    cross join lateral (
      select count(*) filter (where v.state = 'planned' and v.starts_at >= ${tx.now}::timestamptz and v.starts_at < ${tx.now}::timestamptz + interval '7 days') as booked,
             count(*) filter (where v.state = 'planned' and (v.starts_at at time zone p.time_zone)::date = (${tx.now}::timestamptz at time zone p.time_zone)::date) as today,
             count(*) filter (where v.state = 'planned' and v.starts_at < ${tx.now}::timestamptz - interval '1 day') as unreported,
             count(*) filter (where v.state = 'proposed') as proposed
        from field.visit v where v.user_id = p.user_id and v.state in ('planned', 'proposed')) v
    cross join lateral (
      select count(*) as open_tasks, count(*) filter (where t.due_at < ${tx.now}::timestamptz) as overdue_tasks, count(*) filter (where t.kind = 'visit' and not ${HAS_VISIT}) as to_plan
        from work.v_task t where t.owner_id = p.user_id and t.state in ${ACTIVE}) w
   where p.manager_id = ${tx.actor.userId}::integer and p.role = 'field' and p.state = 'active' and (${userId}::integer is null or p.user_id = ${userId}::integer)
   order by p.name, p.user_id
   limit ${AT_MOST}::integer`);

export type TeamVisit = { readonly visitId: number; readonly customerId: number; readonly customerName: string | null; readonly startsAt: string; readonly minutes: number; readonly state: 'proposed' | 'planned'; readonly purpose: string };

/** Somebody's visits that have no report, stand in the next seven days, or wait for an answer. A customer outside the reader's own work has no name here. */
export const listTeamVisits = (tx: Tx, userId: number): Promise<TeamVisit[]> => tx.rows(sql`
  select v.visit_id, v.customer_id, c.name as customer_name, v.starts_at, v.minutes, v.state, v.purpose
    from field.visit v
    left join customers.v_customer c on c.customer_id = v.customer_id
   where v.user_id = ${userId}::integer and (v.state = 'proposed' or (v.state = 'planned' and v.starts_at < ${tx.now}::timestamptz + interval '7 days'))
   order by v.starts_at, v.visit_id
   limit 100`);

export type TeamTask = { readonly taskId: number; readonly customerId: number; readonly customerName: string | null; readonly title: string; readonly reason: string; readonly dueAt: string | null };

/** Somebody's open tasks by clock. */
export const listTeamTasks = (tx: Tx, userId: number): Promise<TeamTask[]> => tx.rows(sql`
  select t.task_id, t.customer_id, c.name as customer_name, t.title, t.reason, t.due_at
    from work.v_task t
    left join customers.v_customer c on c.customer_id = t.customer_id
   where t.owner_id = ${userId}::integer and t.state in ${ACTIVE}
   order by t.due_at nulls last, t.task_id
   limit 100`);
