import { sql, type Tx } from '#platform/db';
import type { Holding } from './hold-together.ts';

/** Marks the pairs by which a run would join records. */
export const flagJoins = (tx: Tx, runId: number, pairs: readonly Holding[]) => tx.run(sql`
  update customers.match_pair p set join_run = ${runId}::bigint, party = n.party
    from unnest(${pairs.map(({ l }) => l)}::bigint[], ${pairs.map(({ r }) => r)}::bigint[], ${pairs.map(({ party }) => party)}::bigint[]) as n(l, r, party)
   where p.customer_id = n.l and p.other_id = n.r`);

/**
 * Takes the mark from parties that somebody doubts: of two of their records a steward last said anything but "the same" (also by taking a merge back), or put
 * the pair aside; or a record is no longer there. Says how many records would still go into others. `parties`: those only; null for all of the run.
 */
export async function unflagDoubted(tx: Tx, runId: number, parties: readonly number[] | null = null): Promise<number> {
  const flagged = sql`p.join_run = ${runId}::bigint and (${parties}::bigint[] is null or p.party = any(${parties}::bigint[]))`;
  await tx.run(sql`
    with flagged as materialized (select p.customer_id, p.other_id, p.party, p.state from customers.match_pair p where ${flagged}),
    member as materialized (select party, customer_id as id from flagged union select party, other_id from flagged),
    two as materialized (select a.party, a.id as customer_id, b.id as other_id from member a join member b on b.party = a.party and a.id < b.id),
    doubted as (
      select party from flagged where state <> 'open'
      union select m.party from member m join customers.customer c on c.customer_id = m.id where c.status not in ('active', 'inactive')
      union select m.party from member m join customers.merge g on g.customer_id = m.id and g.run_id is not null and g.undone_at is not null -- it was joined once, and came back
      union select t.party from two t join customers.match_pair p on p.customer_id = t.customer_id and p.other_id = t.other_id and p.state in ('later', 'different')
      union select t.party from two t
        cross join lateral (select v.verdict from customers.match_verdict v where v.customer_id = t.customer_id and v.other_id = t.other_id order by v.verdict_id desc limit 1) v
        where v.verdict <> 'same')
    update customers.match_pair p set join_run = null, party = null where p.join_run = ${runId}::bigint and p.party in (select party from doubted)`);
  const { left } = await tx.one<{ left: number }>(sql`select count(*) as left from customers.match_pair p where ${flagged}`);
  return left;
}

/** The next parties that a run would join, each with its records. */
export const nextParties = (tx: Tx, runId: number, wanted: number): Promise<readonly { party: number; members: readonly number[] }[]> => tx.rows(sql`
  select f.party, array_agg(distinct m.id order by m.id) as members
    from (select distinct party from customers.match_pair where join_run = ${runId}::bigint order by party limit ${wanted}::integer) f
    join customers.match_pair p on p.join_run = ${runId}::bigint and p.party = f.party
   cross join lateral (values (p.customer_id), (p.other_id)) m(id)
   group by f.party`);

export const unflag = (tx: Tx, runId: number, parties: readonly number[]) => tx.run(sql`
  update customers.match_pair set join_run = null, party = null where join_run = ${runId}::bigint and party = any(${parties}::bigint[])`);

export type Joins = 'asked' | 'left' | 'joining' | 'joined' | 'taking_back' | 'taken_back';

/** Moves a run on, where it stands as expected; says whether it did. */
export const moveJoins = async (tx: Tx, runId: number, { from, to, reason }: { readonly from: readonly Joins[]; readonly to: Joins; readonly reason?: string }): Promise<boolean> => await tx.run(sql`
  update customers.match_run set joins = ${to}, joins_by = coalesce(${tx.actor.userId}::integer, joins_by), joins_reason = coalesce(${reason ?? null}, joins_reason)
   where run_id = ${runId}::bigint and joins = any(${[...from]}::text[])`) > 0;

/** Which merges a run made that still stand, the newest first. */
export const standingOfRun = async (tx: Tx, runId: number, wanted: number): Promise<readonly number[]> => (await tx.rows<{ mergeId: number }>(sql`
  select merge_id from customers.merge where run_id = ${runId}::bigint and undone_at is null order by merge_id desc limit ${wanted}::integer`)).map(({ mergeId }) => mergeId);

/** Counts what a run joined, and what of it came back. */
export const countJoined = (tx: Tx, runId: number) => tx.run(sql`
  update customers.match_run set joined = (select count(*) from customers.merge m where m.run_id = ${runId}::bigint), taken_back = (select count(*) from customers.merge m where m.run_id = ${runId}::bigint and m.undone_at is not null)
   where run_id = ${runId}::bigint`);
