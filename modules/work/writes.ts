import { sql, type Sql, type Tx } from '#platform/db';
import type { AnswerRead, NewCase, NewHandOver, NewNotification, NewTask, TaskState } from './types.ts';

/** Numbers taken beforehand, since who writes may not be one who reads. */
export async function takeNumbers(tx: Tx, count: number): Promise<number[]> {
  const taken = await tx.rows<{ id: number }>(sql`select nextval('work.work_number') as id from generate_series(1, ${count}::integer)`);
  return taken.map((row) => row.id);
}

export const insertTasks = (tx: Tx, tasks: readonly (NewTask & { taskId: number })[]): Promise<number> => tx.run(sql`
  insert into work.task (customer_id, task_id, kind, function, owner_id, state, title, reason, link, action_id, cascade_id, hand_over_id, product_id, due_at, created_at, created_by)
  select t.customer_id, t.task_id, t.kind, t.function, t.owner_id, t.state, t.title, t.reason, t.link, t.action_id, t.cascade_id, t.hand_over_id, t.product_id, t.due_at,
         ${tx.now}::timestamptz, ${tx.actor.userId}::integer
    from jsonb_to_recordset(${JSON.stringify(tasks.map((task) => ({
      customer_id: task.customerId, task_id: task.taskId, kind: task.kind, function: task.function, owner_id: task.ownerId ?? null, state: task.state ?? 'requested',
      title: task.title, reason: task.reason ?? '', link: task.link ?? null, action_id: task.actionId ?? null, cascade_id: task.cascadeId ?? null,
      hand_over_id: task.handOverId ?? null, product_id: task.productId ?? null, due_at: task.dueAt ?? null,
    })))}::jsonb) as t(customer_id bigint, task_id bigint, kind text, function text, owner_id integer, state text, title text, reason text, link text,
                       action_id bigint, cascade_id bigint, hand_over_id bigint, product_id integer, due_at timestamptz)
  on conflict do nothing`);

/** One statement for a whole audience: the select yields the columns named below; an action that has its task already is left alone. */
export const insertTasksFrom = (tx: Tx, select: Sql): Promise<{ rows: number; ownerIds: number[]; queued: boolean }> => tx.one(sql`
  with created as (
    insert into work.task (customer_id, kind, function, owner_id, title, reason, action_id, cascade_id, product_id, due_at, link, created_at, created_by)
    select s.customer_id, s.kind, s.function, s.owner_id, s.title, s.reason, s.action_id, s.cascade_id, s.product_id, s.due_at, s.link,
           ${tx.now}::timestamptz, ${tx.actor.userId}::integer
      from (${select}) s
    on conflict (customer_id, action_id) where action_id is not null do nothing
    returning owner_id)
  select count(*)::integer as rows, coalesce(array_agg(distinct owner_id) filter (where owner_id is not null), '{}') as owner_ids,
         coalesce(bool_or(owner_id is null), false) as queued
    from created`);

export type TaskChange = { readonly state: TaskState; readonly outcome?: string | null; readonly snoozedUntil?: string | null; readonly ownerId?: number; readonly passedBy?: number; readonly closed?: boolean };

/** Changes a task if it still is the version that was read; says whether it was. */
export const updateTask = (tx: Tx, task: { customerId: number; taskId: number; version: number }, change: TaskChange): Promise<number> => tx.run(sql`
  update work.task
     set state = ${change.state}, outcome = coalesce(${change.outcome ?? null}, outcome), snoozed_until = ${change.snoozedUntil ?? null}::timestamptz,
         owner_id = coalesce(${change.ownerId ?? null}::integer, owner_id), passed_by = coalesce(${change.passedBy ?? null}::integer, passed_by),
         closed_at = case when ${change.closed ?? false}::boolean then ${tx.now}::timestamptz end, version = version + 1
   where customer_id = ${task.customerId}::bigint and task_id = ${task.taskId}::bigint and version = ${task.version}::integer`);

/** Moves all tasks of a cascade that stand in one of the states; a cancelled one is closed, one that goes on gets the time back that it was held. */
export const updateTasksOfCascade = (tx: Tx, cascadeId: number, move: { from: readonly TaskState[]; to: TaskState; heldAt?: string }): Promise<number> => tx.run(sql`
  update work.task
     set state = ${move.to}, outcome = case when ${move.to} = 'cancelled' then 'no_longer_needed' else outcome end,
         closed_at = case when ${move.to} = 'cancelled' then ${tx.now}::timestamptz end,
         due_at = due_at + coalesce(${tx.now}::timestamptz - ${move.heldAt ?? null}::timestamptz, interval '0'), version = version + 1
   where cascade_id = ${cascadeId}::bigint and state = any(${[...move.from]}::text[])`);

