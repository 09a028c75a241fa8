import { fromCursor, toPage } from '#platform/http';
import { Problem } from '#platform/problem';
import { sql, type Tx } from '#platform/db';
import type { BreakGlassReason } from '../types.ts';

export type BreakGlassRow = {
  readonly breakGlassId: number; readonly customerId: number; readonly customerName: string | null; readonly userId: number; readonly userName: string; readonly reason: BreakGlassReason; readonly words: string;
  readonly ownerName: string | null; readonly openedAt: string; readonly until: string; readonly endedAt: string | null; readonly endedByName: string | null; readonly open: boolean;
};

// A customer's name stands there for as long as the reader may see her; after its end, a representative's own list keeps the number alone.
const ROWS = (now: string) => sql`
  select b.break_glass_id, b.customer_id, c.name as customer_name, b.user_id, p.name as user_name, b.reason, b.words, o.name as owner_name, b.opened_at, b.until,
         coalesce(b.ended_at, case when b.until <= ${now}::timestamptz then b.until end) as ended_at, e.name as ended_by_name, b.ended_at is null and b.until > ${now}::timestamptz as open
    from access.break_glass b
    join access.person p on p.user_id = b.user_id
    left join access.person o on o.user_id = b.owner_id
    left join access.person e on e.user_id = b.ended_by
    left join customers.v_customer c on c.customer_id = b.customer_id`;

/** Temporary access, newest first: for administrators all, for others what they asked for and what concerns their customers. */
export async function listBreakGlass(tx: Tx, { limit, cursor, openOnly }: { readonly limit: number; readonly cursor?: string | undefined; readonly openOnly?: boolean | undefined }) {
  const after = fromCursor(cursor, 1);
  const rows = await tx.rows<BreakGlassRow>(sql`
    ${ROWS(tx.now)}
     where (${after?.[0] ?? null}::bigint is null or b.break_glass_id < ${after?.[0] ?? null}::bigint)
       and (not ${openOnly ?? false}::boolean or (b.ended_at is null and b.until > ${tx.now}::timestamptz))
     order by b.break_glass_id desc
     limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.breakGlassId]);
}

/** One temporary access, or request.not_found. */
export async function getBreakGlass(tx: Tx, breakGlassId: number): Promise<BreakGlassRow> {
  const found = await tx.maybe<BreakGlassRow>(sql`${ROWS(tx.now)} where b.break_glass_id = ${breakGlassId}::bigint`);
  if (!found) throw new Problem('request.not_found');
  return found;
}

export type ReadUnder = { readonly entryId: number; readonly at: string; readonly resource: string; readonly rows: number };

/** What was read of the customer under a temporary access, newest first: for administrators, who may read the trail. */
export async function listReadsUnder(tx: Tx, { breakGlassId, limit, cursor }: { readonly breakGlassId: number; readonly limit: number; readonly cursor?: string | undefined }) {
  await getBreakGlass(tx, breakGlassId);
  const after = fromCursor(cursor, 1);
  const rows = await tx.rows<ReadUnder>(sql`
    select r.entry_id, r.at, r.resource, r.rows
      from access.v_read_under_break_glass r
     where r.record_id = ${String(breakGlassId)} and (${after?.[0] ?? null}::bigint is null or r.entry_id < ${after?.[0] ?? null}::bigint)
     order by r.entry_id desc
     limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.entryId]);
}

/** What a person has open now. */
export const listOpenOf = (tx: Tx, userId: number) => tx.rows<{ breakGlassId: number; customerId: number; until: string }>(sql`
  select break_glass_id, customer_id, until from access.break_glass
   where user_id = ${userId}::integer and ended_at is null and until > ${tx.now}::timestamptz`);

/** Whose work a customer is for sales, and that one's manager: who is told. */
export const findOwner = (tx: Tx, customerId: number) => tx.maybe<{ ownerId: number; ownerManagerId: number | null }>(sql`
  select o.user_id as owner_id, p.manager_id as owner_manager_id
    from customers.v_owner o join access.person p on p.user_id = o.user_id and p.state = 'active'
   where o.customer_id = ${customerId}::bigint and o.function = 'sales'`);
