import { audit } from '#platform/audit';
import { ENGINE, sql, type Actor, type Db, type Tx } from '#platform/db';
import { announce } from '#platform/http';
import { addJob } from '#platform/jobs';
import { Problem } from '#platform/problem';
import { evidenceList, patternOf } from './evidence.ts';
import { holdTogether } from './hold-together.ts';
import { flagJoins, unflagDoubted } from './join-writes.ts';
import { link, type Linked } from './link.ts';
import { bitsOf, chanceOf } from './model.ts';
import { findLiveRule, findRule, findRun, listVerdicts, type RuleRow, type Verdict } from './reads.ts';
import { readPairs } from './record-set.ts';
import { readRule, subjectOf, type Subject, type SubjectCode } from './subjects.ts';
import { closeUnfound, failRun, finishRun, findRunning, insertRule, insertRun, lockSubject, setLive, updateModel, upsertPairs, type FoundPair } from './writes.ts';

const AT_ONCE = 4_000;

/** What stewards said, as the rule sees it: pairs that may never be one, and patterns that teach. */
function lessonsOf({ definition }: Pick<RuleRow, 'definition'>, verdicts: readonly Verdict[]) {
  const taught = new Map<number, number>();
  for (const { verdict, evidence } of verdicts) {
    if (verdict !== 'same' || !evidence) continue;
    const pattern = patternOf(definition, evidence);
    taught.set(pattern, (taught.get(pattern) ?? 0) + 1);
  }
  return { taught, forbidden: verdicts.filter(({ verdict }) => verdict === 'different').map(({ customerId, otherId }) => [customerId, otherId] as const) };
}

/** Links all records of which the rule speaks in two transactions beside each other, and hands the result over while their temporary tables stand. */
export const linkAll = <T>(db: Db, rule: RuleRow, work: (tx: Tx, linked: Linked) => Promise<T>): Promise<T> =>
  db.transaction(ENGINE, (tx) => db.transaction(ENGINE, async (other) => {
    const subject = subjectOf(rule.code);
    for (const each of [tx, other]) await each.run(sql`select set_config('work_mem', '256MB', true)`); // two; with less the records of a million spill to disk
    const { taught, forbidden } = lessonsOf(rule, await listVerdicts(tx, subject.kinds));
    return work(tx, await link(rule.definition, { txs: [tx, other], records: subject.select(sql`true`), taught, forbidden }));
  }));

async function keepPairs(tx: Tx, rule: RuleRow, { linked, runId }: { readonly linked: Linked; readonly runId: number }): Promise<number> {
  const least = bitsOf(rule.definition.review);
  const waiting = linked.weighed.filter(({ bits }) => bits >= least);
  for (let from = 0; from < waiting.length; from += AT_ONCE) {
    const part = waiting.slice(from, from + AT_ONCE);
    const read = await readPairs(tx, rule.definition, part.map(({ l, r }) => [l, r])); // parts of one list, so that memory stays flat
    const pairs: FoundPair[] = part.map(({ l, r, bits }, place) => ({
      customerId: Math.min(l, r), otherId: Math.max(l, r), weight: bits, probability: chanceOf(bits), evidence: evidenceList(rule.definition, linked.model, read[place]!),
    }));
    await upsertPairs(tx, pairs, { ruleId: rule.ruleId, runId }); // as above
  }
  return waiting.length;
}

/** Marks what is as good as certain and what nobody doubts. Whether the run joins it by itself is the rule's word; too much at once is always asked for. */
async function markCertain(tx: Tx, { definition }: RuleRow, { linked, runId }: { readonly linked: Linked; readonly runId: number }) {
  await flagJoins(tx, runId, holdTogether(linked.clusters, linked.weighed, bitsOf(definition.join)));
  const certain = await unflagDoubted(tx, runId);
  const joins = certain === 0 ? null : definition.automatic && certain <= definition.atMost * linked.records ? 'joining' as const : 'asked' as const;
  if (joins === 'joining') await addJob(tx, { task: 'customers.match-join', payload: { runId }, key: `customers.match-join:${runId}` });
  return { certain, joins };
}

/** Finds who may be one with whom, and puts the pairs before the stewards. Run again, it changes nothing that they have settled. */
export async function runMatch(db: Db, runId: number): Promise<void> {
  const rule = await db.read(ENGINE, async (tx) => {
    const run = await findRun(tx, runId);
    return run?.state === 'running' ? findRule(tx, run.ruleId) : undefined;
  });
  if (!rule) return;
  try {
    await linkAll(db, rule, async (tx, linked) => {
      await lockSubject(tx, rule.code);
      const toReview = await keepPairs(tx, rule, { linked, runId });
      await closeUnfound(tx, { runId, code: rule.code });
      const { certain, joins } = await markCertain(tx, rule, { linked, runId });
      await updateModel(tx, rule.ruleId, linked.model);
      await finishRun(tx, runId, { records: linked.records, pairs: linked.pairs, clusters: linked.clusters.length, toReview, certain, joins });
      await audit(tx, { action: 'customers.match', resource: 'customers.match_run', recordId: runId, rows: toReview, after: { ruleId: rule.ruleId, records: linked.records, pairs: linked.pairs, clusters: linked.clusters.length, certain, joins } });
      await announce(tx, { topic: 'customers.pair', permission: 'customers:merge' });
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error; // the queue tries again
    await db.transaction(ENGINE, async (tx) => {
      await failRun(tx, runId, error.message);
      await audit(tx, { action: 'customers.match-failed', resource: 'customers.match_run', recordId: runId, reason: error.code });
    });
  }
}

/** The live rule; the first time, the one to start from. */
async function liveRule(tx: Tx, { code, starter }: Subject): Promise<{ readonly ruleId: number }> {
  const live = await findLiveRule(tx, code);
  if (live) return live;
  const { ruleId } = await insertRule(tx, { text: starter, definition: readRule(starter) });
  await setLive(tx, { ruleId, code });
  return { ruleId };
}

/** Asks for a run of this rule; one that has not finished yet is the one. */
export async function askForRun(tx: Tx, ruleId: number): Promise<{ runId: number }> {
  const { runId } = await findRunning(tx, ruleId) ?? await insertRun(tx, ruleId);
  await audit(tx, { action: 'customers.match-start', resource: 'customers.match_run', recordId: runId });
  await addJob(tx, { task: 'customers.match', payload: { runId }, key: `customers.match:${runId}` });
  await announce(tx, { topic: 'customers.pair', permission: 'customers:merge' });
  return { runId };
}

/** Asks for a run of the live rule; it is done in the background. */
export const startMatch = (db: Db, actor: Actor, code: SubjectCode = 'prescribers'): Promise<{ runId: number }> =>
  db.transaction(actor, async (tx) => askForRun(tx, (await liveRule(tx, subjectOf(code))).ruleId));
