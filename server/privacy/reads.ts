import { sql, type Instant, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { fromCursor, toPage } from '#platform/http';
import type { RequestKind, RequestState } from './rules.ts';
import type { TableReport } from './statements.ts';

export type RequestRow = {
  readonly requestId: number; readonly customerId: number; readonly userId: number | null; readonly subjectName: string | null; readonly kind: RequestKind; readonly state: RequestState; readonly channel: string; readonly words: string;
  readonly receivedAt: Instant; readonly dueAt: Instant; readonly extendedAt: Instant | null; readonly extension: string; readonly identity: string; readonly verifiedAt: Instant | null; readonly exportedAt: Instant | null;
  readonly refusal: string | null; readonly outcome: string; readonly report: { before: { table: string; rows: number }[]; done: TableReport[]; after: { table: string; rows: number }[]; suppressed: number } | null;
  readonly closedAt: Instant | null; readonly closedByName: string | null; readonly recordedByName: string | null; readonly holds: number; readonly version: number;
};

const REQUEST = sql`
  r.request_id, r.customer_id, r.user_id, coalesce(c.name, u.name) as subject_name, r.kind, r.state, r.channel, r.words, r.received_at, r.due_at, r.extended_at, r.extension, r.identity, r.verified_at, r.exported_at,
  r.refusal, r.outcome, r.report, r.closed_at, b.name as closed_by_name, w.name as recorded_by_name, r.version`;
const FROM = sql`
  privacy.request r
  left join customers.customer c on c.customer_id = r.customer_id and r.customer_id <> 0
  left join access.v_person u on u.user_id = r.user_id
  left join access.v_person b on b.user_id = r.closed_by
  left join access.v_person w on w.user_id = r.recorded_by`;
// A hold on any record of a party that was made one holds all of it.
const holds = (now: Instant) => sql`(select count(*) from privacy.legal_hold h where r.customer_id <> 0 and h.customer_id in (select m.customer_id from customers.customer m where coalesce(m.merged_into, m.customer_id) = coalesce(c.merged_into, c.customer_id)) and h.valid_from <= ${now}::timestamptz and (h.valid_to is null or h.valid_to > ${now}::timestamptz)) as holds`;

/** Open ones first, by their clock; closed ones after, newest first. */
export async function listRequests(tx: Tx, question: { readonly state: 'open' | 'closed'; readonly limit: number; readonly cursor?: string | undefined }) {
  const after = fromCursor(question.cursor, 2);
  const open = question.state === 'open';
  const rows = await tx.rows<RequestRow>(sql`
    select ${REQUEST}, ${holds(tx.now)} from ${FROM}
     where (r.closed_at is null) = ${open}
       and (${after === null} or case when ${open} then (r.due_at, r.request_id) > (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::bigint) else (r.due_at, r.request_id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::bigint) end)
     order by case when ${open} then r.due_at end, case when not ${open} then r.due_at end desc, case when ${open} then r.request_id else -r.request_id end
     limit ${question.limit + 1}::integer`);
  return toPage(rows, question.limit, (row) => [row.dueAt, row.requestId]);
}

export async function getRequest(tx: Tx, requestId: number): Promise<RequestRow> {
  const found = await tx.maybe<RequestRow>(sql`select ${REQUEST}, ${holds(tx.now)} from ${FROM} where r.request_id = ${requestId}::bigint`);
  if (!found) throw new Problem('request.not_found');
  return found;
}

export type HoldRow = { readonly holdId: number; readonly customerId: number; readonly name: string | null; readonly reason: string; readonly law: string; readonly validFrom: Instant; readonly validTo: Instant | null; readonly inForce: boolean; readonly recordedByName: string | null; readonly endReason: string };

export const listHolds = (tx: Tx, { customerId }: { readonly customerId?: number | undefined }): Promise<HoldRow[]> => tx.rows(sql`
  select h.hold_id, h.customer_id, c.name, h.reason, h.law, h.valid_from, h.valid_to, h.valid_from <= ${tx.now}::timestamptz and (h.valid_to is null or h.valid_to > ${tx.now}::timestamptz) as in_force, w.name as recorded_by_name, h.end_reason
    from privacy.legal_hold h
    left join customers.customer c using (customer_id)
    left join access.v_person w on w.user_id = h.recorded_by
   where ${customerId ?? null}::bigint is null or h.customer_id = ${customerId ?? null}::bigint
   order by (h.valid_to is null or h.valid_to > ${tx.now}::timestamptz) desc, h.valid_from desc, h.hold_id desc
   limit 200`);

export type SuppressionRow = { readonly suppressionId: number; readonly kind: string; readonly requestId: number; readonly madeAt: Instant; readonly binds: boolean };

/** The list as far as it can be shown: kinds and days. `binds` is false for what was made with another secret. */
export const listSuppressions = (tx: Tx): Promise<SuppressionRow[]> => tx.rows(sql`
  select suppression_id, kind, request_id, made_at, key_id = left(encode(sha256(decode(current_setting('tutti.suppression_pads', true), 'hex')), 'hex'), 16) as binds
    from privacy.suppression where lifted_at is null order by made_at desc, suppression_id desc limit 200`);

/** Files in the data directory from which these customers were loaded, and that are still there: a person has to remove them. */
export const listFilesOf = (tx: Tx, customerIds: readonly number[]): Promise<{ fileId: number; name: string }[]> => tx.rows(sql`
  select f.file_id, f.name from customers.import_file f
   where f.state <> 'removed' and f.import_id = any(array(select s.import_id from customers.source_record s where s.customer_id = any(${customerIds}::bigint[]) and s.import_id is not null))
   order by f.file_id limit 50`);
