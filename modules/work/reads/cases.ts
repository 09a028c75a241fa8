import { sql, type Tx } from '#platform/db';
import type { Case, CaseQuestion, NewCase } from '../types.ts';

const CASE = sql`
  select c.case_id, c.customer_id, u.name as customer_name, c.kind, c.function, c.owner_id, p.name as owner_name, c.channel, c.state, c.headline,
         c.product_id, r.name as product_name, c.interaction_id, c.message_id, c.outcome, c.due_at, c.opened_at, c.closed_at, c.version
    from work."case" c
    left join customers.v_customer u on u.customer_id = c.customer_id
    left join access.v_person p on p.user_id = c.owner_id
    left join products.v_product r on r.product_id = c.product_id`;

export const findCase = (tx: Tx, caseId: number): Promise<Case | undefined> => tx.maybe(sql`${CASE} where c.case_id = ${caseId}::bigint`);

/** Cases by desk, newest clock first; `after` is the last row of the page before. */
export const listCases = (tx: Tx, filter: { function?: string; state?: string; customerId?: number; mine?: boolean; limit: number; after: readonly (string | number | null)[] | null }): Promise<Case[]> => tx.rows(sql`
  ${CASE}
   where (${filter.function ?? null}::text is null or c.function = ${filter.function ?? null})
     and (${filter.state ?? null}::text is null or c.state = ${filter.state ?? null} or (${filter.state ?? null} = 'not_closed' and c.state <> 'closed'))
     and (${filter.customerId ?? null}::bigint is null or c.customer_id = ${filter.customerId ?? null}::bigint)
     and (not ${filter.mine ?? false}::boolean or c.owner_id = ${tx.actor.userId}::integer)
     and (${filter.after?.[0] ?? null}::timestamptz is null or (c.due_at, c.case_id) > (${filter.after?.[0] ?? null}::timestamptz, ${filter.after?.[1] ?? null}::bigint))
   order by c.due_at, c.case_id
   limit ${filter.limit + 1}::integer`);

export const findCasesOfInteractions = (tx: Tx, cases: readonly NewCase[]): Promise<{ customerId: number; interactionId: number; caseId: number }[]> => {
  const named = cases.filter((one) => one.interactionId);
  return named.length === 0 ? Promise.resolve([]) : tx.rows(sql`
    select customer_id, interaction_id, case_id from work."case"
     where (customer_id, interaction_id) in (select * from unnest(${named.map((one) => one.customerId)}::bigint[], ${named.map((one) => one.interactionId)}::bigint[]))`);
};

/** What may cross of a case; the desk's notes are not in it. */
export const findQuestion = (tx: Tx, caseId: number): Promise<CaseQuestion | undefined> => tx.maybe(sql`
  select case_id, customer_id, question, topics, answers_read, callback, best_time, may_mention_harm from work.case_detail where case_id = ${caseId}::bigint`);

export type CaseNote = { readonly noteId: number; readonly userId: number | null; readonly name: string | null; readonly body: string; readonly writtenAt: string };

/** The notes of the reader's own desk. */
export const listNotes = (tx: Tx, key: { customerId: number; caseId: number }): Promise<CaseNote[]> => tx.rows(sql`
  select n.note_id, n.user_id, p.name, n.body, n.written_at
    from work.case_note n left join access.v_person p on p.user_id = n.user_id
   where n.customer_id = ${key.customerId}::bigint and n.case_id = ${key.caseId}::bigint
   order by n.written_at, n.note_id
   limit 200`);

export type DeskCounts = { readonly waiting: number; readonly unowned: number; readonly overdue: number; readonly atRisk: number; readonly closedToday: number; readonly handedOverToday: number; readonly answeredFirstTimeToday: number; readonly closedLateToday: number };

/** How a desk stands: what waits, and what was done since an instant. */
export const countDesk = (tx: Tx, fn: string, since: string): Promise<DeskCounts> => tx.one(sql`
  select count(*) filter (where c.state <> 'closed' and c.state <> 'handed_over')::integer as waiting,
         count(*) filter (where c.state <> 'closed' and c.owner_id is null)::integer as unowned,
         count(*) filter (where c.state in ('new', 'open', 'waiting') and c.due_at <= ${tx.now}::timestamptz)::integer as overdue,
         count(*) filter (where c.state in ('new', 'open', 'waiting') and c.due_at > ${tx.now}::timestamptz and c.due_at <= ${tx.now}::timestamptz + interval '30 minutes')::integer as at_risk,
         count(*) filter (where c.closed_at >= ${since}::timestamptz)::integer as closed_today,
         count(*) filter (where c.closed_at >= ${since}::timestamptz and c.outcome = 'answered')::integer as answered_first_time_today,
         count(*) filter (where c.closed_at >= ${since}::timestamptz and c.closed_at > c.due_at)::integer as closed_late_today,
         (select count(*) from work.hand_over h where h.from_function = ${fn} and h.created_at >= ${since}::timestamptz)::integer as handed_over_today
    from work."case" c
   where c.function = ${fn} and (c.state <> 'closed' or c.closed_at >= ${since}::timestamptz)`);

/** When the desk that waits longest was asked. */
export const findOldestWaiting = (tx: Tx, fn: string): Promise<{ openedAt: string; dueAt: string; customerName: string | null } | undefined> => tx.maybe(sql`
  select c.opened_at, c.due_at, u.name as customer_name
    from work."case" c left join customers.v_customer u on u.customer_id = c.customer_id
   where c.function = ${fn} and c.state in ('new', 'open')
   order by c.opened_at
   limit 1`);
