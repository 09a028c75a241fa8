import { audit } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { Problem } from '#platform/problem';
import { wilson } from '../rules/wilson.ts';
import { patternOf } from './evidence.ts';
import { bitsOf, chanceOf, evidenceOf } from './model.ts';
import { findRule, listVerdicts } from './reads.ts';
import { askForRun, linkAll } from './run-match.ts';
import { readRule, subjectOf } from './subjects.ts';
import { insertRule, setLive } from './writes.ts';

/** Keeps a text as the next version of its rule, a draft. Fails with customers.match_rule_invalid, naming each field. */
export const saveRule = (db: Db, actor: Actor, { text }: { readonly text: string }): Promise<{ ruleId: number; version: number }> => db.transaction(actor, async (tx) => {
  const saved = await insertRule(tx, { text, definition: readRule(text) });
  await audit(tx, { action: 'customers.match-rule-save', resource: 'customers.match_rule', recordId: saved.ruleId, after: { version: saved.version } });
  return saved;
});

/** Makes a draft the rule by which pairs are found from now on, and has all records looked through by it; until that is done the rule before it answers whoever types. */
export const publishRule = (db: Db, actor: Actor, { ruleId, reason }: { readonly ruleId: number; readonly reason: string }): Promise<void> => db.transaction(actor, async (tx) => {
  const rule = await findRule(tx, ruleId);
  if (!rule) throw new Problem('request.not_found');
  if (await setLive(tx, rule) === 0) throw new Problem('customers.match_rule_settled');
  await audit(tx, { action: 'customers.match-rule-publish', resource: 'customers.match_rule', recordId: ruleId, after: { version: rule.version }, reason });
  await askForRun(tx, ruleId);
});

export type Trial = {
  readonly records: number; readonly pairs: number; readonly toReview: number; readonly joined: number;
  readonly blocks: readonly { readonly block: string; readonly pairs: number; readonly largest: number }[];
  /** Against what stewards have said so far, as the evidence of their pairs would weigh now; null while they have said nothing. */
  readonly precision: { readonly share: number; readonly low: number; readonly high: number; readonly of: number } | null;
  readonly recall: { readonly share: number; readonly low: number; readonly high: number; readonly of: number } | null;
};

const shareOf = (part: number, of: number) => (of === 0 ? null : { share: part / of, of, low: wilson(part, of)?.low ?? 0, high: wilson(part, of)?.high ?? 1 });

/** Tries a version on all records of which it speaks and keeps nothing: what it would cost and propose, and how it does on the pairs that stewards have judged. */
export async function tryRule(db: Db, actor: Actor, { ruleId }: { readonly ruleId: number }): Promise<Trial> {
  const rule = await db.read(actor, (tx) => findRule(tx, ruleId));
  if (!rule) throw new Problem('request.not_found');
  const verdicts = await db.read(actor, (tx) => listVerdicts(tx, subjectOf(rule.code).kinds));
  const { review, join, block } = rule.definition;
  return linkAll(db, rule, async (_tx, { records, pairs, weighed, costs, model }) => {
    const judged = verdicts.flatMap(({ verdict, evidence }) => (evidence ? [{ same: verdict === 'same', chance: chanceOf(bitsOf(model.lambda) + evidenceOf({ rule: rule.definition, model }, patternOf(rule.definition, evidence))) }] : []));
    const found = judged.filter(({ chance }) => chance >= join);
    return {
      records, pairs, toReview: weighed.filter(({ bits }) => chanceOf(bits) >= review && chanceOf(bits) < join).length, joined: weighed.filter(({ bits }) => chanceOf(bits) >= join).length,
      blocks: costs.map((cost) => ({ block: (block[cost.block] ?? []).map(({ field, take }) => (take === 'whole' ? field : `${field}.${take}`)).join(', '), pairs: cost.pairs, largest: cost.largest })),
      precision: shareOf(found.filter(({ same }) => same).length, found.length), recall: shareOf(judged.filter(({ same, chance }) => same && chance >= review).length, judged.filter(({ same }) => same).length),
    };
  });
}
