import type { Channel } from '#interactions';
import type { Scarcity, Weights } from '../types.ts';

/** What a branch may ask of a customer in a journey. */
const BRANCH_CONDITIONS = ['opened', 'clicked', 'answered'] as const;
export type BranchCondition = (typeof BRANCH_CONDITIONS)[number];

/** One of the ways on that a decide step chooses among: a touch that passes the gate and is scored, or nothing at all. */
export type DecideOption = {
  readonly code: string;
  readonly name: string;
  /** Left out: nothing is done, and `worth` is what leaving her in peace scores. */
  readonly channel?: Channel;
  readonly function?: string;
  /** Code of the approved document; left out, that of the message step to which it leads. */
  readonly content?: string;
  readonly scarce?: Scarcity;
  readonly cost?: number;
  readonly worth?: number;
  readonly next: string;
};

export type JourneyStep =
  | { readonly kind: 'message'; readonly name: string; readonly content: string; readonly next: string }
  | { readonly kind: 'decide'; readonly name: string; readonly weights: Weights; readonly holdout?: number; readonly options: readonly DecideOption[]; readonly otherwise: string }
  | { readonly kind: 'wait'; readonly name: string; readonly days: number; readonly until: readonly string[]; readonly met: string; readonly otherwise: string }
  | { readonly kind: 'branch'; readonly name: string; readonly when: BranchCondition; readonly then: string; readonly otherwise: string }
  | { readonly kind: 'task'; readonly name: string; readonly function: string; readonly title: string; readonly dueDays: number; readonly next: string }
  | { readonly kind: 'exit'; readonly name: string; readonly reason: string };

/** A journey as a graph of named steps. */
export type JourneyGraph = { readonly start: string; readonly steps: Readonly<Record<string, JourneyStep>> };

export type JourneyFault = { readonly step: string; readonly fault: string };

/** The steps that may follow a step. */
export function nextOf(step: JourneyStep): readonly string[] {
  if (step.kind === 'message' || step.kind === 'task') return [step.next];
  if (step.kind === 'wait') return [step.met, step.otherwise];
  if (step.kind === 'decide') return [...step.options.map((option) => option.next), step.otherwise];
  return step.kind === 'branch' ? [step.then, step.otherwise] : [];
}

function reachedFrom(graph: JourneyGraph, start: string): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const step = graph.steps[name];
    if (reached.has(name) || !step) continue;
    reached.add(name);
    open.push(...nextOf(step));
  }
  return reached;
}

/** A circle in which nobody ever waits would turn for ever. */
function inTightLoop(graph: JourneyGraph, start: string): boolean {
  const seen = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const step = graph.steps[name];
    if (!step || step.kind === 'wait') continue;
    for (const next of nextOf(step)) {
      if (next === start) return true;
      if (!seen.has(next)) { seen.add(next); open.push(next); }
    }
  }
  return false;
}

/** The document that an option would send. */
export function contentOf(graph: JourneyGraph, option: DecideOption): string | undefined {
  const next = graph.steps[option.next];
  return option.content ?? (next?.kind === 'message' ? next.content : undefined);
}

const leadsBack = (graph: JourneyGraph, name: string): boolean => nextOf(graph.steps[name] as JourneyStep).some((next) => reachedFrom(graph, next).has(name));

function decideFaults(graph: JourneyGraph, name: string): string[] {
  const step = graph.steps[name];
  if (step?.kind !== 'decide') return [];
  const codes = step.options.map((option) => option.code);
  return [
    ...(step.options.length < 2 ? ['There is nothing to decide: it has fewer than two options.'] : []),
    ...(new Set(codes).size < codes.length ? ['Two of its options have the same code.'] : []),
    ...(leadsBack(graph, name) ? ['A way leads back to it; what was decided for a customer stays decided.'] : []),
    ...step.options.flatMap((option) => [
      ...(option.channel && !option.function ? [`The option "${option.code}" names no function.`] : []),
      ...((option.channel === 'email' || option.channel === 'sms') && !contentOf(graph, option) ? [`The option "${option.code}" names no approved document.`] : []),
    ]),
  ];
}

/** What is wrong with a journey: missing steps, dead ends, steps nobody reaches, circles without a wait. Empty when it can go live. */
export function findJourneyFaults(graph: JourneyGraph): JourneyFault[] {
  const names = Object.keys(graph.steps);
  if (!graph.steps[graph.start]) return [{ step: graph.start, fault: 'The journey starts at a step that does not exist.' }];
  const reached = reachedFrom(graph, graph.start);
  return names.flatMap((name): JourneyFault[] => {
    const step = graph.steps[name] as JourneyStep;
    const missing = nextOf(step).filter((next) => !graph.steps[next]).map((next) => ({ step: name, fault: `It leads to "${next}", which does not exist.` }));
    const faults = [...missing];
    if (!reached.has(name)) faults.push({ step: name, fault: 'Nobody can reach it.' });
    if (step.kind === 'wait' && step.days <= 0) faults.push({ step: name, fault: 'It waits for no time at all.' });
    faults.push(...decideFaults(graph, name).map((fault) => ({ step: name, fault })));
    if (inTightLoop(graph, name)) faults.push({ step: name, fault: 'It is part of a circle in which nobody ever waits.' });
    if (reached.has(name) && ![...reachedFrom(graph, name)].some((next) => graph.steps[next]?.kind === 'exit')) faults.push({ step: name, fault: 'No exit can be reached from here.' });
    return faults;
  });
}
