import { sql, type Tx } from '#platform/db';
import type { Evidence } from './evidence.ts';
import type { MatchModel, MatchRule } from './types.ts';

/** The next version of a rule, as a draft. */
export const insertRule = (tx: Tx, rule: { readonly definition: MatchRule; readonly text: string }) => tx.one<{ ruleId: number; version: number }>(sql`
  insert into customers.match_rule (code, version, text, definition, created_by, created_at)
  select ${rule.definition.code}, coalesce(max(version), 0) + 1, ${rule.text}, ${JSON.stringify(rule.definition)}::jsonb, ${tx.actor.userId}::integer, ${tx.now}::timestamptz
    from customers.match_rule where code = ${rule.definition.code}
  returning rule_id, version`);

/** Only one version of a rule is live: the one before it retires. */
export async function setLive(tx: Tx, rule: { readonly ruleId: number; readonly code: string }): Promise<number> {
  await tx.run(sql`update customers.match_rule set state = 'retired' where code = ${rule.code} and state = 'live' and rule_id <> ${rule.ruleId}::integer`);
  return tx.run(sql`update customers.match_rule set state = 'live', live_at = ${tx.now}::timestamptz where rule_id = ${rule.ruleId}::integer and state = 'draft'`);
}

export const updateModel = (tx: Tx, ruleId: number, model: MatchModel) => tx.run(sql`
  update customers.match_rule set model = ${JSON.stringify(model)}::jsonb where rule_id = ${ruleId}::integer`);

export const insertRun = (tx: Tx, ruleId: number) => tx.one<{ runId: number }>(sql`
  insert into customers.match_run (rule_id, started_by, started_at) values (${ruleId}::integer, ${tx.actor.userId}::integer, ${tx.now}::timestamptz) returning run_id`);

/** A run of this rule that has not finished. */
export const findRunning = (tx: Tx, ruleId: number) => tx.maybe<{ runId: number }>(sql`select run_id from customers.match_run where rule_id = ${ruleId}::integer and state = 'running' order by run_id desc limit 1`);

/** One run at a time writes the pairs of a subject. */
export const lockSubject = (tx: Tx, code: string) => tx.run(sql`select pg_advisory_xact_lock(hashtextextended('customers.match ' || ${code}, 0))`);

type Outcome = { readonly records: number; readonly pairs: number; readonly clusters: number; readonly toReview: number; readonly certain: number; readonly joins: 'asked' | 'joining' | null };

/** Ends a run. What earlier runs of the subject asked is asked no longer: this one has looked again. */
export async function finishRun(tx: Tx, runId: number, outcome: Outcome): Promise<void> {
  await tx.run(sql`
    update customers.match_run n set joins = 'left'
      from customers.match_rule r, customers.match_rule mine join customers.match_run this on this.rule_id = mine.rule_id and this.run_id = ${runId}::bigint
     where r.rule_id = n.rule_id and r.code = mine.code and n.joins = 'asked' and n.run_id <> ${runId}::bigint`);
  await tx.run(sql`
    update customers.match_run set state = 'done', records = ${outcome.records}::bigint, pairs = ${outcome.pairs}::bigint, clusters = ${outcome.clusters}::bigint, to_review = ${outcome.toReview}::bigint,
           certain = ${outcome.certain}::bigint, joins = ${outcome.joins}::text, finished_at = ${tx.now}::timestamptz
     where run_id = ${runId}::bigint`);
}

export const failRun = (tx: Tx, runId: number, failure: string) => tx.run(sql`
  update customers.match_run set state = 'failed', failure = ${failure}, finished_at = ${tx.now}::timestamptz where run_id = ${runId}::bigint and state = 'running'`);

export type FoundPair = { readonly customerId: number; readonly otherId: number; readonly probability: number; readonly weight: number; readonly evidence: readonly Evidence[] };

/** Pairs as they stand now. What a steward has settled stays settled; what was put aside stays aside. */
export const upsertPairs = (tx: Tx, pairs: readonly FoundPair[], { ruleId, runId }: { readonly ruleId: number; readonly runId: number | null }) => tx.run(sql`
  insert into customers.match_pair (customer_id, other_id, rule_id, run_id, probability, weight, evidence, state, found_at)
  select n.customer_id, n.other_id, ${ruleId}::integer, ${runId}::bigint, n.probability, n.weight, n.evidence, 'open', ${tx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(pairs.map((pair) => ({ customer_id: pair.customerId, other_id: pair.otherId, probability: pair.probability, weight: pair.weight, evidence: pair.evidence })))}::jsonb)
         as n(customer_id bigint, other_id bigint, probability real, weight real, evidence jsonb)
  on conflict (customer_id, other_id) do update
     set rule_id = excluded.rule_id, run_id = excluded.run_id, probability = excluded.probability, weight = excluded.weight, evidence = excluded.evidence, join_run = null, party = null,
         state = case when match_pair.state = 'gone' then 'open' else match_pair.state end
   where match_pair.state in ('open', 'later', 'gone')`);

/** Pairs that waited and of which this run found no trace wait no longer. */
export const closeUnfound = (tx: Tx, { runId, code }: { readonly runId: number; readonly code: string }) => tx.run(sql`
  update customers.match_pair p set state = 'gone', join_run = null, party = null
    from customers.match_rule r
   where r.rule_id = p.rule_id and r.code = ${code} and p.state in ('open', 'later') and p.run_id is distinct from ${runId}::bigint`);
