import { sql, type Tx } from '#platform/db';

/** One change of a market's rules at a time. */
export const lockMarket = (tx: Tx, market: string) => tx.run(sql`select pg_advisory_xact_lock(hashtextextended('consent.policy ' || ${market}, 0))`);

export const insertPolicy = (tx: Tx, { market, text }: { readonly market: string; readonly text: string }) => tx.one<{ policyId: number; version: number }>(sql`
  insert into consent.policy (market, version, text, created_by, created_at)
  values (${market}, (select coalesce(max(version), 0) + 1 from consent.policy where market = ${market}), ${text}, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)
  returning policy_id, version`);

/** Says whether it was a draft; the version that was live until now is live no more. */
export async function setLive(tx: Tx, { policyId, market, reason }: { readonly policyId: number; readonly market: string; readonly reason: string }): Promise<number> {
  await tx.run(sql`
    update consent.policy set state = 'retired'
     where market = ${market} and state = 'live' and exists (select from consent.policy d where d.policy_id = ${policyId}::integer and d.state = 'draft')`);
  return tx.run(sql`
    update consent.policy set state = 'live', reason = ${reason}, published_by = ${tx.actor.userId}::integer, live_at = ${tx.now}::timestamptz
     where policy_id = ${policyId}::integer and state = 'draft'`);
}

export const endRules = (tx: Tx, ruleIds: readonly number[]) => tx.run(sql`
  update consent.rule set valid_to = ${tx.now}::timestamptz where rule_id = any(${ruleIds}::integer[])`);
