import { sql, type Tx } from '#platform/db';
import type { HandOver, TaskState } from '../types.ts';

export type Task = {
  readonly taskId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly function: string; readonly ownerId: number | null;
  readonly ownerName: string | null; readonly state: TaskState; readonly title: string; readonly reason: string; readonly outcome: string | null; readonly link: string | null;
  readonly actionId: number | null; readonly cascadeId: number | null; readonly handOverId: number | null; readonly productId: number | null; readonly dueAt: string | null;
  readonly snoozedUntil: string | null; readonly createdAt: string; readonly createdBy: number | null; readonly askedBy: string | null; readonly passedBy: number | null;
  readonly closedAt: string | null; readonly version: number;
};

const TASK = sql`
  select t.task_id, t.customer_id, u.name as customer_name, t.kind, t.function, t.owner_id, o.name as owner_name, t.state, t.title, t.reason, t.outcome, t.link,
         t.action_id, t.cascade_id, t.hand_over_id, t.product_id, t.due_at, t.snoozed_until, t.created_at, t.created_by, coalesce(b.name, a.name) as asked_by, t.passed_by, t.closed_at, t.version
    from work.task t
    left join customers.v_customer u on u.customer_id = t.customer_id
    left join access.v_person o on o.user_id = t.owner_id
    left join access.v_person a on a.user_id = t.created_by
    left join access.v_person b on b.user_id = t.passed_by`;

/** One task that the reader may act on. What a manager's team is to do is hers to see in the team alone. */
export const findTask = (tx: Tx, taskId: number): Promise<Task | undefined> => tx.maybe(sql`
  ${TASK}
   where t.task_id = ${taskId}::bigint
     and (${tx.actor.role} <> 'field' or ${tx.actor.userId}::integer in (t.owner_id, t.created_by, t.passed_by))`);

export const findTasksOfActions = (tx: Tx, tasks: readonly { customerId: number; actionId?: number | null }[]): Promise<{ customerId: number; actionId: number; taskId: number }[]> => {
  const named = tasks.filter((task) => task.actionId);
  return named.length === 0 ? Promise.resolve([]) : tx.rows(sql`
    select customer_id, action_id, task_id from work.task
     where (customer_id, action_id) in (select * from unnest(${named.map((task) => task.customerId)}::bigint[], ${named.map((task) => task.actionId)}::bigint[]))`);
};

/** My tasks and those of my function's queue that nobody owns, open ones or those of a state, by clock. */
export const listTasks = (tx: Tx, filter: { state?: string; customerId?: number; limit: number; after: readonly (string | number | null)[] | null }): Promise<Task[]> => tx.rows(sql`
  ${TASK}
   where (t.owner_id = ${tx.actor.userId}::integer or (t.owner_id is null and t.function = access.function()))
     and (t.state = ${filter.state ?? null} or (${filter.state ?? null}::text is null and t.state in ('requested', 'accepted', 'in_progress', 'on_hold')))
     and (${filter.customerId ?? null}::bigint is null or t.customer_id = ${filter.customerId ?? null}::bigint)
     and (${filter.after?.[1] ?? null}::bigint is null
          or (coalesce(t.due_at, 'infinity'), t.task_id) > (coalesce(${filter.after?.[0] ?? null}::timestamptz, 'infinity'), ${filter.after?.[1] ?? null}::bigint))
   order by coalesce(t.due_at, 'infinity'), t.task_id
   limit ${filter.limit + 1}::integer`);

export const findHandOver = (tx: Tx, handOverId: number): Promise<HandOver | undefined> => tx.maybe(sql`
  select hand_over_id, customer_id, kind, from_function, to_function, from_user_id, to_user_id, state, wish, preferred_time, product_id, case_id, created_at, due_at
    from work.hand_over where hand_over_id = ${handOverId}::bigint`);

export type HandOverRow = HandOver & { readonly customerName: string | null; readonly fromName: string | null; readonly toName: string | null; readonly productName: string | null; readonly declineReason: string; readonly decidedAt: string | null };

/** Hand-overs to me or by me, newest first. */
export const listHandOvers = (tx: Tx, filter: { state?: string; handOverId?: number; limit: number; after: readonly (string | number | null)[] | null }): Promise<HandOverRow[]> => tx.rows(sql`
  select h.hand_over_id, h.customer_id, h.kind, h.from_function, h.to_function, h.from_user_id, h.to_user_id, h.state, h.wish, h.preferred_time, h.product_id, h.case_id,
         h.created_at, h.due_at, h.decline_reason, h.decided_at, u.name as customer_name, f.name as from_name, r.name as to_name, d.name as product_name
    from work.hand_over h
    left join customers.v_customer u on u.customer_id = h.customer_id
    left join access.v_person f on f.user_id = h.from_user_id
    left join access.v_person r on r.user_id = h.to_user_id
    left join products.v_product d on d.product_id = h.product_id
   where (h.from_user_id = ${tx.actor.userId}::integer or h.to_user_id = ${tx.actor.userId}::integer)
     and (${filter.state ?? null}::text is null or h.state = ${filter.state ?? null})
     and (${filter.handOverId ?? null}::bigint is null or h.hand_over_id = ${filter.handOverId ?? null}::bigint)
     and (${filter.after?.[0] ?? null}::bigint is null or h.hand_over_id < ${filter.after?.[0] ?? null}::bigint)
   order by h.hand_over_id desc
   limit ${filter.limit + 1}::integer`);
