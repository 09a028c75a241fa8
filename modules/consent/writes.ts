import { sql, type Tx } from '#platform/db';
import type { NewDecision, NewRestriction, NewRule } from './types.ts';

export async function nextIds(tx: Tx, count: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`select nextval('consent.decision_number') as id from generate_series(1, ${count}::integer)`);
  return rows.map((row) => row.id);
}

export async function insertDecisions(tx: Tx, ids: readonly number[], decisions: readonly NewDecision[]): Promise<void> {
  const rows = decisions.map((one, index) => ({
    customer_id: one.customerId, decision_id: ids[index], channel: one.channel, purpose: one.purpose, product_id: one.productId ?? null, market: one.market ?? 'US',
    granted: one.granted, basis: one.basis ?? 'consent', source: one.source, evidence: one.evidence ?? {}, text_version: one.textVersion ?? null,
    effective_at: one.effectiveAt ?? tx.now, expires_at: one.expiresAt ?? null,
  }));
  await tx.run(sql`
    insert into consent.decision (customer_id, decision_id, channel, purpose, product_id, market, granted, basis, source, evidence, text_version,
                                  effective_at, expires_at, recorded_at, recorded_by)
    select r.customer_id, r.decision_id, r.channel, r.purpose, r.product_id, r.market, r.granted, r.basis, r.source, r.evidence, r.text_version,
           r.effective_at, r.expires_at, ${tx.now}::timestamptz, ${tx.actor.userId}::integer
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           as r(customer_id bigint, decision_id bigint, channel text, purpose text, product_id integer, market text, granted boolean, basis text, source text,
                evidence jsonb, text_version text, effective_at timestamptz, expires_at timestamptz)`);
}

export async function insertRestriction(tx: Tx, id: number, one: NewRestriction): Promise<void> {
  await tx.run(sql`
    insert into consent.restriction (customer_id, restriction_id, kind, product_id, reason, source, valid_from, valid_to, recorded_by)
    values (${one.customerId}::bigint, ${id}::bigint, ${one.kind}, ${one.productId ?? null}::integer, ${one.reason}, ${one.source}, ${one.validFrom ?? tx.now}::timestamptz,
            ${one.validTo ?? null}::timestamptz, ${tx.actor.userId}::integer)`);
}

/** Says how many were still in force. */
export const endRestrictionAt = (tx: Tx, customerId: number, restrictionId: number): Promise<number> => tx.run(sql`
  update consent.restriction set valid_to = ${tx.now}::timestamptz
   where customer_id = ${customerId}::bigint and restriction_id = ${restrictionId}::bigint and (valid_to is null or valid_to > ${tx.now}::timestamptz)`);

export async function insertRules(tx: Tx, rules: readonly NewRule[]): Promise<void> {
  await tx.run(sql`
    insert into consent.rule (kind, channel, function, product_id, bases, purpose, market, max_touches, window_days, quiet_from, quiet_to, first_on, last_on, sentence, source, valid_from, valid_to)
    select r.kind, coalesce(r.channel, 'any'), r.function, r.product_id, r.bases, coalesce(r.purpose, 'promotion'), coalesce(r.market, 'US'), r.max_touches, r.window_days, r.quiet_from, r.quiet_to, r.first_on, r.last_on,
           r.sentence, r.source, coalesce(r.valid_from, ${tx.now}::timestamptz), r.valid_to
      from jsonb_to_recordset(${JSON.stringify(rules.map((rule) => ({
        kind: rule.kind, channel: rule.channel, function: rule.function, product_id: rule.productId, bases: rule.bases, purpose: rule.purpose, market: rule.market, max_touches: rule.maxTouches, window_days: rule.windowDays,
        quiet_from: rule.quietFrom, quiet_to: rule.quietTo, first_on: rule.firstOn, last_on: rule.lastOn, sentence: rule.sentence, source: rule.source, valid_from: rule.validFrom, valid_to: rule.validTo,
      })))}::jsonb)
           as r(kind text, channel text, function text, product_id integer, bases text[], purpose text, market text, max_touches integer, window_days integer, quiet_from time, quiet_to time, first_on date, last_on date, sentence text, source text, valid_from timestamptz, valid_to timestamptz)`);
}
