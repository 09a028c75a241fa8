import type { Journey } from './journeys.ts';

export type Step = {
  readonly kind: 'message' | 'wait' | 'branch' | 'decide' | 'task' | 'exit';
  readonly name: string;
  readonly content?: string; readonly days?: number; readonly until?: readonly string[]; readonly when?: string; readonly function?: string; readonly title?: string; readonly dueDays?: number; readonly reason?: string;
  readonly options?: readonly { readonly code: string; readonly name: string; readonly next: string }[];
  readonly next?: string; readonly met?: string; readonly then?: string; readonly otherwise?: string;
};
export type Edge = { readonly from: string; readonly to: string; readonly word: 'next' | 'met' | 'yes' | 'otherwise' | 'either'; readonly name?: string };
export type PlacedStep = Step & { readonly id: string; readonly column: number; readonly row: number; readonly underWay: number };
export type PlacedJourney = { readonly steps: readonly PlacedStep[]; readonly edges: readonly Edge[]; readonly columns: number; readonly rows: number };

const WAYS = [['next', 'next'], ['met', 'met'], ['then', 'yes'], ['otherwise', 'otherwise']] as const;
const KINDS: readonly string[] = ['message', 'wait', 'branch', 'decide', 'task', 'exit'];

const isStep = (value: unknown): value is Step => typeof value === 'object' && value !== null && KINDS.includes((value as Step).kind) && typeof (value as Step).name === 'string';

/** The graph as the API gives it; a step of a later kind is left out rather than drawn wrongly. */
function graphOf(graph: unknown): { readonly start: string; readonly steps: ReadonlyMap<string, Step> } {
  const { start = '', steps = {} } = (graph ?? {}) as { start?: string; steps?: Record<string, unknown> };
  return { start, steps: new Map(Object.entries(steps).filter((entry): entry is [string, Step] => isStep(entry[1]))) };
}

/** The ways of a decide step: an option each, named as it is; options that lead to one step are one line. */
function optionEdges(from: string, step: Step, steps: ReadonlyMap<string, Step>): Edge[] {
  const options = (step.options ?? []).filter((option) => steps.has(option.next));
  return [...new Set(options.map((option) => option.next))].map((to): Edge => ({ from, to, word: 'next', name: options.filter((option) => option.next === to).map((option) => option.name).join(' · ') }));
}

const edgesOf = (steps: ReadonlyMap<string, Step>): Edge[] =>
  [...steps].flatMap(([from, step]) => [...optionEdges(from, step, steps), ...WAYS.flatMap(([field, word]): Edge[] => {
    const to = step[field];
    if (!to || !steps.has(to)) return [];
    const both = word !== 'next' && WAYS.filter(([one]) => step[one] === to).length > 1; // both ways to one step are one line
    return [{ from, to, word: both ? 'either' : word }];
  })]).filter((edge, i, all) => all.findIndex((one) => one.from === edge.from && one.to === edge.to) === i);

/** Each step as far to the right as its longest way in, never following a circle twice. */
function columnsOf(start: string, edges: readonly Edge[]): Map<string, number> {
  const columns = new Map<string, number>();
  const visit = (id: string, column: number, path: ReadonlySet<string>): void => {
    if (path.has(id) || (columns.get(id) ?? -1) >= column) return;
    columns.set(id, column);
    const seen = new Set([...path, id]);
    for (const edge of edges) if (edge.from === id) visit(edge.to, column + 1, seen);
  };
  visit(start, 0, new Set());
  return columns;
}

/** The order in which one meets the steps, the first way before the other. */
function orderOf(start: string, edges: readonly Edge[]): string[] {
  const order: string[] = [];
  const visit = (id: string): void => {
    if (order.includes(id)) return;
    order.push(id);
    for (const edge of edges) if (edge.from === id) visit(edge.to);
  };
  visit(start);
  return order;
}

/** A journey laid out from left to right, tidied by itself, with how many stand at each step. */
export function layoutJourney(journey: Pick<Journey, 'graph' | 'underWay'>): PlacedJourney {
  const { start, steps } = graphOf(journey.graph);
  const edges = edgesOf(steps);
  const columns = columnsOf(start, edges);
  const used = new Map<number, number>();
  const placed = orderOf(start, edges).flatMap((id): PlacedStep[] => {
    const step = steps.get(id);
    if (!step) return [];
    const column = columns.get(id) ?? 0;
    const row = used.get(column) ?? 0;
    used.set(column, row + 1);
    return [{ ...step, id, column, row, underWay: journey.underWay[id] ?? 0 }];
  });
  return { steps: placed, edges, columns: Math.max(0, ...columns.values()) + 1, rows: Math.max(1, ...used.values()) };
}
