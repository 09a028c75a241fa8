import type { TaskState } from '../types.ts';

/** States in which a task is still somebody's (FHIR R4 Task.status). */
const OPEN_STATES: readonly TaskState[] = ['requested', 'accepted', 'in_progress', 'on_hold'];

/** How a task can end well. Closed, so that an outcome betrays nothing to another function. */
export const TASK_OUTCOMES = ['done', 'customer_reached', 'customer_not_reached', 'visit_planned', 'no_longer_needed'] as const;
export type TaskOutcome = (typeof TASK_OUTCOMES)[number];

/** Why somebody does not do a task: tomorrow's list learns from it. */
export const REJECT_REASONS = ['not_mine', 'no_time', 'already_done', 'customer_declined', 'wrong_information'] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

export const CASE_OUTCOMES = ['answered', 'answered_by_liaison', 'visit_planned', 'passed_on', 'no_answer_needed', 'customer_not_reached', 'duplicate'] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

export type TaskDecision = { readonly ok: true } | { readonly ok: false; readonly reason: 'task_over' | 'other_function' };

export const mayEnd = (state: TaskState): TaskDecision => (OPEN_STATES.includes(state) ? { ok: true } : { ok: false, reason: 'task_over' });

/** A task is handed to a colleague of its own function: its words were written for that function. */
export function mayPass(task: { state: TaskState; function: string }, receiver: { function: string }): TaskDecision {
  if (!OPEN_STATES.includes(task.state)) return { ok: false, reason: 'task_over' };
  return task.function === receiver.function ? { ok: true } : { ok: false, reason: 'other_function' };
}
