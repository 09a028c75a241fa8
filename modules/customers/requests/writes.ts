import { sql, type Tx } from '#platform/db';
import type { RequestKind, RequestLine, RequestState } from './types.ts';

export const nextRequestId = async (tx: Tx): Promise<number> => (await tx.one<{ id: number }>(sql`select nextval('customers.request_number') as id`)).id;

export async function insertRequest(tx: Tx, one: { requestId: number; customerId: number; kind: RequestKind; note: string; lines: readonly Omit<RequestLine, 'result' | 'applied' | 'reason'>[] }): Promise<void> {
  await tx.run(sql`
    insert into customers.request (customer_id, request_id, kind, note, requested_by, created_at)
    values (${one.customerId}::bigint, ${one.requestId}::bigint, ${one.kind}, ${one.note}, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)`);
  await tx.run(sql`
    insert into customers.request_line (customer_id, request_id, line_no, requested_by, subject_id, field, stated, wanted)
    select ${one.customerId}::bigint, ${one.requestId}::bigint, n.line_no, ${tx.actor.userId}::integer, n.subject_id, n.field, n.stated, n.wanted
      from jsonb_to_recordset(${JSON.stringify(one.lines.map((line) => ({ line_no: line.lineNo, subject_id: line.subjectId, field: line.field, stated: line.stated, wanted: line.wanted })))}::jsonb)
           as n(line_no smallint, subject_id bigint, field text, stated text, wanted text)`);
}

/** Takes the request for a change; says in which state it is. */
export const lockRequest = (tx: Tx, requestId: number) => tx.maybe<{ state: RequestState; requestedBy: number; customerId: number; kind: RequestKind }>(sql`
  select state, requested_by, customer_id, kind from customers.request where request_id = ${requestId}::bigint for update`);

export const updateState = (tx: Tx, requestId: number, change: { state: RequestState; answer?: string }) => tx.run(sql`
  update customers.request
     set state = ${change.state}, answer = coalesce(${change.answer ?? null}, answer),
         submitted_at = case when ${change.state} = 'submitted' then ${tx.now}::timestamptz else submitted_at end,
         taken_by = case when ${change.state} = 'pending' then ${tx.actor.userId}::integer else taken_by end, taken_at = case when ${change.state} = 'pending' then ${tx.now}::timestamptz else taken_at end,
         decided_by = case when ${change.state} in ('processed', 'cancelled') then ${tx.actor.userId}::integer else decided_by end,
         decided_at = case when ${change.state} in ('processed', 'cancelled') then ${tx.now}::timestamptz else decided_at end
   where request_id = ${requestId}::bigint`);

export const updateLines = (tx: Tx, requestId: number, lines: readonly Pick<RequestLine, 'lineNo' | 'result' | 'applied' | 'reason'>[]) => tx.run(sql`
  update customers.request_line l set result = n.result, applied = n.applied, reason = n.reason
    from jsonb_to_recordset(${JSON.stringify(lines.map((line) => ({ line_no: line.lineNo, result: line.result, applied: line.applied, reason: line.reason })))}::jsonb) as n(line_no smallint, result text, applied text, reason text)
   where l.request_id = ${requestId}::bigint and l.line_no = n.line_no`);

export async function insertFile(tx: Tx, file: { customerId: number; requestId: number; name: string; type: string; bytes: Buffer }): Promise<number> {
  const { fileNo } = await tx.one<{ fileNo: number }>(sql`select 1 + count(*)::integer as file_no from customers.request_file where customer_id = ${file.customerId}::bigint and request_id = ${file.requestId}::bigint`);
  await tx.run(sql`
    insert into customers.request_file (customer_id, request_id, file_no, requested_by, name, type, bytes, added_at)
    values (${file.customerId}::bigint, ${file.requestId}::bigint, ${fileNo}::smallint, ${tx.actor.userId}::integer, ${file.name}, ${file.type}, ${file.bytes}::bytea, ${tx.now}::timestamptz)`);
  return fileNo;
}

/** An affiliation ends on a day; one that has ended stays as it is. */
export const closeAffiliation = (tx: Tx, { customerId, affiliationId, on }: { customerId: number; affiliationId: number; on: string }) => tx.run(sql`
  update customers.affiliation set valid_to = ${on}::date
   where customer_id = ${customerId}::bigint and affiliation_id = ${affiliationId}::bigint and (valid_to is null or valid_to > ${on}::date)`);

/** A person whom a steward has checked no longer stands on the word of who asked. */
export const markVerified = (tx: Tx, customerId: number) => tx.run(sql`
  update customers.customer set source = 'steward', updated_at = ${tx.now}::timestamptz, version = version + 1 where customer_id = ${customerId}::bigint and source = 'request'`);
