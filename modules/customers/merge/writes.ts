import { sql, type Tx } from '#platform/db';
import { mergeRounds, type StandingMerge } from '../rules/merge-rounds.ts';

const IMPORT_LANES = [7_461_010, 7_461_011]; // the locks of imports: parties do not change while rows are being told whom they are about

/** One merge, undo or batch of an import at a time. */
export const lockParties = (tx: Tx) => tx.run(sql`select pg_advisory_xact_lock(lane) from unnest(${IMPORT_LANES}::bigint[]) lane`);

/** Takes the records for a change, always in the same order. */
export const lockRecords = (tx: Tx, customerIds: readonly number[]) => tx.run(sql`
  select customer_id from customers.customer where customer_id = any(${customerIds}::bigint[]) order by customer_id for update`);

export async function nextMergeIds(tx: Tx, count: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`select nextval('customers.merge_number') as id from generate_series(1, ${count}::integer)`);
  return rows.map((row) => row.id);
}

export const insertMerges = (tx: Tx, merges: readonly StandingMerge[], { reasons, runId }: { readonly reasons: readonly string[]; readonly runId: number | null }) => tx.run(sql`
  insert into customers.merge (customer_id, merge_id, winner_id, reason, run_id, merged_by, merged_at)
  select n.loser_id, n.merge_id, n.winner_id, n.reason, ${runId}::bigint, ${tx.actor.userId}::integer, ${tx.now}::timestamptz
    from unnest(${merges.map((m) => m.loserId)}::bigint[], ${merges.map((m) => m.mergeId)}::bigint[], ${merges.map((m) => m.winnerId)}::bigint[], ${reasons}::text[])
         as n(loser_id, merge_id, winner_id, reason)`);

export const updateReport = (tx: Tx, mergeIds: readonly number[], report: object) => tx.run(sql`
  update customers.merge set report = ${JSON.stringify(report)}::jsonb where merge_id = any(${mergeIds}::bigint[])`);

export const lockMerges = (tx: Tx, mergeIds: readonly number[]): Promise<(StandingMerge & { undoneAt: string | null })[]> => tx.rows(sql`
  select merge_id, customer_id as loser_id, winner_id, merged_at, undone_at from customers.merge where merge_id = any(${mergeIds}::bigint[]) order by merge_id for update`);

/** Ends merges; they stay on file. */
export const endMerges = (tx: Tx, mergeIds: readonly number[], reason: string) => tx.run(sql`
  update customers.merge set undone_by = ${tx.actor.userId}::integer, undone_at = ${tx.now}::timestamptz, undo_reason = ${reason}
   where merge_id = any(${mergeIds}::bigint[]) and undone_at is null`);

export const updateUndoReport = (tx: Tx, mergeIds: readonly number[], report: object) => tx.run(sql`
  update customers.merge set undo_report = ${JSON.stringify(report)}::jsonb where merge_id = any(${mergeIds}::bigint[])`);

/** Keeps each record as it is by itself, before the other changes it, and notes under which number both are found. */
export async function upsertMembers(tx: Tx, merges: readonly StandingMerge[]): Promise<void> {
  const [losers, winners] = [merges.map((m) => m.loserId), merges.map((m) => m.winnerId)];
  await tx.run(sql`
    insert into customers.merge_member as m (customer_id, root_id, native)
    select c.customer_id, p.winner_id, to_jsonb(c) - 'version'
      from unnest(${losers}::bigint[], ${winners}::bigint[]) as p(loser_id, winner_id)
      join customers.customer c on c.customer_id in (p.loser_id, p.winner_id)
    on conflict (customer_id) do nothing`);
  await tx.run(sql`
    update customers.merge_member m set root_id = p.winner_id
      from unnest(${losers}::bigint[], ${winners}::bigint[]) as p(loser_id, winner_id)
     where m.root_id = p.loser_id and m.root_id <> p.winner_id`);
}

export const deleteMembers = (tx: Tx, customerIds: readonly number[]) => tx.run(sql`delete from customers.merge_member where customer_id = any(${customerIds}::bigint[])`);

/** The merges of these records that stand, as rounds. */
export async function standingMerges(tx: Tx, memberIds: readonly number[]) {
  const merges = await tx.rows<StandingMerge>(sql`
    select merge_id, customer_id as loser_id, winner_id, merged_at from customers.merge
     where customer_id = any(${memberIds}::bigint[]) and undone_at is null
     order by merge_id`);
  return { merges, ...mergeRounds(merges) };
}

/** Under which number each record is found now, of those that were merged. */
export async function rootsOf(tx: Tx, customerIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.rows<{ customerId: number; rootId: number }>(sql`select customer_id, root_id from customers.merge_member where customer_id = any(${customerIds}::bigint[])`);
  return new Map(rows.map((row) => [row.customerId, row.rootId]));
}

/** Of which records these parties are made, and under which number each is found. */
export async function membersOf(tx: Tx, roots: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.rows<{ customerId: number; rootId: number }>(sql`select customer_id, root_id from customers.merge_member where root_id = any(${roots}::bigint[])`);
  return new Map(rows.map((row) => [row.customerId, row.rootId]));
}

/** A steward's word about two records. The newest binds. */
export const insertVerdicts = (tx: Tx, verdicts: readonly { readonly customerId: number; readonly otherId: number; readonly verdict: string; readonly reason: string }[]) => tx.run(sql`
  insert into customers.match_verdict (customer_id, other_id, verdict, probability, evidence, reason, decided_by, decided_at)
  select n.customer_id, n.other_id, n.verdict, p.probability, p.evidence, n.reason, ${tx.actor.userId}::integer, ${tx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(verdicts.map((one) => ({ customer_id: one.customerId, other_id: one.otherId, verdict: one.verdict, reason: one.reason })))}::jsonb)
         as n(customer_id bigint, other_id bigint, verdict text, reason text)
    left join customers.match_pair p on p.customer_id = n.customer_id and p.other_id = n.other_id`);

export const updatePairStates = (tx: Tx, pairs: readonly { readonly customerId: number; readonly otherId: number; readonly state: string }[]) => tx.run(sql`
  update customers.match_pair p set state = n.state
    from jsonb_to_recordset(${JSON.stringify(pairs.map((one) => ({ customer_id: one.customerId, other_id: one.otherId, state: one.state })))}::jsonb)
         as n(customer_id bigint, other_id bigint, state text)
   where p.customer_id = n.customer_id and p.other_id = n.other_id and p.state <> n.state`);
