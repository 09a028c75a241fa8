import { sql, type Sql, type Tx } from '#platform/db';
import { evidenceList, type Evidence } from './evidence.ts';
import { patternSql, vetoSql } from './levels.ts';
import { bitsOf, chanceOf, evidenceOf } from './model.ts';
import { PRESCRIBER_FIELDS, prescribersSql, type PrescriberField } from './prescribers.ts';
import { findLiveRule, idsAlike } from './reads.ts';
import { plainSql } from './record-set.ts';
import { PRESCRIBERS } from './run-match.ts';
import type { MatchModel, MatchRule } from './types.ts';

export type Typed = Readonly<Partial<Record<PrescriberField, string>>>;
export type Likeness = { readonly customerId: number; readonly name: string; readonly probability: number; readonly veto: boolean; readonly evidence: readonly Evidence[] };

const MOST = 10;
const columns = (make: (field: PrescriberField) => Sql): Sql => sql.join(PRESCRIBER_FIELDS.map(make));

type Row = { readonly customerId: number; readonly name: string; readonly pattern: number; readonly veto: boolean; readonly left: Record<string, string | null>; readonly right: Record<string, string | null> };

const comparedSql = (rule: MatchRule, typed: Typed, customerIds: readonly number[]): Sql => sql`
  with typed as (select ${columns((field) => sql`${typed[field] ?? null}::text as ${sql.id(field)}`)}),
       known as (${prescribersSql(sql`c.customer_id = any(${customerIds}::bigint[])`)}),
       l as (select ${columns(plainSql)} from typed s),
       r as (select s.record_id, ${columns(plainSql)} from known s)
  select r.record_id as customer_id, c.name, ${patternSql(rule)} as pattern, ${vetoSql(rule)} as veto,
         jsonb_build_object(${columns((field) => sql`${field}::text, ${sql.trusted(`l.f_${field}`)}`)}) as "left", jsonb_build_object(${columns((field) => sql`${field}::text, ${sql.trusted(`r.f_${field}`)}`)}) as "right"
    from l cross join r join customers.customer c on c.customer_id = r.record_id`;

/**
 * Who of the prescribers that the reader may see could be the one that is being typed, the likeliest first, with the evidence by field. The rarity of names
 * counts only in runs over everybody. Empty while no rule is live or has learnt nothing yet.
 */
export async function matchOne(tx: Tx, typed: Typed): Promise<Likeness[]> {
  const rule = await findLiveRule(tx, PRESCRIBERS);
  if (!rule?.model) return [];
  const model: MatchModel = rule.model;
  const prior = bitsOf(model.lambda);
  const rows = await tx.rows<Row>(comparedSql(rule.definition, typed, await idsAlike(tx, typed as Readonly<Record<string, string>>))); // the numbers travel with the statement: the planner then knows how few they are
  return rows.map(({ pattern, left, right, ...row }) => ({
    ...row, probability: chanceOf(prior + evidenceOf({ rule: rule.definition, model }, pattern)), evidence: evidenceList({ ...rule.definition, compare: rule.definition.compare.map((field) => ({ ...field, rarity: 0 })) }, model, { pattern, left, right, rarity: {} }),
  })).filter(({ probability }) => probability >= rule.definition.review).toSorted((a, b) => Number(a.veto) - Number(b.veto) || b.probability - a.probability).slice(0, MOST);
}
