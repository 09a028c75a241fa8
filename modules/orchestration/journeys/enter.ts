import { sql, type Sql } from '#platform/db';
import type { JourneyGraph } from '../rules/journey.ts';

export type Entry = { readonly state: Sql; readonly dueAt: Sql; readonly awaits: Sql; readonly exitReason: Sql };

/** How somebody stands on entering a step: a wait has its end, an exit is the end, anything else is done at the next advance. */
export function enterSql(graph: JourneyGraph, name: string, at: Sql): Entry {
  const step = graph.steps[name];
  if (step?.kind === 'wait') return { state: sql`'waiting'`, dueAt: sql`${at} + make_interval(days => ${step.days}::integer)`, awaits: sql`${[...step.until]}::text[]`, exitReason: sql`null::text` };
  const ends = !step || step.kind === 'exit';
  return { state: ends ? sql`'done'` : sql`'active'`, dueAt: sql`null::timestamptz`, awaits: sql`null::text[]`, exitReason: ends ? sql`${step?.kind === 'exit' ? step.reason : 'step_missing'}::text` : sql`null::text` };
}
