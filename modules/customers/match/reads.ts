import { sql, type Tx } from '#platform/db';
import { fromCursor, toPage } from '#platform/http';
import type { Evidence } from './evidence.ts';
import type { MatchModel, MatchRule } from './types.ts';

export type RuleRow = {
  readonly ruleId: number; readonly code: string; readonly version: number; readonly state: 'draft' | 'live' | 'retired'; readonly text: string; readonly definition: MatchRule; readonly model: MatchModel | null;
  readonly createdByName: string | null; readonly createdAt: string; readonly liveAt: string | null;
};

const RULES = sql`
  select r.rule_id, r.code, r.version, r.state, r.text, r.definition, r.model, p.name as created_by_name, r.created_at, r.live_at
    from customers.match_rule r left join access.v_person p on p.user_id = r.created_by`;

export const listRules = (tx: Tx): Promise<readonly RuleRow[]> => tx.rows<RuleRow>(sql`${RULES} order by r.code, r.version desc limit 200`);
export const findRule = (tx: Tx, ruleId: number): Promise<RuleRow | undefined> => tx.maybe<RuleRow>(sql`${RULES} where r.rule_id = ${ruleId}::integer`);
/** By which rule whoever is typed is recognised: the live one once a run has taught it, until then the one that was live before it. */
export const findAnsweringRule = (tx: Tx, code: string): Promise<RuleRow | undefined> => tx.maybe<RuleRow>(sql`
  ${RULES} where r.code = ${code} and r.state in ('live', 'retired') and r.model is not null order by r.live_at desc nulls last, r.version desc limit 1`);
export const answeringRules = async (tx: Tx): Promise<readonly number[]> => (await tx.rows<{ ruleId: number }>(sql`
  select distinct on (code) rule_id from customers.match_rule where state in ('live', 'retired') and model is not null order by code, live_at desc nulls last, version desc`)).map(({ ruleId }) => ruleId);
export const findLiveRule = (tx: Tx, code: string): Promise<RuleRow | undefined> => tx.maybe<RuleRow>(sql`${RULES} where r.code = ${code} and r.state = 'live'`);

export type RunRow = {
  readonly runId: number; readonly ruleId: number; readonly code: string; readonly version: number; readonly state: 'running' | 'done' | 'failed'; readonly records: number | null; readonly pairs: number | null; readonly clusters: number | null;
  readonly toReview: number | null; readonly certain: number | null; readonly joins: 'asked' | 'left' | 'joining' | 'joined' | 'taking_back' | 'taken_back' | null; readonly joinsByName: string | null; readonly joinsReason: string | null;
  readonly joined: number | null; readonly takenBack: number | null; readonly failure: string | null; readonly startedByName: string | null; readonly startedAt: string; readonly finishedAt: string | null;
};

export async function listRuns(tx: Tx, { code, limit, cursor }: { code?: string; limit: number; cursor?: string }) {
  const key = fromCursor(cursor, 1);
  const rows = await tx.rows<RunRow>(sql`
    select n.run_id, n.rule_id, r.code, r.version, n.state, n.records, n.pairs, n.clusters, n.to_review, n.certain, n.joins, j.name as joins_by_name, n.joins_reason, n.joined, n.taken_back, n.failure,
           p.name as started_by_name, n.started_at, n.finished_at
      from customers.match_run n join customers.match_rule r using (rule_id) left join access.v_person p on p.user_id = n.started_by left join access.v_person j on j.user_id = n.joins_by
     where (${key?.[0] ?? null}::bigint is null or n.run_id < ${key?.[0] ?? null}::bigint) and (${code ?? null}::text is null or r.code = ${code ?? null})
     order by n.run_id desc limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.runId]);
}

export const findRun = (tx: Tx, runId: number) => tx.maybe<{ runId: number; ruleId: number; version: number; state: string; joins: RunRow['joins']; joinsReason: string | null }>(sql`
  select n.run_id, n.rule_id, r.version, n.state, n.joins, n.joins_reason from customers.match_run n join customers.match_rule r using (rule_id) where n.run_id = ${runId}::bigint`);

export type Verdict = { readonly customerId: number; readonly otherId: number; readonly verdict: 'same' | 'different'; readonly evidence: readonly Pick<Evidence, 'field' | 'level'>[] | null };

/** What stewards last said of each pair of records of these kinds, where they said that it is one party or two. */
export const listVerdicts = (tx: Tx, kinds: readonly string[]): Promise<readonly Verdict[]> => tx.rows<Verdict>(sql`
  select v.customer_id, v.other_id, v.verdict, v.evidence
    from (select distinct on (customer_id, other_id) customer_id, other_id, verdict, evidence from customers.match_verdict order by customer_id, other_id, verdict_id desc) v
    join customers.customer c on c.customer_id = v.customer_id and c.kind = any(${kinds}::text[])
   where v.verdict in ('same', 'different')`);

/** Numbers of prescribers who may be the one that is typed, past the policies: whoever asks joins the protected tables with them. */
export const idsAlike = async (tx: Tx, typed: Readonly<Record<string, string | null>>): Promise<readonly number[]> => (await tx.rows<{ customerId: number }>(sql`
  select a.customer_id from customers.ids_alike(${typed['npi'] ?? null}::text, ${typed['licence'] ?? null}::text, ${typed['email'] ?? null}::text, ${typed['phone'] ?? null}::text,
    ${typed['family'] ?? null}::text, ${typed['given'] ?? null}::text, ${typed['state'] ?? null}::text) a`)).map(({ customerId }) => customerId);

/** The same for whole names that resemble the typed one, wherever they are. */
export const idsResembling = async (tx: Tx, typed: Readonly<Record<string, string | null>>): Promise<readonly number[]> => (await tx.rows<{ customerId: number }>(sql`
  select a.customer_id from customers.ids_resembling(${typed['family'] ?? null}::text, ${typed['given'] ?? null}::text) a`)).map(({ customerId }) => customerId);
