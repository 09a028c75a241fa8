import { sql, type Tx } from '#platform/db';
import type { CustomerId } from '../types.ts';
import { assemble, type Entry } from './assemble.ts';
import { entriesAt, entriesNow } from './state.ts';
import type { PlainRecord } from './types.ts';

/** Records as they stand, as far as the reader may see them. */
export const plainRecords = async (tx: Tx, customerIds: readonly CustomerId[]): Promise<Map<CustomerId, PlainRecord>> => assemble(await tx.rows<Entry>(sql`
  with asked as materialized (select customer_id from unnest(${customerIds}::bigint[]) as n(customer_id)) ${entriesNow}`));

/** Records as they were known at an instant; who was not on file then is not among them. */
export async function plainRecordsAt(tx: Tx, customerIds: readonly CustomerId[], at: string): Promise<Map<CustomerId, PlainRecord>> {
  const all = assemble(await tx.rows<Entry>(sql`with asked as materialized (select customer_id from unnest(${customerIds}::bigint[]) as n(customer_id)) ${entriesAt(at)}`));
  return new Map([...all].filter(([, record]) => record.createdAt <= at));
}

type FeedRow = { readonly changeId: number; readonly customerId: CustomerId; readonly kinds: readonly string[]; readonly fields: readonly string[]; readonly at: string; readonly source: string };

/** Changes after a place and no further than another, in their order: who came, and what changed since. */
export const changesBetween = (tx: Tx, { after, upTo, most }: { after: number; upTo: number; most: number }): Promise<FeedRow[]> => tx.rows(sql`
  select * from (
    (select c.creation_id as change_id, c.customer_id, '{created}'::text[] as kinds, '{}'::text[] as fields, c.created_at as at, c.source
       from customers.customer c
      where c.creation_id > ${after}::bigint and c.creation_id <= ${upTo}::bigint
      order by c.creation_id limit ${most}::integer)
    union all
    (select h.change_id, h.customer_id, h.kinds, array(select distinct regexp_replace(k, ':.*', ':') from jsonb_object_keys(h.before) k order by 1), h.at, h.source
       from customers.change h
      where h.change_id > ${after}::bigint and h.change_id <= ${upTo}::bigint
      order by h.change_id limit ${most}::integer)) f
   order by f.change_id
   limit ${most}::integer`);

/** Those among these customers who asked to be erased. */
export const erasedAmong = async (tx: Tx, customerIds: readonly CustomerId[]): Promise<ReadonlySet<CustomerId>> => new Set((await tx.rows<{ customerId: number }>(sql`
  select distinct h.customer_id from customers.change h where h.customer_id = any(${customerIds}::bigint[]) and h.kinds @> '{erased}'`)).map((row) => row.customerId));

/** The records that were part of one at an instant, whichever way they came into it. */
export const mergedInAt = (tx: Tx, customerId: CustomerId, at: string): Promise<{ mergeId: number; customerId: CustomerId; mergedAt: string; mergedByName: string | null }[]> => tx.rows(sql`
  with recursive part as (
    select m.merge_id, m.customer_id, m.merged_at, m.merged_by from customers.merge m
     where m.winner_id = ${customerId}::bigint and m.merged_at <= ${at}::timestamptz and coalesce(m.undone_at > ${at}::timestamptz, true)
    union
    select m.merge_id, m.customer_id, m.merged_at, m.merged_by
      from part p join customers.merge m on m.winner_id = p.customer_id and m.merged_at <= ${at}::timestamptz and coalesce(m.undone_at > ${at}::timestamptz, true))
  select p.merge_id, p.customer_id, p.merged_at, w.name as merged_by_name
    from part p left join access.v_person w on w.user_id = p.merged_by
   order by p.merge_id`);

export const colleagueNames = (tx: Tx, userIds: readonly number[]): Promise<{ userId: number; name: string; roleTitle: string }[]> => tx.rows(sql`
  select user_id, name, role_title from access.v_person where user_id = any(${userIds}::integer[])`);

export const specialtyNames = (tx: Tx, codes: readonly string[]): Promise<{ code: string; name: string }[]> => tx.rows(sql`
  select code, name from customers.taxonomy where code = any(${codes}::text[])`);
