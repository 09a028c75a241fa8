import { fromCursor, toPage } from '#platform/http';
import { Problem } from '#platform/problem';
import { sql, type Tx } from '#platform/db';
import type { PersonRole, ReviewDecision } from '../types.ts';

export type ReviewRow = {
  readonly reviewId: number; readonly name: string; readonly dueOn: string; readonly state: 'open' | 'closed'; readonly openedAt: string; readonly openedByName: string; readonly closedAt: string | null; readonly closedByName: string | null;
  readonly lines: number; readonly decided: number; readonly kept: number; readonly changed: number; readonly ended: number; readonly waiting: number; readonly mine: number; readonly mineOpen: number;
};

// Whoever is no administrator sees and counts his own lines alone: the policy of review_line says so, not this text.
const ROWS = (tx: Tx) => sql`
  select r.review_id, r.name, r.due_on, r.state, r.opened_at, o.name as opened_by_name, r.closed_at, c.name as closed_by_name, k.*
    from access.review r
    join access.person o on o.user_id = r.opened_by
    left join access.person c on c.user_id = r.closed_by
    cross join lateral (
      select count(*) as lines, count(*) filter (where l.decision is not null) as decided, count(*) filter (where l.decision = 'keep') as kept,
             count(*) filter (where l.decision = 'change') as changed, count(*) filter (where l.decision = 'end') as ended,
             count(*) filter (where l.decision in ('change', 'end') and l.applied_at is null) as waiting,
             count(*) filter (where ${mineSql(tx)}) as mine, count(*) filter (where ${mineSql(tx)} and l.decision is null) as mine_open
        from access.review_line l where l.review_id = r.review_id) k`;

const mineSql = (tx: Tx) => sql`(l.reviewer_id = ${tx.actor.userId}::integer or (l.reviewer_id is null and ${tx.actor.role === 'administrator'}::boolean)) and l.user_id <> ${tx.actor.userId}::integer`;

/** Reviews with their progress, newest first: those in which the reader has a line. */
export const listReviews = (tx: Tx) => tx.rows<ReviewRow>(sql`${ROWS(tx)} where k.lines > 0 or ${tx.actor.role === 'administrator'}::boolean order by r.review_id desc limit 200`);

/** One review with its progress, or request.not_found. */
export async function getReview(tx: Tx, reviewId: number): Promise<ReviewRow> {
  const found = await tx.maybe<ReviewRow>(sql`${ROWS(tx)} where r.review_id = ${reviewId}::integer and (k.lines > 0 or ${tx.actor.role === 'administrator'}::boolean)`);
  if (!found) throw new Problem('request.not_found');
  return found;
}

export type LineRow = {
  readonly userId: number; readonly name: string; readonly reviewerId: number | null; readonly reviewerName: string | null; readonly role: PersonRole; readonly roleTitle: string; readonly function: string; readonly teams: string[];
  readonly customers: number; readonly lastSignInAt: string | null; readonly decision: ReviewDecision | null; readonly newRole: PersonRole | null; readonly reason: string; readonly decidedByName: string | null;
  readonly decidedAt: string | null; readonly appliedByName: string | null; readonly appliedAt: string | null; readonly version: number; readonly mine: boolean;
};

export const LINE_FILTERS = ['all', 'mine', 'undecided', 'waiting'] as const;
export type ListLines = { readonly reviewId: number; readonly show: (typeof LINE_FILTERS)[number]; readonly limit: number; readonly cursor?: string | undefined };

/** A page of lines by the name of the person. */
export async function listLines(tx: Tx, { reviewId, show, limit, cursor }: ListLines) {
  const after = fromCursor(cursor, 2);
  const filter = { all: sql`true`, mine: mineSql(tx), undecided: sql`l.decision is null`, waiting: sql`l.decision in ('change', 'end') and l.applied_at is null` }[show];
  const rows = await tx.rows<LineRow>(sql`
    select l.user_id, p.name, l.reviewer_id, v.name as reviewer_name, l.role, l.role_title, l.function, l.teams, l.customers, l.last_sign_in_at, l.decision, l.new_role, l.reason,
           d.name as decided_by_name, l.decided_at, a.name as applied_by_name, l.applied_at, l.version, ${mineSql(tx)} as mine
      from access.review_line l
      join access.person p on p.user_id = l.user_id
      left join access.person v on v.user_id = l.reviewer_id
      left join access.person d on d.user_id = l.decided_by
      left join access.person a on a.user_id = l.applied_by
     where l.review_id = ${reviewId}::integer and ${filter}
       and (${after?.[0] ?? null}::text is null or (p.name, p.user_id) > (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::integer))
     order by p.name, p.user_id
     limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.name, row.userId]);
}

/** Who reviews how many. */
export const countReviewers = (tx: Tx, reviewId: number) => tx.rows<{ reviewerId: number | null; lines: number }>(sql`
  select reviewer_id, count(*) as lines from access.review_line where review_id = ${reviewId}::integer group by reviewer_id`);

/** How many customers there are for those who may see all. */
export const countCustomers = async (tx: Tx): Promise<number> =>
  (await tx.one<{ count: number }>(sql`select count(*) from customers.v_customer where status = 'active'`)).count;