/** The task that stands for a hand-over follows its state. */
export const updateTaskOfHandOver = (tx: Tx, handOver: { customerId: number; handOverId: number }, change: { state: TaskState; outcome?: string; closed?: boolean }): Promise<number> => tx.run(sql`
  update work.task
     set state = ${change.state}, outcome = coalesce(${change.outcome ?? null}, outcome),
         closed_at = case when ${change.closed ?? false}::boolean then ${tx.now}::timestamptz end, version = version + 1
   where customer_id = ${handOver.customerId}::bigint and hand_over_id = ${handOver.handOverId}::bigint
     and state in ('requested', 'accepted', 'in_progress', 'on_hold')`);

export const insertCases = (tx: Tx, cases: readonly (NewCase & { caseId: number; dueAt: string })[]): Promise<number> => tx.run(sql`
  insert into work."case" (customer_id, case_id, kind, function, owner_id, channel, state, headline, product_id, interaction_id, message_id, due_at, opened_at)
  select c.customer_id, c.case_id, c.kind, c.function, c.owner_id, c.channel, case when c.owner_id is null then 'new' else 'open' end, c.headline, c.product_id,
         c.interaction_id, c.message_id, c.due_at, ${tx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(cases.map((one) => ({
      customer_id: one.customerId, case_id: one.caseId, kind: one.kind, function: one.function, owner_id: one.ownerId ?? null, channel: one.channel,
      headline: one.headline, product_id: one.productId ?? null, interaction_id: one.interactionId ?? null, message_id: one.messageId ?? null, due_at: one.dueAt,
    })))}::jsonb) as c(customer_id bigint, case_id bigint, kind text, function text, owner_id integer, channel text, headline text, product_id integer,
                       interaction_id bigint, message_id bigint, due_at timestamptz)
  on conflict do nothing`);

export const insertCaseDetails = (tx: Tx, cases: readonly (NewCase & { caseId: number })[]): Promise<number> => tx.run(sql`
  insert into work.case_detail (customer_id, case_id, question, topics, callback, best_time)
  select c.customer_id, c.case_id, c.question, c.topics, c.callback, c.best_time
    from jsonb_to_recordset(${JSON.stringify(cases.map((one) => ({
      customer_id: one.customerId, case_id: one.caseId, question: one.detail?.question ?? '', topics: one.detail?.topics ?? [],
      callback: one.detail?.callback ?? '', best_time: one.detail?.bestTime ?? '',
    })))}::jsonb) as c(customer_id bigint, case_id bigint, question text, topics text[], callback text, best_time text)`);

export const insertNotes = (tx: Tx, notes: readonly { customerId: number; caseId: number; function: string; body: string }[]): Promise<number> => tx.run(sql`
  insert into work.case_note (customer_id, case_id, function, user_id, body, written_at)
  select n.customer_id, n.case_id, n.function, ${tx.actor.userId}::integer, n.body, ${tx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(notes.map((note) => ({ customer_id: note.customerId, case_id: note.caseId, function: note.function, body: note.body })))}::jsonb)
         as n(customer_id bigint, case_id bigint, function text, body text)`);

export type CaseKey = { readonly customerId: number; readonly caseId: number };

/** Takes a case that nobody has, if it still is the version that was read. */
export const takeCaseRow = (tx: Tx, key: CaseKey & { version: number }): Promise<number> => tx.run(sql`
  update work."case" set owner_id = ${tx.actor.userId}::integer, state = case when state = 'new' then 'open' else state end, version = version + 1
   where customer_id = ${key.customerId}::bigint and case_id = ${key.caseId}::bigint and version = ${key.version}::integer and owner_id is null and state <> 'closed'`);

export const updateCase = (tx: Tx, key: CaseKey, change: { state: string; outcome?: string; ownerId?: number; closed?: boolean }): Promise<number> => tx.run(sql`
  update work."case"
     set state = ${change.state}, outcome = coalesce(${change.outcome ?? null}, outcome), owner_id = coalesce(owner_id, ${change.ownerId ?? null}::integer),
         closed_at = case when ${change.closed ?? false}::boolean then ${tx.now}::timestamptz end, version = version + 1
   where customer_id = ${key.customerId}::bigint and case_id = ${key.caseId}::bigint and state <> 'closed'`);

export const updateQuestion = (tx: Tx, key: CaseKey, change: { question?: string; topics?: readonly string[]; callback?: string; bestTime?: string }): Promise<number> => tx.run(sql`
  update work.case_detail
     set question = coalesce(${change.question ?? null}, question), topics = coalesce(${change.topics ?? null}::text[], topics),
         callback = coalesce(${change.callback ?? null}, callback), best_time = coalesce(${change.bestTime ?? null}, best_time)
   where customer_id = ${key.customerId}::bigint and case_id = ${key.caseId}::bigint`);

export const setProduct = (tx: Tx, key: CaseKey, productId: number): Promise<number> => tx.run(sql`
  update work."case" set product_id = ${productId}::integer where customer_id = ${key.customerId}::bigint and case_id = ${key.caseId}::bigint`);

export const appendAnswerRead = (tx: Tx, key: CaseKey, answer: AnswerRead): Promise<number> => tx.run(sql`
  update work.case_detail set answers_read = answers_read || ${JSON.stringify([answer])}::jsonb
   where customer_id = ${key.customerId}::bigint and case_id = ${key.caseId}::bigint`);

