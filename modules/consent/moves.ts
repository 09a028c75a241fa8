import { sql, type Tx } from '#platform/db';
import type { MergePair, Moves } from '#customers';

/**
 * Of each scope the stricter side stands: where either record had said no, and the other's newer yes would now beat it, a no of the merge is added. What
 * she says after the merge is newer and counts as usual.
 */
const standStricter = (tx: Tx, pairs: readonly MergePair[]): Promise<number> => tx.run(sql`
  with p as materialized (
    select * from unnest(${pairs.map((one) => one.loserId)}::bigint[], ${pairs.map((one) => one.winnerId)}::bigint[], ${pairs.map((one) => one.mergeId)}::bigint[],
                         ${pairs.map((one) => one.mergedAt)}::timestamptz[]) as p(loser_id, winner_id, merge_id, merged_at)),
  -- What each side said last, of each scope, as it stood at the instant of the merge.
  said as (
    select distinct on (p.merge_id, d.customer_id, d.channel, d.purpose, d.product_id, d.market) p.merge_id, p.winner_id, p.merged_at, d.customer_id, d.channel, d.purpose, d.product_id,
           d.market, d.granted, d.basis, d.decision_id, d.effective_at, d.expires_at
      from p join consent.decision d on d.customer_id in (p.loser_id, p.winner_id)
     where d.effective_at <= p.merged_at and d.recorded_at <= p.merged_at and (d.expires_at is null or d.expires_at > p.merged_at)
     order by p.merge_id, d.customer_id, d.channel, d.purpose, d.product_id, d.market, d.effective_at desc, d.granted, d.decision_id desc),
  beaten as (
    select distinct on (no.merge_id, no.channel, no.purpose, no.product_id, no.market) no.*
      from said no join said yes
        on yes.merge_id = no.merge_id and yes.customer_id <> no.customer_id and yes.channel = no.channel and yes.purpose = no.purpose and yes.product_id is not distinct from no.product_id
       and yes.market = no.market and yes.granted and yes.effective_at > no.effective_at
     where not no.granted
     order by no.merge_id, no.channel, no.purpose, no.product_id, no.market)
  insert into consent.decision (customer_id, decision_id, channel, purpose, product_id, market, granted, basis, source, evidence, effective_at, expires_at, recorded_at, recorded_by)
  select b.winner_id, nextval('consent.merge_decision_number'), b.channel, b.purpose, b.product_id, b.market, false, b.basis, 'merge:' || b.merge_id,
         jsonb_build_object('decisionId', b.decision_id), b.merged_at, b.expires_at, b.merged_at, ${tx.actor.userId}::integer
    from beaten b`);

const takeBackNos = async (tx: Tx, customerIds: readonly number[]): Promise<void> => {
  await tx.run(sql`delete from consent.decision where customer_id = any(${customerIds}::bigint[]) and source like 'merge:%'`);
};

/** Decisions and prohibitions of both records count for the party; the stricter stands. */
export const moves: Moves = {
  tables: [{ table: 'consent.decision', moves: true }, { table: 'consent.restriction', moves: true }, { table: 'consent.imported', moves: true }],
  join: standStricter,
  part: takeBackNos,
};
