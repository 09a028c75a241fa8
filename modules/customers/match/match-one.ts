import { sql, type Sql, type Tx } from '#platform/db';
import { evidenceList, type Evidence } from './evidence.ts';
import { patternSql, vetoSql } from './levels.ts';
import { bitsOf, chanceOf, evidenceOf } from './model.ts';
import { PRESCRIBER_FIELDS, prescribersSql, type PrescriberField } from './prescribers.ts';
import { findAnsweringRule, idsAlike, idsResembling } from './reads.ts';
import { plainSql } from './record-set.ts';
import { PRESCRIBERS } from './subjects.ts';
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

const LIKELY = 0.5;
const ACCENTS = /\p{M}/gu;
/** As sort_name has it: lower case, without accents. */
const plainly = (name: string): string => name.normalize('NFD').replace(ACCENTS, '').toLowerCase();

/**
 * Who of the prescribers that the reader may see could be the one that is being typed, the likeliest first, with the evidence by field. The rarity of names
 * counts only in runs over everybody. Empty while no rule has learnt anything yet; after a new rule has gone live the one before it answers until a run is done.
 */
export async function matchOne(tx: Tx, typed: Typed): Promise<Likeness[]> {
  const rule = await findAnsweringRule(tx, PRESCRIBERS.code);
  if (!rule?.model) return [];
  const { definition, model }: { definition: MatchRule; model: MatchModel } = { definition: rule.definition, model: rule.model };
  const prior = bitsOf(model.lambda);
  const evenly = { ...definition, compare: definition.compare.map((field) => ({ ...field, rarity: 0 })) };
  const sought = { ...typed, ...(typed.family ? { family: plainly(typed.family) } : {}), ...(typed.given ? { given: plainly(typed.given) } : {}) };
  const weigh = async (customerIds: readonly number[]): Promise<Likeness[]> => {
    const rows = customerIds.length ? await tx.rows<Row>(comparedSql(definition, typed, customerIds)) : []; // the numbers travel with the statement: the planner then knows how few they are
    return rows.map(({ pattern, left, right, ...row }) => ({
      ...row, probability: chanceOf(prior + evidenceOf({ rule: definition, model }, pattern)), evidence: evidenceList(evenly, model, { pattern, left, right, rarity: {} }),
    })).filter(({ probability }) => probability >= definition.review);
  };
  const near = await idsAlike(tx, sought);
  const first = await weigh(near);
  const isPlaced = sought.state !== undefined || first.some(({ probability }) => probability >= LIKELY);
  const further = isPlaced ? [] : await weigh((await idsResembling(tx, sought)).filter((id) => !near.includes(id)));
  return [...first, ...further].toSorted((a, b) => Number(a.veto) - Number(b.veto) || b.probability - a.probability).slice(0, MOST);
}
