import type { Instant } from '#platform/db';

export const TASK_STATES = ['requested', 'accepted', 'rejected', 'in_progress', 'on_hold', 'completed', 'cancelled', 'failed'] as const;
export type TaskState = (typeof TASK_STATES)[number];
export const CASE_STATES = ['new', 'open', 'waiting', 'handed_over', 'closed'] as const;
export type CaseState = (typeof CASE_STATES)[number];
export const HAND_OVER_KINDS = ['question_to_liaison', 'visit_request', 'question_to_medical'] as const;
export type HandOverKind = (typeof HAND_OVER_KINDS)[number];
export type HandOverState = 'requested' | 'accepted' | 'declined' | 'timed_out' | 'done';
export const PRESENCE_STATES = ['available', 'busy', 'away'] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];

/** What somebody is asked to do about a customer. */
export type NewTask = {
  readonly customerId: number;
  readonly kind: string;
  /** Whose work it is; without an owner it waits in this function's queue. */
  readonly function: string;
  readonly ownerId?: number | null;
  readonly title: string;
  readonly reason?: string;
  readonly state?: TaskState;
  readonly link?: string | null;
  readonly actionId?: number | null;
  readonly cascadeId?: number | null;
  readonly handOverId?: number | null;
  readonly productId?: number | null;
  readonly dueAt?: Instant | null;
};

/** What a desk has to settle for a customer, under a clock. */
export type NewCase = {
  readonly customerId: number;
  /** question, reply, visit_request, sample_request, complaint, unsubscribe … */
  readonly kind: string;
  /** The desk that holds it. */
  readonly function: string;
  readonly channel: string;
  /** Open to everybody who may see that the case exists: never what she asked. */
  readonly headline: string;
  readonly productId?: number | null;
  readonly ownerId?: number | null;
  readonly interactionId?: number | null;
  readonly messageId?: number | null;
  /** Left out, the clock of its kind in her business hours. */
  readonly dueAt?: Instant;
  /** What she said, for the contact centre, medical and safety alone. Notes stay with the desk. */
  readonly detail?: { readonly question?: string; readonly notes?: string; readonly topics?: readonly string[]; readonly callback?: string; readonly bestTime?: string };
};

/** A fact that somebody asked to hear. Dropped when the person has one with this key for the customer already. */
export type NewNotification = {
  readonly userIds?: readonly number[];
  /** Everybody who holds this role. */
  readonly role?: string;
  readonly customerId?: number;
  readonly kind: string;
  readonly headline: string;
  readonly detail?: string;
  readonly link?: string;
  readonly key: string;
};

export type NewHandOver = {
  readonly customerId: number;
  readonly kind: HandOverKind;
  /** Left out, whoever owns the customer for the receiving function. */
  readonly toUserId?: number;
  /** A word of WISHES[kind]. */
  readonly wish: string;
  /** A word of PREFERRED_TIMES. */
  readonly preferredTime?: string;
  readonly productId?: number | null;
  readonly caseId?: number;
};

export type HandOver = {
  readonly handOverId: number;
  readonly customerId: number;
  readonly kind: HandOverKind;
  readonly fromFunction: string;
  readonly toFunction: string;
  readonly fromUserId: number;
  readonly toUserId: number;
  readonly state: HandOverState;
  readonly wish: string;
  readonly preferredTime: string;
  readonly productId: number | null;
  readonly caseId: number | null;
  readonly createdAt: Instant;
  readonly dueAt: Instant | null;
};

export type Case = {
  readonly caseId: number;
  readonly customerId: number;
  readonly customerName: string | null;
  readonly kind: string;
  readonly function: string;
  readonly ownerId: number | null;
  readonly ownerName: string | null;
  readonly channel: string;
  readonly state: CaseState;
  readonly headline: string;
  readonly productId: number | null;
  readonly productName: string | null;
  readonly interactionId: number | null;
  readonly messageId: number | null;
  readonly outcome: string | null;
  readonly dueAt: Instant;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly version: number;
};

/** An approved answer that was read out to her, as it stood. */
export type AnswerRead = { readonly versionId: number; readonly code: string; readonly title: string; readonly versionNo: number; readonly readAt: Instant; readonly userId: number | null };

/** What she asked and how to reach her: this much of a case may cross to medical. */
export type CaseQuestion = {
  readonly caseId: number;
  readonly customerId: number;
  readonly question: string;
  readonly topics: readonly string[];
  readonly answersRead: readonly AnswerRead[];
  readonly callback: string;
  readonly bestTime: string;
  readonly mayMentionHarm: boolean;
};

export type Presence = {
  readonly userId: number;
  readonly name: string;
  readonly function: string;
  readonly state: PresenceState;
  readonly until: Instant | null;
  readonly changedAt: Instant | null;
  /** Busy within the next three hours. */
  readonly busy: readonly { readonly from: Instant; readonly to: Instant }[];
};
