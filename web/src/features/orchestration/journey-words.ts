import { messages } from './messages.ts';
import type { Edge, PlacedJourney, Step } from './journey-layout.ts';

const words = messages.journey;

/** What happens at a step, in one sentence. */
export function stepSentence(step: Step): string {
  if (step.kind === 'message') return words.message(step.content ?? '');
  if (step.kind === 'wait') return words.wait(step.days ?? 0, (step.until ?? []).map((type) => words.until[type] ?? type));
  if (step.kind === 'branch') return words.branch(words.conditions[step.when ?? ''] ?? step.when ?? '');
  if (step.kind === 'decide') return words.decide((step.options ?? []).map((option) => option.name));
  if (step.kind === 'task') return words.task(step.title ?? '', step.dueDays ?? 0);
  return words.exit(words.exits[step.reason ?? ''] ?? (step.reason ?? '').replaceAll('_', ' '));
}

/** Which way an edge is: "if met", "otherwise". */
export const wayOf = (edge: Edge): string => edge.name ?? words.ways[edge.word];

/** The ways on from a step, named. */
export const waysFrom = (journey: PlacedJourney, id: string): readonly { readonly way: string; readonly to: string }[] =>
  journey.edges.filter((edge) => edge.from === id).map((edge) => ({ way: wayOf(edge), to: journey.steps.find((one) => one.id === edge.to)?.name ?? edge.to }));
