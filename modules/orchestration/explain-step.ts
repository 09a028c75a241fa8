import { Problem } from '#platform/problem';
import type { Tx } from '#platform/db';
import { optionsOf } from './journeys/decide-step.ts';
import { findJourney } from './reads/journeys.ts';
import { countStepOutcomes, findStepDecision, listStepRows, type StepFilter } from './reads/step-decisions.ts';
import { becauseOf, tellDecision } from './rules/explain.ts';

async function stepOf(tx: Tx, { journeyVersionId, step: name }: { journeyVersionId: number; step: string }) {
  const journey = await findJourney(tx, journeyVersionId);
  const step = journey?.graph.steps[name];
  if (!journey || step?.kind !== 'decide') throw new Problem('request.not_found');
  return { journey, step, options: optionsOf(journey.graph, step) };
}

/** A decide step with how its decisions fell, as far as the reader may see them. */
export async function getStep(tx: Tx, key: { journeyVersionId: number; step: string }) {
  const { journey, step, options } = await stepOf(tx, key);
  return {
    ...key, journeyName: journey.name, name: step.name, outcomes: await countStepOutcomes(tx, key),
    options: options.map((option, index) => ({ position: option.position, code: option.code, name: option.name, channel: option.channel, function: option.function, next: step.options[index]?.next ?? '' })),
  };
}

/** The decisions of a step in the order in which they were made. */
export async function listStepDecisions(tx: Tx, filter: StepFilter) {
  const { step, options } = await stepOf(tx, filter);
  const page = await listStepRows(tx, filter);
  return { ...page, rows: page.rows.map((row) => ({ ...row, because: becauseOf(row, options, step.weights) })) };
}

/** Why a journey went on so, and not otherwise, for one customer: read from the ledger, never reconstructed. */
export async function explainStepDecision(tx: Tx, key: { journeyVersionId: number; step: string; customerId: number }) {
  const { journey, step, options } = await stepOf(tx, key);
  const row = await findStepDecision(tx, key);
  if (!row) throw new Problem('request.not_found');
  return { ...tellDecision(row, options, step.weights), journeyName: journey.name, stepName: step.name };
}
