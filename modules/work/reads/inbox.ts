import { sql, type Tx } from '#platform/db';

/** One row of the inbox as it lies in the tables; the bucket is decided by rules/inbox.ts. */
export type InboxRow = {
  readonly kind: 'task' | 'case' | 'hand_over';
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string | null;
  readonly subject: string;
  readonly title: string;
  readonly reason: string;
  readonly state: string;
  readonly ownerId: number | null;
  readonly ownerName: string | null;
  readonly askedBy: string | null;
  readonly askedAt: string;
  readonly dueAt: string | null;
  readonly snoozedUntil: string | null;
  readonly link: string | null;
  readonly version: number;
  readonly waits: boolean;
  readonly function: string;
  readonly productName: string | null;
  readonly wish: string | null;
  readonly preferredTime: string | null;
};

const MOST = 200; // more than anybody does in a day; the tabs page through all

const TASKS = (me: number) => sql`
  select 'task' as kind, t.task_id as id, t.customer_id, t.kind as subject, t.title, t.reason, t.state, t.owner_id, coalesce(t.passed_by, t.created_by) as asked_id,
         t.created_at as asked_at, t.due_at, t.snoozed_until, t.link, t.version, t.function, t.product_id, null::text as wish, null::text as preferred_time,
         (t.state = 'on_hold' or coalesce(t.owner_id, ${me}) <> ${me}) as waits
    from work.task t
   where t.state in ('requested', 'accepted', 'in_progress', 'on_hold')
     and (t.owner_id = ${me}::integer or t.passed_by = ${me}::integer or (t.owner_id is null and t.function = access.function()))
     and not exists (select from work.hand_over h where h.customer_id = t.customer_id and h.hand_over_id = t.hand_over_id and h.state = 'requested')
   order by coalesce(t.due_at, 'infinity'), t.task_id
   limit ${MOST}::integer`;

const CASES = (me: number) => sql`
  select 'case', c.case_id, c.customer_id, c.kind, c.headline, '', c.state, c.owner_id, null::integer, c.opened_at, c.due_at, null::timestamptz, null::text, c.version, c.function, c.product_id,
         null::text, null::text, c.state in ('waiting', 'handed_over')
    from work."case" c
   where c.state <> 'closed' and (c.owner_id = ${me}::integer or (c.owner_id is null and c.function = access.function()))
   order by c.due_at, c.case_id
   limit ${MOST}::integer`;

const HAND_OVERS = (me: number) => sql`
  select 'hand_over', h.hand_over_id, h.customer_id, h.kind, '', '', h.state, h.to_user_id, h.from_user_id, h.created_at, h.due_at, null::timestamptz, null::text, 1, h.to_function, h.product_id,
         h.wish, h.preferred_time, h.to_user_id <> ${me}::integer
    from work.hand_over h
   where (h.state = 'requested' and h.to_user_id = ${me}::integer)
      or (h.state in ('requested', 'accepted') and h.from_user_id = ${me}::integer and h.case_id is null)
   order by h.due_at, h.hand_over_id
   limit ${MOST}::integer`;

/** Everything that waits for me or that I wait for. A hand-over with a case is shown by its case. */
export const listInbox = (tx: Tx, me: number): Promise<InboxRow[]> => tx.rows(sql.prepared`
  with entry as ((${TASKS(me)}) union all (${CASES(me)}) union all (${HAND_OVERS(me)}))
  select e.kind, e.id, e.customer_id, u.name as customer_name, e.subject, e.title, e.reason, e.state, e.owner_id, o.name as owner_name, a.name as asked_by, e.asked_at,
         e.due_at, e.snoozed_until, e.link, e.version, e.waits, e.function, e.wish, e.preferred_time, d.name as product_name
    from entry e
    left join customers.v_customer u on u.customer_id = e.customer_id
    left join access.v_person o on o.user_id = e.owner_id
    left join access.v_person a on a.user_id = e.asked_id
    left join products.v_product d on d.product_id = e.product_id
   order by coalesce(e.due_at, 'infinity'), e.id`);

/** What waits for me, and what I have not heard. */
export const countMine = (tx: Tx, me: number): Promise<{ work: number; bell: number }> => tx.one(sql.prepared`
  select (select count(*) from work.task t
           where t.owner_id = ${me}::integer and t.state in ('requested', 'accepted', 'in_progress') and (t.snoozed_until is null or t.snoozed_until <= ${tx.now}::timestamptz))::integer
       + (select count(*) from work."case" c where c.owner_id = ${me}::integer and c.state in ('new', 'open'))::integer as work,
         (select count(*) from work.notification n where n.user_id = ${me}::integer and n.read_at is null)::integer as bell`);

export type Notification = { readonly notificationId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly headline: string; readonly detail: string; readonly link: string | null; readonly createdAt: string; readonly readAt: string | null };

/** My notifications, newest first. */
export const listNotifications = (tx: Tx, filter: { unread?: boolean; limit: number; before: number | null }): Promise<Notification[]> => tx.rows(sql`
  select n.notification_id, n.customer_id, u.name as customer_name, n.kind, n.headline, n.detail, n.link, n.created_at, n.read_at
    from work.notification n left join customers.v_customer u on u.customer_id = n.customer_id
   where n.user_id = ${tx.actor.userId}::integer and (not ${filter.unread ?? false}::boolean or n.read_at is null)
     and (${filter.before}::bigint is null or n.notification_id < ${filter.before}::bigint)
   order by n.notification_id desc
   limit ${filter.limit + 1}::integer`);
