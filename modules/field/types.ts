import type { Instant } from '#platform/db';

export const VISIT_STATES = ['proposed', 'planned', 'done', 'declined', 'cancelled'] as const;
type VisitState = (typeof VISIT_STATES)[number];

/** How a visit went. Closed, so that a report is three taps and means the same everywhere. */
export const OUTCOMES = ['met', 'met_briefly', 'not_available', 'cancelled_by_customer'] as const;
export type Outcome = (typeof OUTCOMES)[number];
/** What was spoken of, within what sales may speak of. */
export const DISCUSSED = ['coverage', 'efficacy', 'safety_information', 'dosing', 'samples', 'patient_support', 'other'] as const;
export type Discussed = (typeof DISCUSSED)[number];
export const NEXT_STEPS = ['none', 'visit_again', 'mail_is_welcome'] as const;
export type NextStep = (typeof NEXT_STEPS)[number];
/** Why a proposed visit is not made. */
export const NOT_NOW = ['no_time', 'not_my_customer', 'customer_declined', 'already_seen', 'wrong_time'] as const;
export type NotNow = (typeof NOT_NOW)[number];

const PLAN_REFUSALS = ['in_the_past', 'too_far', 'quiet_hours', 'outside_her_time', 'day_full', 'overlaps', 'in_calendar'] as const;
export type PlanRefusal = (typeof PLAN_REFUSALS)[number];

export type Span = { readonly from: Instant; readonly to: Instant };

/** All that decides whether a visit fits a time, besides the gate. */
export type PlanFacts = {
  readonly now: Instant;
  readonly myZone: string;
  readonly herZone: string;
  /** Her quiet hours on her own clock, overnight when the first is later; null where none bind. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  /** The time of day that she wished for: a word of the closed list, 'any' where she said nothing. */
  readonly preferredTime: string;
  readonly visits: readonly Span[];
  readonly busy: readonly Span[];
  /** How many visits a day holds; null where nobody set it. */
  readonly perDay: number | null;
};

type Place = { readonly practiceId: number | null; readonly practiceName: string | null };

export type VisitRow = Place & {
  readonly visitId: number; readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null;
  readonly timeZone: string; readonly userId: number; readonly state: VisitState; readonly startsAt: Instant; readonly minutes: number; readonly purpose: string;
  readonly productId: number | null; readonly productName: string | null; readonly askedByName: string | null; readonly askedByFunction: string | null;
  readonly wish: string; readonly preferredTime: string; readonly taskId: number | null; readonly handOverId: number | null; readonly handOverState: string | null;
  readonly outcome: Outcome | null; readonly declineReason: NotNow | null; readonly reportedAt: Instant | null;
};
