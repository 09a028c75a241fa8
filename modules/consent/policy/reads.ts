import { sql, type Tx } from '#platform/db';
import type { WrittenRule } from './types.ts';

export type PolicyRow = {
  readonly policyId: number; readonly market: string; readonly version: number; readonly state: 'draft' | 'live' | 'retired'; readonly text: string; readonly reason: string | null;
  readonly createdAt: string; readonly createdByName: string | null; readonly liveAt: string | null; readonly publishedByName: string | null;
};

const ROWS = sql`
  select v.policy_id, v.market, v.version, v.state, v.text, v.reason, v.created_at, a.name as created_by_name, v.live_at, b.name as published_by_name
    from consent.policy v left join access.v_person a on a.user_id = v.created_by left join access.v_person b on b.user_id = v.published_by`;

/** The versions of a market's rules, newest first. */
export const listPolicies = (tx: Tx, market: string): Promise<PolicyRow[]> => tx.rows(sql`${ROWS} where v.market = ${market} order by v.version desc limit 200`);

export const findPolicy = (tx: Tx, policyId: number): Promise<PolicyRow | undefined> => tx.maybe(sql`${ROWS} where v.policy_id = ${policyId}::integer`);

export type StandingRule = WrittenRule & { readonly ruleId: number };

/** The rules of a market in force, as they would be written. */
export const listStandingRules = (tx: Tx, market: string): Promise<StandingRule[]> => tx.rows(sql`
  select r.rule_id, r.kind, r.channel, r.function, p.code as product, r.purpose, r.bases, r.max_touches, r.window_days, r.quiet_from::text as quiet_from, r.quiet_to::text as quiet_to, r.first_on, r.last_on, r.sentence, r.source
    from consent.rule r left join products.v_product p on p.product_id = r.product_id
   where r.market = ${market} and r.valid_from <= ${tx.now}::timestamptz and (r.valid_to is null or r.valid_to > ${tx.now}::timestamptz)
   order by r.rule_id`);

/** Products by code. */
export const productsByCode = async (tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  new Map((await tx.rows<{ code: string; productId: number }>(sql`select code, product_id from products.v_product where code = any(${codes}::text[])`)).map(({ code, productId }) => [code, productId]));
