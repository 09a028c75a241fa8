import { contentRefusals } from '#gate';
import { sql, type Sql, type Tx } from '#platform/db';
import { factsOf } from '../decide/audience.ts';
import type { Decision } from '../decide/decide-sql.ts';
import { listContentInForce } from '../reads/cascade.ts';
import { findDueCascade, listDueCustomers, type DueStep } from '../reads/journeys.ts';
import { gateContext } from '../resolve-play.ts';
import { contentOf, nextOf, type JourneyGraph, type JourneyStep } from '../rules/journey.ts';
import type { Considered } from '../types.ts';
import { insertStepDecisions } from '../writes.ts';
import { due, moveSql } from './due.ts';

type DecideStep = Extract<JourneyStep, { kind: 'decide' }>;

// So many are decided in one statement and the next pass takes the rest: memory stays flat, and what is scarce is promised before others ask for it.
const BATCH = 50_000;
const SCOPE = { purpose: 'promotion', market: 'US' } as const; // as the messages of journeys

/** What a decide step chooses among, as the ledger numbers it: positions from 1, in the order of its options. */
export const optionsOf = (graph: JourneyGraph, step: DecideStep): Considered[] => step.options.map((option, index) => ({
  code: option.code, name: option.name, channel: option.channel ?? null, function: option.function ?? '', cost: option.cost ?? 0, position: index + 1,
  versionId: null, journeyVersionId: null, contentRefusal: null,
  ...(contentOf(graph, option) === undefined ? {} : { content: contentOf(graph, option) as string }), ...(option.scarce ? { scarce: option.scarce } : {}), ...(option.worth === undefined ? {} : { worth: option.worth }),
}));

/** The options with the content in force now, and what the gate says of that content. */
async function resolveOptions(tx: Tx, at: DueStep, step: DecideStep): Promise<Considered[]> {
  const options = optionsOf(at.graph, step);
  const inForce = new Map((await listContentInForce(tx, options.flatMap((option) => option.content ?? []))).map((row) => [row.code, row.versionId]));
  const resolved = options.map((option) => ({ ...option, versionId: option.content ? inForce.get(option.content) ?? null : null }));
  const touching = resolved.flatMap((option) => (option.channel === null ? [] : [{ ...SCOPE, channel: option.channel, function: option.function, productId: at.productId, versionId: option.versionId, position: option.position }]));
  const refusals = new Map((await contentRefusals(tx, touching, tx.now)).map((refusal, index) => [touching[index]?.position, refusal]));
  return resolved.map((option) => ({ ...option, contentRefusal: refusals.get(option.position) ?? null }));
}

async function decisionFor(tx: Tx, at: DueStep, step: DecideStep): Promise<{ decision: Decision; cascadeId: number | null } | undefined> {
  const cascade = await findDueCascade(tx, due(tx, at));
  if (!cascade) return undefined;
  const ids = (await listDueCustomers(tx, sql`${due(tx, at)} and e.cascade_id is not distinct from ${cascade.cascadeId}::bigint`, BATCH)).map((row) => row.customerId);
  const decision: Decision = {
    play: { code: `${at.name} ${at.step}`, weights: step.weights, holdout: step.holdout ?? 0, ...SCOPE },
    candidates: await resolveOptions(tx, at, step), context: await gateContext(tx, SCOPE, { members: ids.length, after: (ids[0] ?? 1) - 1, through: ids.at(-1) ?? 0 }), productId: at.productId,
    planIds: factsOf({ data: cascade.eventData ?? {} }).planIds, members: sql`select unnest(${ids}::bigint[]) as customer_id`, cascadeId: null,
  };
  return { decision, cascadeId: cascade.cascadeId };
}

const chosenWay = (at: DueStep, to: string): Sql => sql`
  exists (select from orchestration.step_decision d where d.customer_id = e.customer_id and d.enrolment_id = e.enrolment_id and d.step = ${at.step} and d.next_step = ${to})`;

/**
 * Chooses for everybody who is due the best of the step's options, by the same gate and scores as a cascade; writes each decision with its reasons, and
 * moves everybody along what was chosen. What is decided once for an enrolment stays decided, however often this runs. Returns how many moved.
 */
export async function decideStep(tx: Tx, at: DueStep, step: DecideStep): Promise<number> {
  const found = await decisionFor(tx, at, step);
  if (!found) return 0;
  const acts = (name: string) => ['message', 'task'].includes(at.graph.steps[name]?.kind ?? '');
  await insertStepDecisions(tx, found.decision, {
    journeyVersionId: at.journeyVersionId, step: at.step, due: due(tx, at), cascadeId: found.cascadeId,
    ways: step.options.map((option) => ({ next: option.next, acts: acts(option.next) })), otherwise: step.otherwise,
  });
  let moved = 0;
  for (const to of new Set(nextOf(step))) moved += await tx.run(moveSql(tx, at, { to, where: chosenWay(at, to) })); // one statement a way on, however many go it
  return moved;
}
