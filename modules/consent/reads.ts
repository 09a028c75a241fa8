import { sql, type Tx } from '#platform/db';
import { fromCursor, toPage } from '#platform/http';
import { Problem } from '#platform/problem';
import { BEFORE_LIMITS } from './rules/policy-order.ts';
import { RULE_KINDS, type Basis, type Decision, type RestrictionKind, type RuleKind } from './types.ts';

export type DecisionRow = Decision & {
  readonly basis: Basis; readonly source: string; readonly evidence: Readonly<Record<string, unknown>>; readonly textVersion: string | null; readonly productName: string | null;
  readonly recordedAt: string; readonly recordedBy: number | null; readonly recordedByName: string | null;
};
export type RestrictionRow = {
  readonly customerId: number; readonly restrictionId: number; readonly kind: RestrictionKind; readonly productId: number | null; readonly productName: string | null; readonly reason: string; readonly source: string;
  readonly validFrom: string; readonly validTo: string | null; readonly recordedByName: string | null; readonly inForce: boolean;
};
export type PolicyRule = {
  readonly ruleId: number | null; readonly kind: RuleKind | string; readonly channel: string; readonly purpose: string; readonly market: string; readonly sentence: string; readonly source: string;
  readonly maxTouches: number | null; readonly windowDays: number | null; readonly quietFrom: string | null; readonly quietTo: string | null; readonly validFrom: string | null;
};

/** Fails like an unknown customer when the reader may not see this one. */
export async function assertVisible(tx: Tx, customerId: number): Promise<void> {
  const found = await tx.maybe(sql`select customer_id from customers.v_customer where customer_id = ${customerId}::bigint`);
  if (!found) throw new Problem('request.not_found');
}

/** Every decision of a customer, newest first. */
export async function listDecisions(tx: Tx, { customerId, limit, cursor }: { customerId: number; limit: number; cursor?: string }) {
  const after = fromCursor(cursor, 1);
  const rows = await tx.rows<DecisionRow>(sql`
    select d.customer_id, d.decision_id, d.channel, d.purpose, d.product_id, d.market, d.granted, d.basis, d.source, d.evidence, d.text_version,
           d.effective_at, d.expires_at, d.recorded_at, d.recorded_by, p.name as product_name, h.name as recorded_by_name
      from consent.decision d
      left join products.v_product p on p.product_id = d.product_id
      left join access.v_person h on h.user_id = d.recorded_by
     where d.customer_id = ${customerId}::bigint and (${after === null} or d.decision_id < ${Number(after?.[0] ?? 0)}::bigint)
     order by d.decision_id desc
     limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.decisionId]);
}

/** Standing prohibitions of a customer, those in force first. */
export const listRestrictions = (tx: Tx, customerId: number): Promise<RestrictionRow[]> => tx.rows(sql`
  select r.customer_id, r.restriction_id, r.kind, r.product_id, p.name as product_name, r.reason, r.source, r.valid_from, r.valid_to, h.name as recorded_by_name,
         r.valid_from <= ${tx.now}::timestamptz and (r.valid_to is null or r.valid_to > ${tx.now}::timestamptz) as in_force
    from consent.restriction r
    left join access.v_person h on h.user_id = r.recorded_by
    left join products.v_product p on p.product_id = r.product_id
   where r.customer_id = ${customerId}::bigint
   order by in_force desc, r.restriction_id desc
   limit 200`);

export const findRestriction = (tx: Tx, customerId: number, restrictionId: number): Promise<{ kind: RestrictionKind; validTo: string | null } | undefined> => tx.maybe(sql`
  select kind, valid_to from consent.restriction where customer_id = ${customerId}::bigint and restriction_id = ${restrictionId}::bigint`);

/** Everything that binds a touch, in the order in which it binds: what is law first, then the limits in force. */
export async function listPolicy(tx: Tx, { market }: { market: string }): Promise<PolicyRule[]> {
  const limits = await tx.rows<PolicyRule>(sql`
    select rule_id, kind, channel, purpose, market, sentence, source, max_touches, window_days, quiet_from::text as quiet_from, quiet_to::text as quiet_to, valid_from
      from consent.rule
     where market = ${market} and valid_from <= ${tx.now}::timestamptz and (valid_to is null or valid_to > ${tx.now}::timestamptz)
     order by array_position(${RULE_KINDS}::text[], kind), rule_id`);
  const fixed = BEFORE_LIMITS.map((rule): PolicyRule => ({
    ...rule, ruleId: null, channel: 'any', purpose: 'any', market, maxTouches: null, windowDays: null, quietFrom: null, quietTo: null, validFrom: null,
  }));
  return [...fixed, ...limits];
}
