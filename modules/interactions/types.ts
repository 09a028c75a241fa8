import type { Instant } from '#platform/db';

/** Ways to reach a customer, in the order of every array that runs by channel. */
export const CHANNELS = ['email', 'sms', 'phone', 'visit', 'event', 'portal'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Functions that act towards customers: one lane of the timeline each. */
export const FUNCTIONS = ['sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services'] as const;
export type TouchFunction = (typeof FUNCTIONS)[number];

/** What can happen between us and a customer. */
export const KINDS = [
  'email_sent', 'email_opened', 'email_clicked', 'email_bounced', 'unsubscribe', 'choice', 'reply',
  'sms_sent', 'sms_received', 'letter_sent', 'portal_message', 'portal_visit',
  'visit', 'visit_declined', 'visit_request', 'call', 'call_missed', 'meeting', 'presentation', 'sample', 'sample_request',
  'inquiry', 'answer', 'referral', 'hand_over', 'complaint',
  'event_invited', 'event_attended', 'formulary_change', 'survey', 'note', 'correction',
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds whose words are a question: only those who answer read them. */
export const QUESTION_KINDS: readonly Kind[] = ['inquiry', 'complaint'];

export const STATES = ['done', 'planned', 'cancelled'] as const;
export type InteractionState = (typeof STATES)[number];

export const WISH_KINDS = ['wants_channel', 'no_channel', 'topic', 'time', 'visit_requested'] as const;
export type WishKind = (typeof WISH_KINDS)[number];

/** What was said, beside the row that everybody sees. Medical content has a table of its own in medical. */
type NewContent = {
  readonly body?: string;
  /** Her own words. */
  readonly quote?: string;
  readonly data?: Readonly<Record<string, unknown>>;
};

export type NewInteraction = {
  readonly customerId: number;
  /** Left out: now. */
  readonly occurredAt?: Instant;
  readonly function: TouchFunction;
  readonly channel: Channel | 'none';
  readonly direction: 'in' | 'out';
  readonly kind: Kind;
  readonly state?: InteractionState;
  readonly productId?: number | null;
  /** Who of ours. */
  readonly personId?: number | null;
  readonly organisationId?: number | null;
  readonly minutes?: number | null;
  /** What every role that sees the row may read. */
  readonly headline: string;
  readonly actionId?: number | null;
  /** The interaction that led to this one. */
  readonly causedBy?: number | null;
  readonly source: string;
  readonly content?: NewContent;
};

export type NewWish = {
  readonly customerId: number;
  readonly kind: WishKind;
  readonly channel?: Channel | null;
  readonly productId?: number | null;
  readonly detail?: string;
  readonly interactionId?: number | null;
  readonly saidAt?: Instant;
  readonly validTo?: Instant | null;
};
