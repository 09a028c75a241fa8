import { fromCursor, toPage } from '#platform/http';
import { sql, type Sql, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { ChangeRequest } from './types.ts';

const REQUESTS = sql`
  select r.request_id, r.customer_id, coalesce(c.name, '') as customer_name, r.kind, r.state, r.note, r.requested_by, p.name as requested_by_name, r.created_at, r.submitted_at, t.name as taken_by_name,
         d.name as decided_by_name, r.decided_at, r.answer,
         coalesce((select jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'subjectId', l.subject_id, 'field', l.field, 'stated', l.stated, 'wanted', l.wanted, 'result', l.result, 'applied', l.applied, 'reason', l.reason) order by l.line_no)
                     from customers.request_line l where l.customer_id = r.customer_id and l.request_id = r.request_id), '[]') as lines,
         coalesce((select jsonb_agg(jsonb_build_object('fileNo', f.file_no, 'name', f.name, 'type', f.type, 'size', length(f.bytes)) order by f.file_no)
                     from customers.request_file f where f.customer_id = r.customer_id and f.request_id = r.request_id), '[]') as files
    from customers.request r
    left join customers.customer c on c.customer_id = r.customer_id
    join access.v_person p on p.user_id = r.requested_by
    left join access.v_person t on t.user_id = r.taken_by
    left join access.v_person d on d.user_id = r.decided_by`;

const VIEWS: Readonly<Record<'mine' | 'waiting' | 'decided', (userId: number) => Sql>> = {
  mine: (userId) => sql`r.requested_by = ${userId}::integer`,
  waiting: () => sql`r.state in ('submitted', 'pending')`,
  decided: () => sql`r.state in ('processed', 'cancelled')`,
};

/** Requests: one's own, those that wait for a steward (the oldest first), or those that are decided. */
export async function listRequests(tx: Tx, { view, customerId, limit, cursor }: { view: 'mine' | 'waiting' | 'decided'; customerId?: number; limit: number; cursor?: string }) {
  const key = fromCursor(cursor, 1);
  const oldestFirst = view === 'waiting';
  const rows = await tx.rows<ChangeRequest>(sql`
    ${REQUESTS}
     where ${VIEWS[view](tx.actor.userId ?? 0)} and (${customerId ?? null}::bigint is null or r.customer_id = ${customerId ?? null}::bigint)
       and ${key ? (oldestFirst ? sql`r.request_id > ${key[0]}::bigint` : sql`r.request_id < ${key[0]}::bigint`) : sql`true`}
     order by ${oldestFirst ? sql`r.request_id` : sql`r.request_id desc`}
     limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.requestId]);
}

/** One request as far as the reader may see it: who asked and the stewards. */
export async function getRequest(tx: Tx, requestId: number): Promise<ChangeRequest> {
  const found = await tx.maybe<ChangeRequest>(sql`${REQUESTS} where r.request_id = ${requestId}::bigint`);
  if (!found) throw new Problem('request.not_found');
  return found;
}

const LAST = 20; // requests from which the expected time is told
const ENOUGH = 3; // fewer tell nothing

/** How long requests of a kind took of late, in hours: the median of the last ones, or null while too few are decided. */
export async function expectedHours(tx: Tx, kind: string): Promise<{ hours: number | null; of: number }> {
  const { hours, count } = await tx.one<{ hours: number | null; count: number }>(sql`
    select percentile_cont(0.5) within group (order by extract(epoch from d.decided_at - d.submitted_at)::float8 / 3600) as hours, count(*) as count
      from (select decided_at, submitted_at from customers.decided_requests(${kind}, ${LAST}::integer)) d`);
  return { hours: count >= ENOUGH ? hours : null, of: count };
}

export const findFile = (tx: Tx, requestId: number, fileNo: number) => tx.maybe<{ name: string; type: string; bytes: Buffer }>(sql`
  select name, type, bytes from customers.request_file where request_id = ${requestId}::bigint and file_no = ${fileNo}::smallint`);

/** What the record says now, for the lines of a request. */
export const findAffiliation = (tx: Tx, customerId: number, affiliationId: number) => tx.maybe<{ validFrom: string; validTo: string | null; organisation: string; role: string }>(sql`
  select f.valid_from, f.valid_to, o.name as organisation, f.role
    from customers.affiliation f join customers.customer o on o.customer_id = f.to_customer_id
   where f.customer_id = ${customerId}::bigint and f.affiliation_id = ${affiliationId}::bigint`);

export const contactValues = async (tx: Tx, customerId: number, kind: 'email' | 'phone'): Promise<string[]> =>
  (await tx.rows<{ value: string }>(sql`select value from customers.contact_point where customer_id = ${customerId}::bigint and kind = ${kind} and state = 'active' order by rank, contact_point_id`)).map(({ value }) => value);