export const setHarmFlag = (tx: Tx, key: CaseKey): Promise<number> => tx.run(sql`
  update work.case_detail set may_mention_harm = true
   where customer_id = ${key.customerId}::bigint and case_id = ${key.caseId}::bigint`);

export const insertHandOver = (tx: Tx, handOver: NewHandOver & { handOverId: number; fromFunction: string; toFunction: string; toUserId: number; dueAt: string }): Promise<number> => tx.run(sql`
  insert into work.hand_over (customer_id, hand_over_id, kind, from_function, to_function, from_user_id, to_user_id, wish, preferred_time, product_id, case_id, created_at, due_at)
  values (${handOver.customerId}::bigint, ${handOver.handOverId}::bigint, ${handOver.kind}, ${handOver.fromFunction}, ${handOver.toFunction}, ${tx.actor.userId}::integer,
          ${handOver.toUserId}::integer, ${handOver.wish}, ${handOver.preferredTime ?? 'any'}, ${handOver.productId ?? null}::integer, ${handOver.caseId ?? null}::bigint,
          ${tx.now}::timestamptz, ${handOver.dueAt}::timestamptz)`);

/** Decides a hand-over that is still open; says whether it was. */
export const updateHandOver = (tx: Tx, key: { customerId: number; handOverId: number }, change: { from: string; to: string; reason?: string }): Promise<number> => tx.run(sql`
  update work.hand_over
     set state = ${change.to}, decline_reason = coalesce(${change.reason ?? null}, decline_reason), decided_at = coalesce(decided_at, ${tx.now}::timestamptz)
   where customer_id = ${key.customerId}::bigint and hand_over_id = ${key.handOverId}::bigint and state = ${change.from}`);

export const insertNotifications = (tx: Tx, list: readonly (NewNotification & { toUserIds: readonly number[] })[]): Promise<number> => tx.run(sql`
  insert into work.notification (customer_id, user_id, kind, headline, detail, link, key, created_at)
  select n.customer_id, u.user_id, n.kind, n.headline, n.detail, n.link, n.key, ${tx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(list.map((one) => ({
      customer_id: one.customerId ?? 0, kind: one.kind, headline: one.headline, detail: one.detail ?? '', link: one.link ?? null, key: one.key, user_ids: one.toUserIds,
    })))}::jsonb) as n(customer_id bigint, kind text, headline text, detail text, link text, key text, user_ids integer[])
   cross join lateral unnest(n.user_ids) as u(user_id)
  on conflict do nothing`); // no target named: who writes may not read the rows of others

export const markRead = (tx: Tx, ids: readonly number[] | null): Promise<number> => tx.run(sql`
  update work.notification set read_at = ${tx.now}::timestamptz
   where user_id = ${tx.actor.userId}::integer and read_at is null and (${ids}::bigint[] is null or notification_id = any(${ids}::bigint[]))`);

export const upsertPresence = (tx: Tx, userId: number, presence: { state: string; until: string | null }): Promise<number> => tx.run(sql`
  insert into work.presence (user_id, state, until, changed_at)
  values (${userId}::integer, ${presence.state}, ${presence.until}::timestamptz, ${tx.now}::timestamptz)
  on conflict (user_id) do update set state = excluded.state, until = excluded.until, changed_at = excluded.changed_at`);

/** Replaces the busy blocks that still lie ahead. */
export async function replaceBusy(tx: Tx, userId: number, blocks: readonly { from: string; to: string; label?: string }[]): Promise<void> {
  await tx.run(sql`delete from work.busy where user_id = ${userId}::integer and ends_at > ${tx.now}::timestamptz`);
  await tx.run(sql`
    insert into work.busy (user_id, starts_at, ends_at, label)
    select ${userId}::integer, b."from", b."to", coalesce(b.label, '')
      from jsonb_to_recordset(${JSON.stringify(blocks)}::jsonb) as b("from" timestamptz, "to" timestamptz, label text)`);
}

/** Open tasks of customers who changed hands in a run go to whoever has them now, or wait for anybody. */
export const passMovedTasks = (tx: Tx, runId: number): Promise<number> => tx.run(sql`
  update work.task t
     set owner_id = m.to_user_id, state = case when t.state in ('accepted', 'in_progress') then 'requested' else t.state end, version = t.version + 1
    from access.v_territory_move m
   where m.run_id = ${runId}::bigint and m.customer_id = t.customer_id and m.from_user_id = t.owner_id and m.to_user_id is distinct from m.from_user_id
     and t.state in ('requested', 'accepted', 'in_progress', 'on_hold')`);

/** Requests that nobody has answered yet go to whoever has the customer now. */
export const passMovedHandOvers = (tx: Tx, runId: number): Promise<number> => tx.run(sql`
  update work.hand_over h set to_user_id = m.to_user_id
    from access.v_territory_move m
   where m.run_id = ${runId}::bigint and m.customer_id = h.customer_id and m.from_user_id = h.to_user_id and m.to_user_id is distinct from m.from_user_id and m.to_user_id is not null and h.state = 'requested'`);
