import { REFUSALS, type Candidate, type RefusalCode } from '#gate';

/** Business events that plays may follow. */
export const PLAY_EVENTS = ['formulary.won', 'formulary.lost', 'formulary.changed', 'referral.requested', 'message.choice', 'case.opened', 'visit.done', 'product.launched'] as const;
type PlayEvent = (typeof PLAY_EVENTS)[number];

/** Why a candidate was not chosen, beyond what the gate refuses. */
export const NOT_CHOSEN = {
  ...REFUSALS,
  in_running_journey: 'A running journey already speaks with her.',
  not_in_running_journey: 'She is not in the running journey.',
} as const;
export type NotChosen = RefusalCode | 'in_running_journey' | 'not_in_running_journey';

/** The question that a scarce candidate competes for: one owner's days, or the pooled days of a function. */
export type Scarcity = { readonly by: 'owner' | 'pool'; readonly withinDays: number };

/** What a play considers for each customer, as its author writes it. */
type Consideration = {
  readonly code: string;
  readonly name: string;
  readonly channel: Candidate['channel'];
  readonly function: string;
  /** Code of the approved document that would be used. */
  readonly content?: string;
  /** new: an instance of this journey template; running: the live journey of this code. */
  readonly journey?: { readonly code: string; readonly use: 'new' | 'running' };
  readonly scarce?: Scarcity;
  readonly cost: number;
  /** Task for a person, where a person acts. */
  readonly task?: string;
};

export type Weights = { readonly wish: number; readonly share: number; readonly answers: number; readonly value: number };

export type PlayDefinition = {
  readonly code: string;
  readonly name: string;
  readonly on: PlayEvent;
  readonly when: { readonly tierAtMost?: number; readonly withoutRestrictions?: readonly string[] };
  readonly for: 'prescribers_of_plans' | 'customer_of_event' | 'all_prescribers';
  readonly purpose: Candidate['purpose'];
  readonly market: string;
  readonly approval: 'required' | 'automatic';
  readonly holdout: number;
  readonly weights: Weights;
  readonly consider: readonly Consideration[];
  readonly inform: readonly { readonly role: string; readonly headline: string }[];
};

/** A consideration resolved to the versions that were in force when the cascade began. */
export type ResolvedCandidate = Consideration & {
  readonly position: number;
  readonly versionId: number | null;
  readonly journeyVersionId: number | null;
  readonly contentRefusal: string | null;
};

/** What is chosen among, by a play or by a step of a journey; where `channel` is null nothing is done, and `worth` is what that scores. */
export type Considered = Omit<ResolvedCandidate, 'channel'> & { readonly channel: Candidate['channel'] | null; readonly worth?: number };

export type CascadeState = 'deciding' | 'proposed' | 'approved' | 'running' | 'done' | 'held' | 'undone';
